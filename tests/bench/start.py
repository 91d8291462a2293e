"""Measure how long a command takes to start, beside importing Typer.

``python -m tests.bench.start``. Wall time of whole processes, run in turns so that what else the
machine does falls on all of them alike; medians.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 15
CDNAUDIT = (sys.executable, "-m", "cdnaudit")
REPLAY = ("scan", "--replay", "fixtures/two-cdns/recording.json", "--no-config", "--exit-zero")
COMMANDS = {
    "bare Python": (sys.executable, "-c", "pass"),
    "import typer": (sys.executable, "-c", "import typer"),
    "cdnaudit --version": (*CDNAUDIT, "--version"),
    "cdnaudit --help": (*CDNAUDIT, "--help"),
    "a recorded target, as JSON": (*CDNAUDIT, *REPLAY, "-f", "json"),
    "a recorded target, as a table": (*CDNAUDIT, *REPLAY),
}
UNIT = "import typer"
BOUNDS = {"cdnaudit --version": 1.4, "cdnaudit --help": 1.6}
"""Times importing Typer (the promises watched here)."""


def main() -> bool:
    """Print medians and ratios; tell whether the bounds are kept."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, argv in COMMANDS.items():
            taken[name].append(_seconds(argv))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    unit = medians[UNIT]
    for name, seconds in medians.items():
        bound = f"  at most {BOUNDS[name]}" if name in BOUNDS else ""
        ratio = f"{seconds / unit:5.2f} x {UNIT}"
        sys.stdout.write(f"{name:<50} {seconds * 1000:9.2f} ms  {ratio}{bound}\n")
    return all(medians[name] / unit <= bound for name, bound in BOUNDS.items())


def _seconds(argv: tuple[str, ...]) -> float:
    begin = time.perf_counter()
    subprocess.run(argv, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(not main())
