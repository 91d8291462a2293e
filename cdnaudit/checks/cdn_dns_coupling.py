"""The names of the edge are on one DNS provider, which takes the host down though the edge works.

Asks: is the zone of an edge's host name, or of a traffic manager's, on one DNS provider that is no part of it?
Why: an edge that nobody can find serves nobody, and a second DNS provider for your own zone does not help (Akamai, 2021-07-22: its DNS failed, not its edge; Fastly on Dyn, 2016-10-21).
Silent when: two DNS providers serve those names, another path does without them, or the company that runs the DNS takes the host down with its edge anyhow.
Severity: medium where the host's own zone is on that one provider too.
Remedy: ask the CDN for names on a second DNS provider, or put a second CDN, on other DNS, on the same host.
Source: https://www.npr.org/2021/07/22/1019349851/internet-outage-websites-down; Kashaf, Sekar, Agarwal, IMC 2020 (CDNs that depend on one DNS provider).
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.further_zones import alias_targets, dns_services, own_names, untold
from cdnaudit.checking.host_queries import single_services
from cdnaudit.model.events import Service
from cdnaudit.model.terms import SERVING, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        zones = dict(alias_targets(case, host, serving=True))
        coupled = _coupled(case, host, [zone for zone in zones.values() if zone])
        for service, of_service in sorted(coupled.items()):
            yield _finding(case, host, service, of_service)
        if not coupled:
            doubts = {untold(zone, name): None for name, zone in zones.items()}
            yield from (CHECK.inconclusive(host.name, doubt) for doubt in doubts if doubt)


def _coupled(case: Case, host: HostView, zones: list[ZoneView]) -> dict[Service, list[str]]:
    """Return DNS providers that alone fail the host by way of ``zones``, and which of them."""
    edges = single_services(case, host, SERVING)
    told = {case.knowledge.company_of(edge.provider) for edge in edges}
    own = own_names(case, host)
    found: dict[Service, set[str]] = {}
    for zone in zones:
        above = (z for z in case.upwards(zone) if z.name not in own)
        points = case.zone_points[zone.name] & case.serving_points[host.name]
        for service in dns_services(case, above):
            if service.event in points and case.knowledge.company_of(service.provider) not in told:
                found.setdefault(service, set()).add(zone.name)
    return {service: sorted(names) for service, names in found.items()}


def _finding(case: Case, host: HostView, service: Service, zones: list[str]) -> Verdict:
    own = case.zone_of(host)
    shared = own is not None and service.event in case.zone_points[own.name]
    too = f", and so is {own.name} itself" if own and shared else ""
    verb = "is" if len(zones) == 1 else "are"
    return CHECK.finding_on(
        case,
        service,
        Claim(
            host=host.name,
            severity=Severity.MEDIUM if shared else None,
            message=f"{host.name} cannot be found while {service.provider} DNS is down, though what serves it works: "
            f"{listed(zones)} {verb} on it alone{too}",
            remedy="ask the CDN for names on a second DNS provider, or add a CDN on other DNS",
        ),
    )


CHECK = Check(
    id="cdn-dns-coupling",
    title="the names of the edge are on one DNS provider",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
