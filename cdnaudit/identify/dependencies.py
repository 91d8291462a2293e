"""From matches to the list a person reads: provider, role, confidence, evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cdnaudit.identify.attribution import Attribution, HostAttribution, Operator
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.events import Service
from cdnaudit.model.report import Dependency
from cdnaudit.model.terms import SERVING, Role
from cdnaudit.survey.survey import HostView, Survey, ZoneView


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads uses from one target's attribution."""

    survey: Survey
    attribution: Attribution
    knowledge: Knowledge

    def every(self, host: HostView) -> Iterator[Dependency]:
        """Yield what ``host`` depends on, and what that is built on."""
        for use in self.host(host):
            yield use
            if use.role in (*SERVING, Role.DNS) and use.depth == 1:
                yield from self.below(use)

    def host(self, host: HostView) -> Iterator[Dependency]:
        """Yield what ``host`` depends on, itself (depth 1) and through that (depth 2)."""
        found = self.attribution.hosts[host.name]
        yield from self.served(host.name, found.matches)
        yield from self.challenges(host.name, found)
        own = self.survey.zones.get(host.zone_cuts[host.name].zone)
        if own:
            yield from self.dns(host.name, own)
        for above in self.above(own):
            yield from self.dns(host.name, above, depth=2, via=above.name)
        for name, cut in host.zone_cuts.items():
            zone = self.survey.zones.get(cut.zone)
            if zone and zone is not own:
                via = self.carrier(found, name) or name
                yield from self.dns(host.name, zone, depth=2, via=via)

    def above(self, zone: ZoneView | None) -> Iterator[ZoneView]:
        """Yield the zones that delegate down to ``zone``, nearest first."""
        while zone:
            zone = self.survey.zones.get(zone.parent.zone)
            if zone:
                yield zone

    def served(self, host: str, matches: Iterable[Match]) -> Iterator[Dependency]:
        """Group matches by provider and role."""
        grouped: dict[Service, list[Match]] = {}
        for m in matches:
            if m.rule.role is not Role.DNS and m.rule.state is None:
                grouped.setdefault(Service(m.rule.provider, m.rule.role), []).append(m)
        for service, mine in sorted(grouped.items()):
            yield self.use(host, service, mine)

    def use(self, host: str, service: Service, matches: Iterable[Match]) -> Dependency:
        """Return one depth-1 use with all its evidence."""
        mine = tuple(sorted(set(matches)))
        return Dependency(
            role=service.role,
            provider=service.provider,
            company=self.knowledge.company_of(service.provider),
            host=host,
            state=None,
            confidence=combine(mine, service.role),
            evidence=tuple(sorted({m.evidence() for m in mine})),
        )

    def challenges(self, host: str, found: HostAttribution) -> Iterator[Dependency]:
        """One use a challenge; the strongest state seen stands."""
        best: dict[Service, Dependency] = {}
        order = ("challenge", "block", "present")
        for challenge in found.challenges:
            service = Service(challenge.provider, challenge.role)
            here = replace(self.use(host, service, challenge.matches), state=challenge.state)
            seen = best.get(service)
            if not (seen and seen.state) or order.index(challenge.state) < order.index(seen.state):
                best[service] = here
        yield from (best[service] for service in sorted(best))

    def dns(
        self, host: str, zone: ZoneView, *, depth: int = 1, via: str = ""
    ) -> Iterator[Dependency]:
        """One use an operator of the zone's nameservers."""
        by_provider: dict[str, list[Operator]] = {}
        for server in zone.servers:
            if server.exists is False:
                continue
            operator = self.attribution.operators[zone.name, server.name]
            by_provider.setdefault(operator.provider, []).append(operator)
        for provider, operators in sorted(by_provider.items()):
            matches = [m for o in operators for m in o.matches]
            yield Dependency(
                role=Role.DNS,
                provider=provider,
                company=self.knowledge.company_of(provider),
                host=host,
                state=None,
                confidence=combine(matches, Role.DNS) if matches else operators[0].confidence,
                evidence=tuple(sorted({e for o in operators for e in o.evidence})),
                depth=depth,
                via=via,
            )

    def carrier(self, found: HostAttribution, name: str) -> str:
        """Return the provider that an alias target belongs to, or ``""``."""
        matches = found.by_name.get(name, ())
        return min((m.rule.provider for m in matches), default="")

    def below(self, above: Dependency) -> Iterator[Dependency]:
        """What a provider is known to be built on: DNS on DNS, what serves on what serves."""
        known = self.knowledge.providers.get(above.provider)
        for base in known.runs_on if known else ():
            if (base.role is Role.DNS) == (above.role is Role.DNS):
                yield replace(
                    above,
                    role=base.role,
                    provider=base.provider,
                    company=self.knowledge.company_of(base.provider),
                    state=None,
                    evidence=(),
                    depth=2,
                    via=above.provider,
                )


def dependencies(
    survey: Survey, attribution: Attribution, knowledge: Knowledge
) -> tuple[Dependency, ...]:
    """Return every use of the target, sorted by host, depth, role and provider."""
    reader = Reader(survey, attribution, knowledge)
    found = {
        (u.host, u.depth, u.via, u.role, u.provider): u
        for host in survey.hosts
        for u in reader.every(host)
    }
    return tuple(found[key] for key in sorted(found))
