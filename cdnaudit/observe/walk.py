"""Drive the walk: ask what the survey wants, as it wants it, within one budget a target."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from cdnaudit.model.facts import Answer, Facts, Question
from cdnaudit.observe.budget import Budget
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints, read_target

Ask = Callable[[Question], Awaitable[Answer]]
"""The port: a live resolver, a recording, a cache. Must not raise."""


async def walk(plan: Plan, hints: Hints, ask: Ask, budget: Budget | None = None) -> Survey:
    """Ask until the survey wants nothing more; each answer may open further questions at once.

    Always ends: every question is answered, if only by ``Unknown``, and the budget
    bounds how many reach the world.
    """
    walking = _Walk(ask, budget or Budget())
    try:
        while True:
            survey = read_target(plan, walking.facts, hints)
            if walking.launch(survey.wanted):
                continue
            if not walking.pending:
                limits = {*survey.limits, *walking.budget.hit}
                return replace(survey, limits=tuple(sorted(limits)))
            await walking.collect()
    finally:
        walking.give_up()


@dataclass(slots=True)
class _Walk:
    """What is known and what is under way."""

    ask: Ask
    budget: Budget
    facts: Facts = field(default_factory=Facts)
    pending: dict[asyncio.Future[Answer], Question] = field(default_factory=dict)

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
        return refused

    async def collect(self) -> None:
        """Wait for the next answers; when time is over, what is still out stays unknown."""
        done, _ = await asyncio.wait(
            self.pending, timeout=self.budget.remaining(), return_when=asyncio.FIRST_COMPLETED
        )
        for future in done:
            answer = future.result()
            self.budget.spend(answer)
            self.facts.add(self.pending.pop(future), answer)
        if not done:
            for question in self.pending.values():
                self.facts.add(question, self.budget.out_of_time())
            self.give_up()

    def give_up(self) -> None:
        """Wait no longer for what is under way."""
        for future in self.pending:
            future.cancel()
        self.pending.clear()
