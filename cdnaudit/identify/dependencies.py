"""From matches to the list a person reads: provider, role, confidence, evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cdnaudit.identify.attribution import Attribution, Challenge, HostAttribution, Operator
from cdnaudit.identify.challenges import STRONGEST_FIRST
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, State
from cdnaudit.survey.survey import HostView, Survey, ZoneView


def dependencies(
    survey: Survey, attribution: Attribution, knowledge: Knowledge
) -> tuple[Dependency, ...]:
    """Return every dependency of the target, sorted by host, depth, role and provider."""
    reader = DependencyReader(survey, attribution, knowledge)
    found = {
        (d.host, d.depth, d.via, d.role, d.provider): d
        for host in survey.hosts
        for d in reader.every(host)
    }
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class DependencyReader:
    """Reads dependencies from one target's attribution."""

    survey: Survey
    attribution: Attribution
    knowledge: Knowledge

    def every(self, host: HostView) -> Iterator[Dependency]:
        """Yield what ``host`` depends on, and what that runs on."""
        for dependency in self.host(host):
            yield dependency
            if dependency.depth == 1:
                yield from self.runs_on(dependency)

    def host(self, host: HostView) -> Iterator[Dependency]:
        """Yield what ``host`` depends on, itself (depth 1) and through that (depth 2)."""
        found = self.attribution.hosts[host.name]
        yield from self.served(host.name, found.matches)
        yield from self.challenged(host.name, found)
        own = self.survey.zones.get(host.zone_cuts[host.name].zone)
        if own:
            yield from self.resolved(host.name, own)
        for parent in self.parents(own):
            yield from self.resolved(host.name, parent, depth=2, via=parent.name)
        for name, cut in host.zone_cuts.items():
            zone = self.survey.zones.get(cut.zone)
            if zone and zone is not own:
                via = _carrier(found, name) or name
                yield from self.resolved(host.name, zone, depth=2, via=via)

    def parents(self, zone: ZoneView | None) -> Iterator[ZoneView]:
        """Yield the zones that delegate down to ``zone``, nearest first."""
        while zone:
            zone = self.survey.zones.get(zone.parent.zone)
            if zone:
                yield zone

    def served(self, host: str, matches: Iterable[Match]) -> Iterator[Dependency]:
        """Yield who serves the host: matches grouped by provider and role."""
        grouped: dict[Service, list[Match]] = {}
        for match in matches:
            if match.rule.role is not Role.DNS and match.rule.state is None:
                grouped.setdefault(match.rule.service, []).append(match)
        for service, mine in sorted(grouped.items()):
            yield self.direct(host, service, mine)

    def direct(
        self, host: str, service: Service, matches: Iterable[Match], state: State | None = None
    ) -> Dependency:
        """Return one dependency of depth 1 with all its evidence."""
        mine = tuple(sorted(set(matches)))
        return Dependency(
            role=service.role,
            provider=service.provider,
            company=self.knowledge.company_of(service.provider),
            host=host,
            state=state,
            confidence=combine(mine, service.role),
            evidence=tuple(sorted({match.evidence() for match in mine})),
        )

    def challenged(self, host: str, found: HostAttribution) -> Iterator[Dependency]:
        """Yield one dependency a challenge; the strongest state seen on any page stands."""
        strongest: dict[Service, Challenge] = {}
        for challenge in sorted(found.challenges, key=lambda c: STRONGEST_FIRST.index(c.state)):
            strongest.setdefault(challenge.service, challenge)
        for service, challenge in sorted(strongest.items()):
            yield self.direct(host, service, challenge.matches, challenge.state)

    def resolved(
        self, host: str, zone: ZoneView, *, depth: int = 1, via: str = ""
    ) -> Iterator[Dependency]:
        """Yield one dependency an operator of the zone's nameservers."""
        for provider, operators in sorted(self.operators(zone).items()):
            matches = [match for operator in operators for match in operator.matches]
            evidence = {item for operator in operators for item in operator.evidence}
            yield Dependency(
                role=Role.DNS,
                provider=provider,
                company=self.knowledge.company_of(provider),
                host=host,
                state=None,
                confidence=combine(matches, Role.DNS) if matches else operators[0].confidence,
                evidence=tuple(sorted(evidence)),
                depth=depth,
                via=via,
            )

    def operators(self, zone: ZoneView) -> dict[str, list[Operator]]:
        """Return operators of nameservers by provider; one that nobody can find has none."""
        by_provider: dict[str, list[Operator]] = {}
        for server in zone.servers:
            if server.exists is not False and not server.has_no_address:
                operator = self.attribution.operators[zone.name, server.name]
                by_provider.setdefault(operator.provider, []).append(operator)
        return by_provider

    def runs_on(self, dependent: Dependency) -> Iterator[Dependency]:
        """Yield what a provider is known to be built on."""
        for base in self.knowledge.runs_on(dependent.service):
            yield replace(
                dependent,
                role=base.role,
                provider=base.provider,
                company=self.knowledge.company_of(base.provider),
                state=None,
                evidence=(),
                depth=2,
                via=dependent.provider,
            )


def _carrier(found: HostAttribution, name: str) -> str:
    """Return the provider that an alias target belongs to, or ``""``."""
    matches = found.by_name.get(name, ())
    return min((match.rule.provider for match in matches), default="")
