"""From what was observed of a target to what the facts say of it."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from cdnaudit.identify.attribute import network
from cdnaudit.judging.judge import CUT_ORDER, Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Signal
from cdnaudit.observe.public_suffix import is_suffix, registrable
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints

KEPT = 4096
"""Addresses of which is remembered whether a rule knows their network."""


@dataclass(frozen=True)
class Scanner:
    """Assesses targets by one state of knowledge.

    It has no slots: what the rules know of a name is looked up once for all targets.
    """

    knowledge: Knowledge
    policy: Policy = field(default_factory=Policy)
    cut_order: int = CUT_ORDER
    """How many failures at once are tried."""
    as_of: datetime | None = None
    """When the world answers, or answered; None where nobody knows."""

    @cached_property
    def hints(self) -> Hints:
        """What a walk may know beforehand."""
        return hints(self.knowledge)

    def assess(self, plan: Plan, survey: Survey) -> Assessment:
        """Identify, build, check: what was observed of one target."""
        return Judge(self.knowledge, registrable, self.policy, self.cut_order, self.as_of).target(
            plan, survey
        )


def hints(knowledge: Knowledge) -> Hints:
    """Return what the rules know beforehand, in the walk's terms; networks are remembered."""

    @lru_cache(KEPT)
    def known_network(ip: str, origin: AsnAnswer) -> bool:
        return bool(network(ip, origin, knowledge))

    def known_nameserver(name: str) -> bool:
        return bool(knowledge.by_name(Signal.NS, name))

    return Hints(is_suffix, registrable, known_nameserver, known_network)
