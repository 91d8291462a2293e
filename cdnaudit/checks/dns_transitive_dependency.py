"""Resolving the host needs zones of others: those in which nameservers are named, or an alias ends.

Asks: does the resolution of the host depend on DNS providers that serve none of its own zones?
Why: nobody who looks at the zone sees them, and they fail it all the same (Ramasubramanian and Sirer find that a name depends on 46 servers on average).
Silent when: the parent gives the nameservers' addresses (glue), a known provider runs them, or one of them is found without any further zone. Names of an edge are the matter of cdn-dns-coupling.
Severity: medium where one further provider alone fails the host; info where every nameserver is found by way of others, and no single one of them fails it.
Remedy: name the nameservers in the zone itself, with glue, or delegate to a provider that looks after its own names too; let an alias end in a zone on two providers.
Source: Ramasubramanian and Sirer, "Perils of Transitive Trust in the Domain Name System", IMC 2005.
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.further_zones import (
    alias_targets,
    dns_services,
    names_to_find,
    own_names,
    surveyed_zone,
    untold,
    zones_to_find,
)
from cdnaudit.checking.zone_queries import working
from cdnaudit.model.assessment import Finding
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import counted, listed
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView

REMEDY = "do without that zone (name the nameservers in your own, with glue), or have a second DNS provider serve it"


def _run(case: Case) -> Iterator[Verdict]:
    said: set[str] = set()
    verdicts = chain.from_iterable(_zone(case, host, zone) for host, zone in case.own_zones())
    for verdict in chain(verdicts, *(_aliases(case, host) for host in case.survey.hosts)):
        mark = verdict.fingerprint if isinstance(verdict, Finding) else verdict.reason
        if mark not in said:
            yield verdict
        said.add(mark)


def _zone(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    """Judge a zone by the zones through which its nameservers are found."""
    ways = [_further(case, host, server) for server in working(zone)]
    further = list({found.name: found for found in chain.from_iterable(ways)}.values())
    others = _others(case, host, further)
    single = sorted(s for s in others if s.event in case.zone_points[zone.name])
    if single:
        yield from (_cut(case, host, s, _cannot(case, zone.name, s, further)) for s in single)
        return
    if others and all(ways):
        yield _spread(case, host, zone, further, others)
    yield from (CHECK.inconclusive(host.name, doubt) for doubt in _doubts(case, zone))


def _further(case: Case, host: HostView, server: NameserverView) -> list[ZoneView]:
    found = zones_to_find(case, server)
    own = own_names(case, host) if found else frozenset()
    return [zone for zone in found if zone.name not in own]


def _doubts(case: Case, zone: ZoneView) -> Iterator[str]:
    """Say which zones of its nameservers' names nobody told."""
    for server in working(zone):
        for name in names_to_find(case, server):
            if doubt := untold(surveyed_zone(case, name), name):
                yield doubt


def _aliases(case: Case, host: HostView) -> Iterator[Verdict]:
    """Judge the zones in which the aliases of a host lie that are no edge's."""
    for name, zone in alias_targets(case, host, serving=False):
        if doubt := untold(zone, name):
            yield CHECK.inconclusive(host.name, doubt)
        if zone is None:
            continue
        points = case.zone_points[zone.name] & case.serving_points[host.name]
        for service in sorted(_others(case, host, [zone])):
            if service.event in points:
                alias = f"{host.name}, an alias of {name},"
                yield _cut(case, host, service, _cannot(case, alias, service, [zone]))


def _others(case: Case, host: HostView, zones: list[ZoneView]) -> frozenset[Service]:
    """Return the DNS services of ``zones`` that are none of the own zones', nor the owner's."""
    if not zones:
        return frozenset()
    own = dns_services(case, case.upwards(case.zone_of(host)))
    owner = {case.registrable(name) for name in own_names(case, host)}
    found = dns_services(case, zones) - own
    return frozenset(service for service in found if service.provider not in owner)


def _cannot(case: Case, what: str, service: Service, zones: list[ZoneView]) -> str:
    """Say which of ``zones`` a service takes along."""
    served = sorted(zone.name for zone in zones if service in dns_services(case, [zone]))
    down = f"{service.provider} DNS is down"
    return f"{what} cannot be resolved while {down}, which serves {listed(served)}"


def _cut(case: Case, host: HostView, service: Service, message: str) -> Verdict:
    return CHECK.finding_on(
        case,
        service,
        Claim(
            host=host.name,
            severity=Severity.MEDIUM,
            message=message,
            remedy=REMEDY,
        ),
    )


def _spread(
    case: Case,
    host: HostView,
    zone: ZoneView,
    further: list[ZoneView],
    others: frozenset[Service],
) -> Verdict:
    providers = listed(sorted({service.provider for service in others}))
    count = len({server.name for found in further for server in working(found)})
    zones = listed(sorted(found.name for found in further))
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            message=f"every nameserver of {zone.name} is found by way of others: "
            f"{providers}, by {counted(count, 'nameserver')} of {zones}",
            remedy=REMEDY,
        ),
    )


CHECK = Check(
    id="dns-transitive-dependency",
    title="resolution depends on DNS providers of others",
    severity=Severity.INFO,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
