"""Measure the search for cut sets, beside trying every event and every combination.

``python -m tests.bench.judging``. Nothing leaves the process. Times are of the processor, medians
of some runs; ratios carry from one machine to another as milliseconds do not.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.graph.cut_sets import cut_sets
from cdnaudit.judging.judge import Judge
from cdnaudit.model.nodes import Graph
from cdnaudit.observe.public_suffix import registrable
from tests.graph import oracle
from tests.many_networks import many_networks
from tests.small_knowledge import KNOWN
from tests.world import plan, survey

FIXTURES = Path(__file__).parents[2] / "fixtures"
NETWORKS = (200, 500, 1000)
RUNS = 9
BOUND = 1.0
"""Seconds that judging a host in a thousand networks may take (the promise watched here)."""


def main() -> bool:
    """Print medians and ratios; tell whether the bound is kept."""
    graphs = stories()
    for order in (1, 2, 3):
        every_story(graphs, order)
    return max(map(host, NETWORKS)) <= BOUND


def stories() -> list[Graph]:
    recordings = sorted(FIXTURES.glob("*/recording.json*"))
    reports = [audit(Options(replay=path, no_config=True)) for path in recordings]
    return [target.graph for report in reports for target in report.targets]


def every_story(graphs: list[Graph], order: int) -> None:
    """Search the graph of each story, and try all combinations of its events."""
    searched = [median(partial(cut_sets, graph, order=order), RUNS) for graph in graphs]
    tried = [median(partial(oracle.cut_sets, graph, order), 1) for graph in graphs]
    say(f"cut sets of a story up to order {order}", statistics.median(searched))
    say("  the slowest story", max(searched))
    say("  trying all, the slowest story", max(tried), f"x {sum(tried) / sum(searched):.0f} in all")


def host(networks: int) -> float:
    """Judge a host with as many addresses in as many networks; return the seconds it takes."""
    asked = plan()
    found = survey(many_networks(networks), asked)
    judge = Judge(KNOWN, registrable)
    graph = judge.target(asked, found).graph
    judged = median(partial(judge.target, asked, found), RUNS)
    say(
        f"cut sets of a host in {networks} networks",
        median(partial(cut_sets, graph, order=2), RUNS),
    )
    say("  up to order 3", median(partial(cut_sets, graph, order=3), RUNS))
    say("  judging it in all", judged)
    for threaded in (False, True):
        waits = partial(longest_wait, partial(judge.target, asked, found), threaded=threaded)
        where = "in a thread" if threaded else "in the loop"
        say(
            f"  the loop's longest wait, judged {where}",
            statistics.median(waits() for _ in range(RUNS)),
        )
    return judged


def longest_wait(work: Callable[[], object], *, threaded: bool) -> float:
    """Return the longest time that the loop does not get to others while ``work`` is done."""
    return asyncio.run(_longest_wait(work, threaded=threaded))


async def _longest_wait(work: Callable[[], object], *, threaded: bool) -> float:
    waits: list[float] = []
    ended = asyncio.Event()

    async def other() -> None:
        while not ended.is_set():
            begin = time.perf_counter()
            await asyncio.sleep(0)
            waits.append(time.perf_counter() - begin)

    async with asyncio.TaskGroup() as group:
        group.create_task(other())
        await asyncio.sleep(0)
        if threaded:
            await asyncio.to_thread(work)
        else:
            work()
        ended.set()
    return max(waits)


def median(work: Callable[[], object], runs: int) -> float:
    """Return the processor's seconds for ``work``."""
    return statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def say(what: str, seconds: float, more: str = "") -> None:
    sys.stdout.write(f"{what:<50} {seconds * 1000:9.2f} ms  {more}".rstrip() + "\n")


if __name__ == "__main__":
    sys.exit(not main())
