"""Answers that come one at a time, in an order a test chooses."""

import asyncio
import random
from collections.abc import Callable

from cdnaudit.model.facts import Answer, Question
from cdnaudit.observe.budget import Budget
from cdnaudit.observe.walk import Ask, walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.target import Hints
from tests.survey.arbitrary import CAP

Choose = Callable[[int], int]
"""From how many questions wait to the place of the one that is answered next."""

TURNS = 8
"""Turns of the event loop in which the walk takes in one answer and asks further questions."""


def first(waiting: int) -> int:
    return 0


def last(waiting: int) -> int:
    return waiting - 1


def at_random(seed: int) -> Choose:
    return random.Random(seed).randrange


class OneAtATime:
    """A port that answers in its own order, and remembers what it was asked."""

    def __init__(self, port: Ask, choose: Choose) -> None:
        self._port, self._choose = port, choose
        self._waiting: list[asyncio.Future[None]] = []
        self._answering: asyncio.Task[None] | None = None
        self.asked: list[Question] = []

    async def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        if self._answering is None or self._answering.done():
            self._answering = asyncio.create_task(self._answer_in_turn())
        await turn
        return await self._port(question)

    async def _answer_in_turn(self) -> None:
        while self._waiting:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            self._waiting.pop(self._choose(len(self._waiting))).set_result(None)


def asked(plan: Plan, known: Hints, port: Ask, choose: Choose) -> frozenset[str]:
    """Walk with answers in one order; return what was asked."""
    arrival = OneAtATime(port, choose)
    asyncio.run(walk(plan, known, arrival.ask, Budget(dns=CAP)))
    return frozenset(map(str, arrival.asked))
