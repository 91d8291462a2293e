"""Many targets in one loop: judging a large one does not keep the others from their answers."""

import asyncio

import pytest

from cdnaudit.application.networking import LARGE, LiveRun
from cdnaudit.application.progress import Progress
from cdnaudit.application.run import Gathered
from cdnaudit.application.scanner import Scanner
from cdnaudit.model.facts import Answer, Question
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.replay import Replay
from tests.many_networks import many_networks
from tests.small_knowledge import KNOWN
from tests.world import announced, as_port, plan


@pytest.mark.parametrize(("addresses", "inside"), [(5 * LARGE, False), (1, True)])
def test_a_large_target_is_judged_beside_the_loop(addresses: int, inside: bool) -> None:
    turns = asyncio.run(turns_while_judged(addresses))
    assert (turns < 10) is inside


def live(ask: Ask) -> LiveRun:
    return LiveRun(ask, Scanner(KNOWN), Progress(), Gathered())


async def turns_while_judged(addresses: int) -> int:
    """Return how many turns the loop takes after the last answer."""
    replay = Replay(many_networks(addresses), announced)
    turns, at_last_answer = 0, 0

    async def ask(question: Question) -> Answer:
        nonlocal at_last_answer
        at_last_answer = turns
        return replay.answer(question)

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(take_turns())
    await live(ask).assess(plan())
    turning.cancel()
    return turns - at_last_answer


def test_several_large_targets_are_all_judged() -> None:
    sizes = asyncio.run(sizes_of_several())
    assert [size > LARGE for size in sizes] == [True] * 4


async def sizes_of_several() -> list[int]:
    """Return how many nodes each of four large targets has."""
    run = live(as_port(Replay(many_networks(LARGE), announced).answer))
    found = await asyncio.gather(*(run.assess(plan()) for _ in range(4)))
    return [len(assessed.graph.nodes) for assessed in found]
