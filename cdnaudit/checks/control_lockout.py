"""The record to fail over with is hosted by the provider that fails.

Asks: does the company whose edge alone takes the host down also run every nameserver of its zone?
Why: its dashboard and API go with it, so the record that would lead traffic away cannot be changed (Cloudflare and Azure, 2025).
Silent when: another company runs the zone, or a second one serves it too.
Remedy: keep the zone with a company that is not in the path, or an API token and a tested procedure outside the dashboard.
Source: https://blog.cloudflare.com/18-november-2025-outage/; https://azure.status.microsoft/status/history/
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import single_services
from cdnaudit.checking.zone_queries import working
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView

PATH = (Role.CDN, Role.CHALLENGE, Role.WAF, Role.STEERING, Role.PLATFORM)


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        zone = case.zone_of(host)
        for company in sorted(_in_control(case, zone)) if zone else ():
            yield from _lockout(case, host, company)


def _in_control(case: Case, zone: ZoneView) -> set[str]:
    """Return the companies that run every working nameserver, or what each of them runs on."""
    companies = [_companies(case, server) for server in working(zone)]
    return set.intersection(*companies) if companies else set()


def _companies(case: Case, server: NameserverView) -> set[str]:
    service = Service(case.operator(server).provider, Role.DNS)
    services = (service, *case.knowledge.runs_on(service))
    return {case.knowledge.company_of(service.provider) for service in services}


def _lockout(case: Case, host: HostView, company: str) -> Iterator[Verdict]:
    services = [
        service
        for service in single_services(case, host, PATH)
        if case.knowledge.company_of(service.provider) == company
    ]
    if services:
        zone = host.zone_cuts[host.name].zone
        lost = listed(service.event for service in services)
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.CONTROL,
                provider=services[0].provider,
                confidence=case.confidence(host.name, services[0]),
                message=f"to lead {host.name} away from {lost} one must change {zone}, which {company} hosts too",
                remedy="keep the zone with another company, or a tested way to change it without the dashboard",
                evidence=case.evidence(host.name, services[0]),
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
