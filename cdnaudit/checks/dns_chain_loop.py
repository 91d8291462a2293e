"""An alias chain leads back to itself.

Asks: does following the aliases of the host ever end?
Why: no resolver returns an address.
Silent when: the chain ends.
Remedy: point one of the aliases at a name with addresses.
Source: RFC 1034, section 5.2.2.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Severity
from cdnaudit.survey.aliases import End


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        loop = next((r for r in host.resolutions if r.end is End.LOOP), None)
        if loop:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    message=f"the aliases of {host.name} go in a circle: {' -> '.join(loop.chain)}",
                    remedy="point one of these aliases at a name that has addresses",
                ),
            )


CHECK = Check(
    id="dns-chain-loop",
    title="an alias loop",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
