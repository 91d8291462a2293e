"""The target is down while nothing fails.

Asks: does every host of the target work as it stands, while every provider does?
Why: what leads to it is broken by itself, so no statement about outages holds for it.
Silent when: it works, or may work for all that is not known; or the host has no address (target-does-not-exist, dns-dangling, dns-chain-loop).
Remedy: repair the delegation or the nameservers at which it fails.
Source: RFC 1034, section 4.2.1 (a zone is reached by its delegation alone).
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.graph.evaluate import witness
from cdnaudit.model.terms import Severity


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        has_end = host.addresses or host.is_idle or host.was_lost
        if host.name in case.broken and has_end:
            where = witness(case.graphs.hosts[host.name], frozenset())[-1]
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    message=f"{host.name} does not work as it stands: it fails at {where}",
                    remedy=f"repair {where}, or route {host.name} around it",
                ),
            )


CHECK = Check(
    id="target-does-not-work",
    title="the target is down while nothing fails",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
