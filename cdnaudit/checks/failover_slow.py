"""The record to fail over with is cached for long.

Asks: is the TTL of the host's own record (its alias, else its address) above 300 s?
Why: after the change, visitors stay with the failed provider for as long (GOV.UK had 3600 s in the Fastly outage).
Silent when: the TTL is 300 s or less, by the word of an authoritative server. Where none was heard, it is what a resolver's cache had left of it, which may be less and is never more.
Remedy: lower the TTL to 300 s or less, well before you need it.
Source: https://docs.publishing.service.gov.uk/repos/govuk-infrastructure/architecture/decisions/0021-give-fastly-cname-records-a-TTL-of-300.html
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.survey.own_records import Ttl, ttl

SLOW = 300
VERY_SLOW = 3600


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        known = ttl(host, case.survey.facts)
        if known and known.seconds > SLOW:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=Role.CONTROL,
                    severity=Severity.MEDIUM if known.seconds > VERY_SLOW else None,
                    message=f"a change of the record of {host.name} {_takes(known)}",
                    remedy=f"lower its TTL to {SLOW} s or less",
                ),
            )


def _takes(known: Ttl) -> str:
    if known.exact:
        return f"takes up to {known.seconds} s to be seen"
    return f"takes at least {known.seconds} s to be seen by all, as a cache holds it for as long"


CHECK = Check(
    id="failover-slow",
    title="the record to fail over with has a long TTL",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    advisory=True,
)
