"""Fewer than two nameservers work.

Asks: do at least two delegated nameservers answer for the zone?
Why: with one, every restart of it is an outage.
Silent when: two or more work, or were not asked and are not known to fail.
Remedy: delegate to a second nameserver, in another network.
Source: RFC 1034, section 4.1; RFC 2182, section 5.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import working
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import counted, listed
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView

ENOUGH = 2

Servers = tuple[NameserverView, ...]


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.zoneless():
        yield CHECK.inconclusive(host.name, f"the nameservers of {host.name} are not known")
    for host, zone in case.own_zones():
        left = working(zone)
        if len(left) < ENOUGH and not zone.names_lost:
            yield _finding(case, host, zone, left)
        else:
            yield from _doubt(host, zone, left)


def _finding(case: Case, host: HostView, zone: ZoneView, left: Servers) -> Verdict:
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=case.operator(left[0]).provider if left else None,
            message=f"{zone.name} has {counted(len(zone.servers), 'nameserver')} in its delegation and {_which(left)}",
            remedy=f"delegate {zone.name} to at least two working nameservers in different networks",
        ),
    )


def _which(left: Servers) -> str:
    if not left:
        return "none works"
    return f"{'at most' if left[0].was_lost else 'only'} {left[0].name} works"


def _doubt(host: HostView, zone: ZoneView, left: Servers) -> Iterator[Verdict]:
    """Say what was lost, where that much is needed to be enough."""
    if zone.names_lost:
        yield CHECK.inconclusive(host.name, zone.names_lost)
    lost = [server.name for server in left if server.was_lost]
    if lost and len(left) - len(lost) < ENOUGH:
        reason = f"whether {listed(lost)} work for {zone.name} is not known: no answer came"
        yield CHECK.inconclusive(host.name, reason)


CHECK = Check(
    id="dns-too-few-nameservers",
    title="fewer than two nameservers work",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
    single_point=True,
)
