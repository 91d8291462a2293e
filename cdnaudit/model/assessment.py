"""What the facts say of one target, before anyone judged it: no status, nothing that passes.

Tuples are sorted by whoever builds them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from cdnaudit.model.events import Event, Service
from cdnaudit.model.nodes import Graph
from cdnaudit.model.observed import Host, Zone
from cdnaudit.model.terms import Basis, Confidence, Outcome, Role, Severity, Signal, State

PRIVATE_NAMESERVER = "private-nameserver"
"""The rule by which a nameserver is that of the zone's owner."""

NO_VERDICTS = "no verdicts are in a dependencies CSV"
"""Why nobody judged a target of one (contract, section 2)."""
UNFINISHED = "interrupted before it was finished"
"""Why nobody judged a target of a run that was cut short."""


class Evidence(NamedTuple):
    """Why we say so."""

    signal: Signal | str
    value: str
    rule: str
    """``provider-id#signal-n``, such as ``fastly#cname-0``, or the name of a heuristic."""
    source: str
    """Where the rule was read; with basis ``general``, at most where one may look."""
    basis: Basis | str = ""
    """What the rule rests on; ``""`` for a heuristic."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """A provider in a role for a host, with what shows it."""

    role: Role
    provider: str
    company: str
    host: str
    state: State | None
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    depth: int = 1
    """1: the host itself depends on it; 2: it is under the provider in ``via``."""
    via: str = ""

    @property
    def service(self) -> Service:
        """The provider in its role."""
        return Service(self.provider, self.role)

    @property
    def event(self) -> Event:
        """Its failure."""
        return self.service.event

    @property
    def is_private(self) -> bool:
        """The owner of the zone runs its nameservers."""
        return any(item.rule == PRIVATE_NAMESERVER for item in self.evidence)


@dataclass(frozen=True, slots=True)
class CutSet:
    """A minimal cut set (NUREG-0492): events that together take the target down, and none less.

    With outcome ``unknown`` it is one that would be a cut set if what is unknown does not work.
    """

    events: tuple[Event, ...]
    outcome: Outcome
    path: tuple[str, ...]
    """Names on one way from the target to what failed."""

    @property
    def is_single_point(self) -> bool:
        """One event of it is enough, and that is certain."""
        return len(self.events) == 1 and self.outcome is Outcome.DOWN


def orders_listed(cuts: Iterable[CutSet], counts: Sequence[int]) -> int:
    """Return the greatest order up to which every cut set that is counted is among ``cuts``."""
    listed = Counter(len(cut.events) for cut in cuts if cut.outcome is Outcome.DOWN)
    for order, count in enumerate(counts, 1):
        if listed[order] < count:
            return order - 1
    return len(counts)


def single_points(cuts: Iterable[CutSet]) -> tuple[Event, ...]:
    """Return the events that alone take the target down, sorted."""
    return tuple(sorted({cut.events[0] for cut in cuts if cut.is_single_point}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found: one sentence about one host, and what it rests on."""

    check: str
    severity: Severity
    confidence: Confidence
    target: str
    host: str
    role: Role | None
    provider: str | None
    company: str | None
    message: str
    remedy: str
    evidence: tuple[Evidence, ...]
    fingerprint: str
    roles: tuple[Role, ...] = ()
    """Of a finding about several roles at once, which has no ``role``; sorted."""

    @property
    def every_role(self) -> tuple[Role, ...]:
        """The roles it is about: one, several or none."""
        return self.roles or ((self.role,) if self.role else ())

    @property
    def identity(self) -> tuple[str, str]:
        """What stays the same from run to run.

        No company goes into a fingerprint; where no provider is named, it tells two findings apart.
        """
        return self.fingerprint, "" if self.provider else self.company or ""

    def exceeds(self, severity: Severity, roles: Collection[Role]) -> bool:
        """Tell whether it is worse than a finding of this severity about these roles."""
        return self.severity.rank > severity.rank or not set(self.every_role).issubset(roles)

    @property
    def event(self) -> Event | None:
        """The failure of the provider it names in the role it names; None where it names no two."""
        return Event.service(self.provider, self.role) if self.provider and self.role else None

    @property
    def worst_first(self) -> tuple[int, str, str, str]:
        """The key by which a target's findings are sorted."""
        return (-self.severity.rank, self.check, self.host, self.fingerprint)


@dataclass(frozen=True, slots=True, order=True)
class Unanswered:
    """A question without an answer."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Inconclusive:
    """A check that could neither fire nor stay silent."""

    check: str
    host: str
    reason: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a target is named: a file and its line, from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that was seen and found of one target; the gate makes a ``TargetReport`` of it."""

    target: str
    location: Location | None = None
    hosts: tuple[Host, ...]
    zones: tuple[Zone, ...]
    providers: tuple[Dependency, ...]
    transitive: tuple[Dependency, ...]
    """What the providers hang under in turn: dependencies of depth 2."""
    cuts: tuple[CutSet, ...]
    cut_counts: tuple[int, ...] = ()
    """How many cut sets are certain, by order from 1, as far as they were searched for. An order
    that has too many to read is counted here and none of it is among ``cuts``."""
    findings: tuple[Finding, ...]
    unknowns: tuple[Unanswered, ...]
    inconclusive: tuple[Inconclusive, ...]
    limits_hit: tuple[str, ...]
    """Why the facts are not all there, whatever the checks say: limits, or why nobody judged it."""
    graph: Graph

    @property
    def single_points(self) -> tuple[Event, ...]:
        """Events that alone take the target down, sorted."""
        return single_points(self.cuts)

    @property
    def used_events(self) -> frozenset[Event]:
        """What the target is known to use, as far as its providers and cuts say."""
        services = (dependency.event for dependency in self.providers)
        companies = (Event.company(dependency.company) for dependency in self.providers)
        return frozenset(chain(services, companies, *(cut.events for cut in self.cuts)))

    @property
    def orders_listed(self) -> int:
        """The greatest order up to which every cut set is among ``cuts``."""
        return orders_listed(self.cuts, self.cut_counts)

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """Every provider in a role, direct ones first."""
        return (*self.providers, *self.transitive)
