"""The record to fail over with is cached for long.

Asks: is the TTL of the host's own record (its alias, else its address) above 300 s?
Why: after the change, visitors stay with the failed provider for as long (GOV.UK had 3600 s in the Fastly outage).
Silent when: the TTL is 300 s or less. A resolver's cache may show less than the record says, never more.
Remedy: lower the TTL to 300 s or less, well before you need it.
Source: https://docs.publishing.service.gov.uk/repos/govuk-infrastructure/architecture/decisions/0021-give-fastly-cname-records-a-TTL-of-300.html
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.survey.survey import HostView

SLOW = 300
VERY_SLOW = 3600


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        ttl = switch_ttl(host)
        if ttl is not None and ttl > SLOW:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=Role.CONTROL,
                    severity=Severity.MEDIUM if ttl > VERY_SLOW else None,
                    message=f"a change of the record of {host.name} takes up to {ttl} s to be seen",
                    remedy=f"lower its TTL to {SLOW} s or less",
                ),
            )


def switch_ttl(host: HostView) -> int | None:
    """Return the greatest TTL of the records at the host itself, in seconds; None = not known."""
    links = [r.links[0].ttl for r in host.resolutions if r.links]
    if links:
        return max(links)
    return max((r.ttl for r in host.resolutions if r.ttl is not None), default=None)


CHECK = Check(
    id="failover-slow",
    title="the record to fail over with has a long TTL",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    advisory=True,
)
