"""The record to fail over with is hosted by the provider that fails.

Asks: does the company whose edge alone takes the host down also run every nameserver of its zone?
Why: its dashboard and API go with it, so the record that would lead traffic away cannot be changed (Cloudflare and Azure, 2025).
Silent when: another company runs the zone, or a second one serves it too.
Remedy: keep the zone with a company that is not in the path, or an API token and a tested procedure outside the dashboard.
Source: https://blog.cloudflare.com/18-november-2025-outage/; https://azure.status.microsoft/status/history/
"""

from collections.abc import Iterator

from cdnaudit.checking.check import Case, Check, Claim, Verdict
from cdnaudit.checking.host_queries import single_services
from cdnaudit.checking.zone_queries import working
from cdnaudit.graph.service_nodes import runs_on
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.delegation import Server
from cdnaudit.survey.survey import HostView

PATH = (Role.CDN, Role.CHALLENGE, Role.WAF, Role.STEERING, Role.PLATFORM)


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        zone = case.survey.zones.get(host.zone_cuts[host.name].zone)
        in_control = [_in_control(case, s) for s in working(zone)] if zone else []
        for company in sorted(set.intersection(*in_control)) if in_control else ():
            yield from _host(case, host, company)


def _in_control(case: Case, server: Server) -> set[str]:
    """Return the companies without which a nameserver's zone cannot be changed."""
    service = Service(case.operator(server).provider, Role.DNS)
    return {
        case.knowledge.company_of(p.provider) for p in (service, *runs_on(service, case.knowledge))
    }


def _host(case: Case, host: HostView, company: str) -> Iterator[Verdict]:
    services = [
        p
        for p in single_services(case, host.name, PATH)
        if case.knowledge.company_of(p.provider) == company
    ]
    if services:
        zone = host.zone_cuts[host.name].zone
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.CONTROL,
                provider=services[0].provider,
                confidence=case.confidence(host.name, services[0].role, services[0].provider),
                message=f"to lead {host.name} away from {listed(p.event for p in services)} one must change {zone}, which {company} hosts too",
                remedy="keep the zone with another company, or a tested way to change it without the dashboard",
                evidence=case.evidence(host.name, services[0].role, services[0].provider),
            ),
        )


CHECK = Check(
    id="control-lockout",
    title="the failover switch fails with the provider",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
