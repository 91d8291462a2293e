"""Drive the walk: ask what the survey wants, as it wants it, within one budget a target."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from cdnaudit.model.facts import Answer, Facts, Question
from cdnaudit.observe.askers import ASKERS, Askers
from cdnaudit.observe.budget import Budget
from cdnaudit.observe.timeline import Timeline
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.readings import Readings
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints, read_target

Ask = Callable[[Question], Awaitable[Answer]]
"""The port: a live resolver, a recording, a cache. Must not raise."""

LEAST_WAIT = 0.05
"""Seconds between two looks at a clock that may stand still."""


async def walk(
    plan: Plan,
    hints: Hints,
    ask: Ask,
    budget: Budget | None = None,
    timeline: Timeline | None = None,
) -> Survey:
    """Ask until the survey wants nothing more; each answer may open further questions at once.

    ``timeline`` is told what was asked, and when it was answered.

    Always ends: every question is answered, if only by ``Unknown``, and the budget
    bounds how many reach the world.
    """
    walking = _Walk(ask, budget or Budget(), timeline or Timeline())
    asking = ASKERS.set(Askers(walking.budget))
    try:
        while True:
            survey = walking.read(plan, hints)
            if walking.launch(survey.wanted):
                continue
            if not walking.pending:
                limits = {*survey.limits, *walking.budget.hit}
                return replace(survey, limits=tuple(sorted(limits)))
            await walking.collect()
    finally:
        walking.give_up()
        ASKERS.reset(asking)


@dataclass(slots=True)
class _Walk:
    """What is known and what is under way."""

    ask: Ask
    budget: Budget
    timeline: Timeline
    facts: Facts = field(default_factory=Facts)
    readings: Readings = field(default_factory=Readings)
    pending: dict[asyncio.Future[Answer], Question] = field(default_factory=dict)

    def read(self, plan: Plan, hints: Hints) -> Survey:
        """Read the facts, at the target's own expense."""
        begin = time.thread_time()
        survey = read_target(plan, self.facts, hints, self.readings)
        self.budget.clock.worked(time.thread_time() - begin)
        return survey

    def launch(self, wanted: tuple[Question, ...]) -> bool:
        """Start every question not yet under way; True if one was refused, which is an answer."""
        under_way = set(self.pending.values())
        refused = False
        for question in wanted:
            if question in under_way:
                continue
            refusal = self.budget.refuse(question)
            if refusal:
                self.facts.add(question, refusal)
                refused = True
            else:
                self.pending[asyncio.ensure_future(self.ask(question))] = question
                self.budget.clock.asked(1)
                self.timeline.asked(question)
        return refused

    async def collect(self) -> None:
        """Wait for the next answers; when time is over, what is still out stays unknown."""
        done = await self._done_in_time()
        if done:
            self.timeline.answered(self.pending[future] for future in done)
        for future in done:
            answer = future.result()
            self.budget.spend(answer)
            self.budget.clock.asked(-1)
            self.facts.add(self.pending.pop(future), answer)
        if not done:
            for question in self.pending.values():
                self.facts.add(question, self.budget.out_of_time())
            self.give_up()

    async def _done_in_time(self) -> set[asyncio.Future[Answer]]:
        """Wait for answers until the target's own clock runs out."""
        while True:
            left = self.budget.remaining()
            done, _ = await asyncio.wait(
                self.pending,
                timeout=max(left, LEAST_WAIT) if left else 0,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if done or not left:
                return done

    def give_up(self) -> None:
        """Wait no longer for what is under way."""
        self.budget.clock.asked(-len(self.pending))
        for future in self.pending:
            future.cancel()
        self.pending.clear()
