"""One traffic manager stands before every path to the host.

Asks: is there a traffic manager whose outage alone makes the host unreachable, however many CDNs stand behind it?
Why: it decides at every lookup where a visitor goes; while it is down, nobody learns of the CDNs behind it (a service of this kind is described in the source).
Silent when: some path does without it, or no traffic manager was seen. One that is a part of the edge behind it, as Azure Front Door's, is the edge. Where a DNS zone alone says which CDN is next, dns-single-provider and cdn-dns-coupling speak of it.
Remedy: keep a record in your own zone that leads to a CDN directly, with a short TTL, and practise the switch; or steer in two services that do not know each other.
Source: Hohlfeld, Rüth, Wolsing, Zimmermann, "Characterizing a Meta-CDN", PAM 2018.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import single_services, unanswered
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        single = single_services(case, host, (Role.STEERING,))
        for service in single:
            yield _finding(case, host, service)
        seen = any(found.role is Role.STEERING for found in case.direct(host.name))
        if not single and (seen or not host.exists):
            yield from (CHECK.inconclusive(host.name, gap) for gap in unanswered(host))


def _finding(case: Case, host: HostView, service: Service) -> Verdict:
    cdns = sorted({found.provider for found in case.direct(host.name) if found.role is Role.CDN})
    behind = f"; {listed(cdns)} stand{'s' if len(cdns) == 1 else ''} behind it" if cdns else ""
    return CHECK.finding_on(
        case,
        service,
        Claim(
            host=host.name,
            message=f"{host.name} is unreachable while the traffic manager {service.provider} is down: "
            f"every path leads through it{behind}",
            remedy="keep a record in your own zone that can lead past it to a CDN, with a short TTL",
        ),
    )


CHECK = Check(
    id="cdn-steering-single-point",
    title="one traffic manager stands before every path",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
