"""Nameservers that work do not answer for their zone's own NS set.

Asks: does a server that answers for the zone with authority also answer which nameservers it has?
Why: it resolves, so it works; but resolvers that ask the zone for its NS set and most tests take it for dead.
Silent when: every server answers, or fails altogether (dns-lame-nameserver).
Remedy: give the load balancer an NS and an SOA record of its own for the zone.
Source: RFC 4074, section 4.3; RFC 1034, section 4.2.1.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed


def _run(case: Case) -> Iterator[Verdict]:
    for host, zone in case.own_zones():
        withheld = [f"{s.name} ({s.reason})" for s in zone.servers if s.withholds_ns]
        if withheld:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=Role.DNS,
                    message=f"{zone.name} works, and its NS set is not answered for by {listed(withheld)}",
                    remedy="let these servers answer for the NS set too",
                ),
            )


CHECK = Check(
    id="dns-ns-unanswered",
    title="working nameservers do not answer for the NS set",
    severity=Severity.INFO,
    help=__doc__,
    run=_run,
    advisory=True,
)
