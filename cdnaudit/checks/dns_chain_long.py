"""The alias chain is long.

Asks: does the chain have more than eight links?
Why: each link is a lookup more and a zone more that must work; resolvers give up at some length.
Silent when: there are eight or fewer.
Remedy: alias straight to the last name that you do not control.
Source: RFC 1034, section 5.2.2.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Severity
from cdnaudit.survey.aliases import End

MAX_LINKS = 8


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        length = max(len(r.links) for r in host.resolutions)
        loops = any(r.end is End.LOOP for r in host.resolutions)
        if length > MAX_LINKS and not loops:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    message=f"the alias chain of {host.name} has {length} links",
                    remedy="shorten the chain: alias straight to the provider's name",
                ),
            )


CHECK = Check(
    id="dns-chain-long",
    title="an alias chain of more than eight links",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
)
