"""Drive the walk: ask what the survey wants, as it wants it, within one budget a target."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from cdnaudit.model.facts import (
    Answer,
    DnsAnswer,
    DnsQuestion,
    Facts,
    HttpAnswer,
    Question,
    Unknown,
)
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints, read_target

Ask = Callable[[Question], Awaitable[Answer]]
"""The port: a live resolver, a recording, a cache. Must not raise."""

MAX_DNS = 200
MAX_SECONDS = 30.0
MAX_BYTES = 1_000_000


@dataclass(slots=True)
class Budget:
    """What one target may cost, never reset on a referral or an alias."""

    dns: int = MAX_DNS
    bytes: int = MAX_BYTES
    seconds: float = MAX_SECONDS
    started: float = field(default_factory=time.monotonic)
    hit: set[str] = field(default_factory=set)

    def refuse(self, question: Question) -> Unknown | None:
        """Spend for ``question``, or say which bound forbids it."""
        if not self.remaining():
            return self.out_of_time()
        if self.bytes <= 0:
            return self._over(f"{MAX_BYTES} bytes")
        if isinstance(question, DnsQuestion):
            if self.dns <= 0:
                return self._over(f"{MAX_DNS} DNS queries")
            self.dns -= 1
        return None

    def spend(self, answer: Answer) -> None:
        """Count what an answer weighed, near enough to stop a flood."""
        match answer:
            case DnsAnswer():
                self.bytes -= 12 + sum(len(r.name) + len(r.data) + 10 for r in answer.records)
            case HttpAnswer():
                self.bytes -= sum(len(k) + len(v) for k, v in answer.headers)
                self.bytes -= len(answer.body or "")
            case _:
                pass

    def remaining(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self.started + self.seconds - time.monotonic())

    def out_of_time(self) -> Unknown:
        """Note that the clock ran out."""
        return self._over(f"{self.seconds:.0f} s")

    def _over(self, bound: str) -> Unknown:
        self.hit.add(bound)
        return Unknown(f"not asked: limit of {bound} a target")


async def walk(plan: Plan, hints: Hints, ask: Ask, budget: Budget | None = None) -> Survey:
    """Ask until the survey wants nothing more; each answer may open further questions at once.

    Always ends: every question is answered, if only by ``Unknown``, and the budget
    bounds how many reach the world.
    """
    budget = budget or Budget()
    facts = Facts()
    pending: dict[asyncio.Future[Answer], Question] = {}
    try:
        while True:
            survey = read_target(plan, facts, hints)
            if _launch(survey, facts, pending, ask, budget):
                continue
            if not pending:
                return replace(survey, limits=tuple(sorted({*survey.limits, *budget.hit})))
            await _collect(pending, facts, budget)
    finally:
        for future in pending:
            future.cancel()


def _launch(
    survey: Survey,
    facts: Facts,
    pending: dict[asyncio.Future[Answer], Question],
    ask: Ask,
    budget: Budget,
) -> bool:
    """Start every question not yet under way; True if one was refused, which is an answer."""
    under_way = set(pending.values())
    refused = False
    for question in survey.wanted:
        if question in under_way:
            continue
        refusal = budget.refuse(question)
        if refusal:
            facts.add(question, refusal)
            refused = True
        else:
            pending[asyncio.ensure_future(ask(question))] = question
    return refused


async def _collect(
    pending: dict[asyncio.Future[Answer], Question], facts: Facts, budget: Budget
) -> None:
    """Wait for the next answers; when time is over, what is still out stays unknown."""
    done, _ = await asyncio.wait(
        pending, timeout=budget.remaining(), return_when=asyncio.FIRST_COMPLETED
    )
    for future in done:
        answer = future.result()
        budget.spend(answer)
        facts.add(pending.pop(future), answer)
    if not done:
        for future, question in pending.items():
            future.cancel()
            facts.add(question, budget.out_of_time())
        pending.clear()
