"""The target does not exist, or has no address.

Asks: does every host of the target exist, and has it an address?
Why: nothing can reach it, whatever its providers do; "no such name" is an answer, not missing evidence.
Silent when: it has an address; it is an apex without one, which serves no web host and is judged by its DNS; or its alias is at fault (dns-dangling, dns-chain-loop).
Remedy: correct the name, publish its records, or stop auditing it.
Source: RFC 8020, section 2; RFC 2308, section 2.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.model.terms import Severity
from cdnaudit.names import ROOT
from cdnaudit.survey.aliases import End, all_denied
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        if not (host.addresses or _is_idle(case, host) or _is_misled(host)):
            gaps = [*unanswered(host), *_place_unknown(host)]
            yield from (CHECK.inconclusive(host.name, gap) for gap in gaps)
            if not gaps:
                yield _finding(case, host)


def _is_idle(case: Case, host: HostView) -> bool:
    """Tell whether it needs no address: an apex, or a name whose www serves in its place."""
    www = f"www.{host.name}"
    beside = any(other.name == www and other.addresses for other in case.survey.hosts)
    return host.is_idle or (host.absent and beside)


def _is_misled(host: HostView) -> bool:
    """Tell whether its alias leads to a missing name, or nowhere."""
    return bool(host.dangling) or any(r.end in {End.LOOP, End.LONG} for r in host.resolutions)


def _place_unknown(host: HostView) -> Iterator[str]:
    cut = host.zone_cuts[host.name]
    if host.absent and not all_denied(host.resolutions) and not (cut.zone or cut.registry):
        yield f"whether a zone begins at {host.name}, which has no address, is not known"


def _finding(case: Case, host: HostView) -> Verdict:
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            message=f"{host.name} {_fault(host)}",
            remedy="correct the name, publish its records, or take it out of the targets",
        ),
    )


def _fault(host: HostView) -> str:
    alias = next((r.last or ROOT for r in host.resolutions if r.links), "")
    if alias:
        return f"is an alias of {alias}, which has no address"
    return (
        "does not exist (NXDOMAIN)" if all_denied(host.resolutions) else "exists and has no address"
    )


CHECK = Check(
    id="target-does-not-exist",
    title="the target does not exist",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
