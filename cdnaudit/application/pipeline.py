"""The whole pipeline, top to bottom: one target from its name to what the facts say of it."""

import asyncio
from dataclasses import dataclass, field
from functools import cache

from cdnaudit.identify.attribute import network
from cdnaudit.judging.judge import CUT_ORDER, Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Signal
from cdnaudit.observe.public_suffix import is_suffix, registrable
from cdnaudit.observe.walk import Ask, walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints

LARGE = 200
"""Addresses and nameservers from which on judging takes longer than an answer may wait."""


@dataclass(frozen=True, slots=True)
class Scanner:
    """Assesses targets through one port by one state of knowledge."""

    ask: Ask
    knowledge: Knowledge
    policy: Policy = field(default_factory=Policy)
    cut_order: int = CUT_ORDER
    """How many failures at once are tried."""
    _turn: asyncio.Lock = field(init=False, repr=False, default_factory=asyncio.Lock)
    """Large targets are judged one after another: threads would share one processor."""

    async def assess(self, plan: Plan) -> Assessment:
        """Observe, identify, build, check: one target."""
        survey = await walk(plan, hints(self.knowledge), self.ask)
        judge = Judge(self.knowledge, registrable, self.policy, self.cut_order)
        if _size(survey) < LARGE:
            return judge.target(plan, survey)
        async with self._turn:
            return await asyncio.to_thread(judge.target, plan, survey)


def _size(survey: Survey) -> int:
    """Count what makes a graph large."""
    addresses = sum(len(host.addresses) for host in survey.hosts)
    return addresses + sum(len(zone.servers) for zone in survey.zones.values())


def hints(knowledge: Knowledge) -> Hints:
    """Return what the rules know beforehand, in the walk's terms; each is looked up once a walk."""

    @cache
    def known_network(ip: str, origin: AsnAnswer) -> bool:
        return bool(network(ip, origin, knowledge))

    @cache
    def known_nameserver(name: str) -> bool:
        return bool(knowledge.by_name(Signal.NS, name))

    return Hints(is_suffix, known_nameserver, known_network)
