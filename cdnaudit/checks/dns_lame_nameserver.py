"""A delegated nameserver does not do its work.

Asks: does every delegated server answer for the zone with authority?
Why: resolvers lose time on it, and the redundancy it seems to give is not there.
Silent when: all answer with authority, or were not asked (--no-authoritative).
Remedy: repair the server's configuration, or take it out of the delegation.
Source: Akiwate et al., IMC 2020 (14 % of domains); RFC 9499, "lame delegation".
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict, only_provider
from cdnaudit.checking.zone_queries import failed, working
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.delegation import NameserverStatus
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    if not case.plan.authoritative:
        return
    for host, zone in case.own_zones():
        unknown = [s.name for s in zone.servers if s.status is NameserverStatus.UNKNOWN]
        if unknown:
            yield CHECK.inconclusive(
                host.name, f"whether {listed(unknown)} answer for {zone.name} is not known"
            )
        if failed(zone):
            yield _finding(case, host, zone)


def _finding(case: Case, host: HostView, zone: ZoneView) -> Verdict:
    servers = failed(zone)
    how = listed(f"{s.name} ({s.status}: {s.reason})" for s in servers)
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=only_provider(case.operator(server).provider for server in servers),
            severity=Severity.HIGH if _is_last(zone) else None,
            message=f"{zone.name} is delegated to nameservers that do not serve it: {how}",
            remedy="repair these servers, or take them out of the delegation",
        ),
    )


def _is_last(zone: ZoneView) -> bool:
    """Tell whether no spare is left, by all that may serve."""
    return len(working(zone)) <= 1 and not zone.names_lost


CHECK = Check(
    id="dns-lame-nameserver",
    title="a delegated nameserver is silent or not authoritative",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    advisory=True,
)
