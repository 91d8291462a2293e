"""What a check is, and all it may look at."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cdnaudit.graph.dependency_graph import DependencyGraphs
from cdnaudit.identify.attribution import Attribution, Operator
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.events import Event
from cdnaudit.model.policy import Policy
from cdnaudit.model.report import Dependency, Evidence, Finding, Inconclusive
from cdnaudit.model.terms import Confidence, Role, Severity
from cdnaudit.survey.delegation import Server
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import HostView, Survey, ZoneView


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One target, ready to be judged. ``points``: events that alone take a host down."""

    plan: Plan
    survey: Survey
    attribution: Attribution
    knowledge: Knowledge
    graphs: DependencyGraphs
    dependencies: tuple[Dependency, ...]
    points: Mapping[str, frozenset[Event]]
    zone_points: Mapping[str, frozenset[Event]]
    """Events that alone take down the zone in which a host lies, by host."""
    registrable: Callable[[str], str]
    policy: Policy = field(default_factory=Policy)

    def own_zones(self) -> Iterator[tuple[HostView, ZoneView]]:
        """Yield each zone that holds a host of the target, or is above such a zone, once."""
        seen: set[str] = set()
        for host in self.survey.hosts:
            name = host.zone_cuts[host.name].zone
            while name in self.survey.zones and name not in seen:
                seen.add(name)
                yield host, self.survey.zones[name]
                name = self.survey.zones[name].parent.zone

    def zoneless(self) -> Iterator[HostView]:
        """Yield hosts whose zone nobody could name."""
        for host in self.survey.hosts:
            cut = host.zone_cuts[host.name]
            if not cut.registry and cut.zone not in self.survey.zones:
                yield host

    def zones(self) -> Iterator[tuple[HostView, ZoneView]]:
        """Yield every zone in the walk, with the host that leads there first."""
        first = self.survey.hosts[0]
        owners = {zone.name: host for host, zone in self.own_zones()}
        for host in reversed(self.survey.hosts):
            owners |= {
                cut.zone: host
                for cut in host.zone_cuts.values()
                if self.survey.zones.get(cut.zone, None) and cut.zone not in owners
            }
        for name, zone in self.survey.zones.items():
            yield owners.get(name, first), zone

    def operator(self, server: Server) -> Operator:
        """Return who runs a nameserver."""
        return self.attribution.operators[server.zone, server.name]

    def evidence(self, host: str, role: Role, provider: str) -> tuple[Evidence, ...]:
        """Return what shows a provider in a role for a host."""
        return next((u.evidence for u in self._dependencies_of(host, role, provider)), ())

    def confidence(self, host: str, role: Role, provider: str) -> Confidence:
        """Return how sure we are of a provider in a role for a host."""
        return next(
            (u.confidence for u in self._dependencies_of(host, role, provider)), Confidence.MEDIUM
        )

    def _dependencies_of(self, host: str, role: Role, provider: str) -> Iterator[Dependency]:
        """Yield uses of a provider, those of the host itself before those below another."""
        for use in sorted(self.dependencies, key=lambda u: u.depth):
            if (use.host, use.role, use.provider) == (host, role, provider):
                yield use


Verdict = Finding | Inconclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a check says about one host; ``severity`` None takes the check's own."""

    host: str
    message: str
    remedy: str
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    role: Role | None = None
    provider: str | None = None
    company: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A question put to every case. ``help`` is what ``cdnaudit explain`` prints."""

    id: str
    title: str
    severity: Severity
    help: str
    run: Callable[[Case], Iterable[Verdict]]
    single_point: bool = False
    """Tier 1 raises it one level."""
    advisory: bool = False
    """Being inconclusive on it does not make a target incomplete."""

    def finding(self, case: Case, claim: "Claim") -> Finding:
        """Make ``claim`` in this check's name."""
        provider, role = claim.provider, claim.role
        return Finding(
            check=self.id,
            severity=claim.severity or self.severity,
            confidence=claim.confidence,
            target=case.plan.target,
            host=claim.host,
            role=role,
            provider=provider,
            company=claim.company or (case.knowledge.company_of(provider) if provider else None),
            message=claim.message,
            remedy=claim.remedy,
            evidence=tuple(sorted(set(claim.evidence))),
            fingerprint=fingerprint(self.id, case.plan.target, claim.host, role, provider),
        )

    def inconclusive(self, host: str, reason: str) -> Inconclusive:
        """Say that the facts do not suffice."""
        return Inconclusive(self.id, host, reason)


def fingerprint(check: str, target: str, host: str, role: Role | None, provider: str | None) -> str:
    """Name a finding for good: no text, time or address goes in (contract, section 4)."""
    parts = "\n".join((check, target, host, role or "", provider or ""))
    return "sha256:" + hashlib.sha256(parts.encode()).hexdigest()
