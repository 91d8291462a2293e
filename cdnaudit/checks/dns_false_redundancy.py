"""Several nameserver names stand for one machine or one operator.

Asks: do nameservers with different names share every address, or one operator behind vanity names?
Why: the second name looks like a spare and is none.
Silent when: the names lead to different addresses and say who runs them.
Remedy: delegate to a nameserver that is really another one.
Source: Deccio, Sedayao, Kant, Mohapatra, INFOCOM 2010 (14 % of zones).
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import sole_provider, working
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.delegation import Server
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host, zone in case.own_zones():
        servers = working(zone)
        if len(servers) > 1:
            yield from _zone(case, host, zone, servers)


def _zone(
    case: Case, host: HostView, zone: ZoneView, servers: tuple[Server, ...]
) -> Iterator[Verdict]:
    sets = {s.addresses for s in servers}
    names = listed(s.name for s in servers)
    if len(sets) == 1 and () not in sets:
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.DNS,
                provider=sole_provider(case, zone),
                message=f"the nameservers of {zone.name} ({names}) are one: they share the address {listed(servers[0].addresses)}",
                remedy="delegate to a nameserver with an address of its own, in another network",
            ),
        )
    elif _vanity(case, servers):
        provider = case.operator(servers[0]).provider
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.DNS,
                provider=provider,
                severity=Severity.MEDIUM,
                confidence=case.operator(servers[0]).confidence,
                message=f"the nameservers of {zone.name} ({names}) look like several operators and are all run by {provider}",
                remedy="count them as one provider; add a second",
                evidence=tuple(e for s in servers for e in case.operator(s).evidence),
            ),
        )


def _vanity(case: Case, servers: tuple[Server, ...]) -> bool:
    operators = [case.operator(s) for s in servers]
    unmasked = any(e.signal != "ns" for o in operators for e in o.evidence)
    return len({o.provider for o in operators}) == 1 and unmasked


CHECK = Check(
    id="dns-false-redundancy",
    title="nameserver names that are no spares",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
    single_point=True,
)
