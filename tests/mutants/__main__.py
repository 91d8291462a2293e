"""Plant small faults one by one, and see whether a test fails: ``python -m tests.mutants``.

A bounded sample is tried, the same one for the same seed. What survives is a fault that
the tests would let through. Exit code 1: fewer were killed than the floor asks for.
"""

import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from tests.mutants.collecting import collect
from tests.mutants.covering import covering
from tests.mutants.sampling import sample
from tests.mutants.scoring import as_json, score, summary
from tests.mutants.trees import copy
from tests.mutants.trying import Outcome, try_all

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "mutants"
SEED = 20251118
NUMBER = 300
FLOOR = 90.0


def main() -> int:
    """Run, and return the exit code."""
    flags = _flags()
    mutants = sample(collect(ROOT, flags.only), flags.number, flags.seed)
    if flags.list:
        sys.stdout.writelines(f"{mutant}\n" for mutant in mutants)
        return 0
    told = 0

    def tell(outcome: Outcome) -> None:
        nonlocal told
        told += 1
        if not outcome.killed or told % 25 == 0:
            _say(f"{told} of {len(mutants)}: {outcome.verdict} {outcome.mutant}")

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees = [copy(ROOT, Path(folder) / str(n)) for n in range(flags.workers)]
        _say("which tests run what: one run of all, or as kept from the last")
        outcomes = try_all(mutants, trees, covering(trees[0], KEPT), tell)
    sys.stdout.write(summary(outcomes))
    if flags.out:
        flags.out.write_text(as_json(outcomes), "utf-8")
    return int(100 * score(outcomes).share < flags.floor)


def _flags() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=NUMBER, help="how many to try at most")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another sample")
    parser.add_argument("--only", type=_path, nargs="+", default=(), help="files or folders")
    parser.add_argument("--list", action="store_true", help="print the sample, and try nothing")
    parser.add_argument("--out", type=Path, help="a file for the outcomes, as JSON")
    parser.add_argument("--workers", type=int, default=2, help="how many to try at a time")
    parser.add_argument("--floor", type=float, default=FLOOR, help="percent that must be killed")
    return parser.parse_args()


def _path(text: str) -> str:
    path = Path(text).resolve()
    if not path.exists() or not path.is_relative_to(ROOT / "cdnaudit"):
        raise ArgumentTypeError(f"{text}: is no file or folder of cdnaudit")
    return path.relative_to(ROOT).as_posix()


def _say(text: str) -> None:
    sys.stderr.write(f"mutants: {text}\n")


if __name__ == "__main__":
    sys.exit(main())
