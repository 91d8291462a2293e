"""The whole pipeline, top to bottom."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from cdnaudit.identify.attribute import network
from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.policy import Policy
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Signal
from cdnaudit.observe.public_suffix import is_suffix, registrable
from cdnaudit.observe.walk import Ask, walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.target import Hints

AT_ONCE = 16
"""Targets under audit at the same time."""

Progress = Callable[[TargetReport], None]


@dataclass(frozen=True, slots=True)
class Scanner:
    """Audits targets through one port by one state of knowledge."""

    ask: Ask
    knowledge: Knowledge
    policy: Policy = field(default_factory=Policy)

    async def target(self, plan: Plan) -> TargetReport:
        """Observe, identify, weave, check: one target."""
        survey = await walk(plan, hints(self.knowledge), self.ask)
        return Judge(self.knowledge, registrable, self.policy).target(plan, survey)

    async def targets(self, plans: Iterable[Plan], done: Progress) -> None:
        """Audit every plan, several at once; ``done`` hears of each as it is finished."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(plan: Plan) -> None:
            async with gate:
                done(await self.target(plan))

        async with asyncio.TaskGroup() as group:
            for plan in plans:
                group.create_task(one(plan))


def hints(knowledge: Knowledge) -> Hints:
    """Return what the rules know beforehand, in the walk's terms; each is looked up once a walk."""

    @cache
    def known_network(ip: str, origin: AsnAnswer) -> bool:
        return bool(network(ip, origin, knowledge))

    @cache
    def known_nameserver(name: str) -> bool:
        return bool(knowledge.by_name(Signal.NS, name))

    return Hints(is_suffix, known_nameserver, known_network)
