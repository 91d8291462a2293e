"""Try mutants: does a test fail?"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from queue import SimpleQueue
from signal import SIGALRM
from typing import assert_never

from tests.mutants.collecting import Mutant
from tests.mutants.covering import Covering
from tests.mutants.selecting import SELECTION
from tests.mutants.trees import Ran, Tree

PATIENCE = 3
"""How many times as long as without a fault a test may take."""
GRACE = 5.0
"""Seconds that it may take in any case."""
START = 60.0
"""Seconds that it may take until the first test runs."""


NO_CONFTEST = "while loading conftest"


class Verdict(StrEnum):
    """What became of a mutant; the first two are as they should be."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One mutant and its verdict."""

    mutant: Mutant
    verdict: Verdict

    @property
    def killed(self) -> bool:
        """Tell whether the tests noticed."""
        return self.verdict in {Verdict.KILLED, Verdict.TIMED_OUT}


class PytestError(Exception):
    """The tests could not be run at all."""


def try_all(
    mutants: Sequence[Mutant],
    trees: Sequence[Tree],
    covering: Covering,
    tell: Callable[[Outcome], None],
) -> tuple[Outcome, ...]:
    """Try each mutant on the next copy that is free; outcomes are in the order of the mutants."""
    free: SimpleQueue[Tree] = SimpleQueue()
    for tree in trees:
        free.put(tree)

    def one(mutant: Mutant) -> Outcome:
        tree = free.get()
        try:
            return Outcome(mutant, try_one(mutant, tree, covering))
        finally:
            free.put(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        running = [pool.submit(one, mutant) for mutant in mutants]
        try:
            for done in as_completed(running):
                tell(done.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return tuple(future.result() for future in running)


def try_one(mutant: Mutant, tree: Tree, covering: Covering) -> Verdict:
    """Run the tests that may notice until one does."""
    groups = [group for group in covering.groups(mutant) if group]
    with tree.mutated(mutant):
        for group in groups:
            verdict = _read(run(group, tree))
            if verdict is not Verdict.SURVIVED:
                return verdict
    return Verdict.SURVIVED if groups else Verdict.UNCOVERED


def run(seconds: dict[str, float], tree: Tree) -> Ran:
    """Run tests, given with the seconds that each takes without a fault, until one fails."""
    allowed = {test: PATIENCE * took + GRACE for test, took in seconds.items()}
    selection = tree.scratch / "selection.json"
    selection.write_text(json.dumps(allowed), "utf-8")
    files = dict.fromkeys(test.partition("::")[0] for test in seconds)
    return tree.python(
        *tree.pytest("-x", "-p", "tests.mutants.selecting", *files),
        env={SELECTION: str(selection)},
        seconds=PATIENCE * sum(seconds.values()) + START,
    )


def _read(ran: Ran) -> Verdict:
    """Read how pytest ended: 1 is a failure, 2 a module that no longer loads, 5 no test left.

    With 4 the command line is wrong, which is no matter of the mutant, or a ``conftest`` does not
    load. Source: pytest, "Exit codes". Other codes are not about the mutant.
    """
    match ran.code:
        case 0 | 5:
            return Verdict.SURVIVED
        case None:
            return Verdict.TIMED_OUT
        case 1 | 2:
            return Verdict.KILLED
        case 4 if NO_CONFTEST in ran.output:
            return Verdict.KILLED
        case int(code) if code < 0:
            return Verdict.TIMED_OUT if code == -SIGALRM else Verdict.KILLED
        case int():
            raise PytestError(ran.output)
        case _:
            assert_never(ran.code)
