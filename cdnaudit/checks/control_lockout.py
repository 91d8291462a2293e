"""The record to fail over with is hosted by the provider that fails.

Asks: does the company whose edge alone takes the host down also run every nameserver of its zone?
Why: its dashboard and API go with it, so the record that would lead traffic away cannot be changed (Cloudflare and Azure, 2025).
Silent when: another company runs the zone, or a second one serves it too.
Remedy: keep the zone with a company that is not in the path, or an API token and a tested procedure outside the dashboard.
Source: https://blog.cloudflare.com/18-november-2025-outage/; https://azure.status.microsoft/status/history/
"""

from collections.abc import Iterator

from cdnaudit.checks.base import Case, Check, Claim, Verdict
from cdnaudit.checks.hosts import single_planes
from cdnaudit.checks.zones import working
from cdnaudit.graph.planes import bases
from cdnaudit.identify.attribution import Plane
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.delegation import Server
from cdnaudit.survey.view import HostView

PATH = (Role.CDN, Role.CHALLENGE, Role.WAF, Role.STEERING, Role.PLATFORM)


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        zone = case.survey.zones.get(host.cuts[host.name].zone)
        keepers = [_keepers(case, s) for s in working(zone)] if zone else []
        for company in sorted(set.intersection(*keepers)) if keepers else ():
            yield from _host(case, host, company)


def _keepers(case: Case, server: Server) -> set[str]:
    """Return the companies without which a nameserver's zone cannot be changed."""
    plane = Plane(case.operator(server).provider, Role.DNS)
    return {case.company(p.provider) for p in (plane, *bases(plane, case.knowledge))}


def _host(case: Case, host: HostView, company: str) -> Iterator[Verdict]:
    planes = [
        p for p in single_planes(case, host.name, PATH) if case.company(p.provider) == company
    ]
    if planes:
        zone = host.cuts[host.name].zone
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.CONTROL,
                provider=planes[0].provider,
                confidence=case.confidence(host.name, planes[0].role, planes[0].provider),
                message=f"to lead {host.name} away from {listed(p.event for p in planes)} one must change {zone}, which {company} hosts too",
                remedy="keep the zone with another company, or a tested way to change it without the dashboard",
                evidence=case.evidence(host.name, planes[0].role, planes[0].provider),
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
