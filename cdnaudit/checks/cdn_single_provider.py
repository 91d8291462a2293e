"""One CDN stands in front of every path to the host.

Asks: is there a CDN whose outage alone makes the host unreachable?
Why: a CDN outage is common-mode; the origin is fine and nobody can get to it (Fastly, 2021-06-08).
Silent when: two CDNs answer for the same host, or no CDN was identified.
Remedy: a second CDN for the same host with failover, or a tested path to an origin that takes direct traffic.
Source: https://www.fastly.com/blog/summary-of-june-8-outage
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import doubts, single_services
from cdnaudit.model.terms import Role, Severity


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        single = single_services(case, host, (Role.CDN,))
        for service in single:
            yield CHECK.finding_on(
                case,
                service,
                Claim(
                    host=host.name,
                    message=f"{host.name} is unreachable while {service.provider} is down: every path leads through it",
                    remedy="put a second CDN on the same host name with failover, or keep an origin that takes direct traffic",
                ),
            )
        if not single:
            yield from (CHECK.inconclusive(host.name, doubt) for doubt in doubts(case, host))


CHECK = Check(
    id="cdn-single-provider",
    title="one CDN carries every path",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
