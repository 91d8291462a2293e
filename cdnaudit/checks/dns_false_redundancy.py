"""Several nameserver names stand for one machine or one operator.

Asks: do nameservers with different names share every address, or one operator behind vanity names? May they
be one operator's, since no rule names them and all stand in one prefix?
Why: the second name looks like a spare and is none.
Silent when: the names lead to different networks, or say who runs them.
Remedy: delegate to a nameserver that is really another one.
Source: Deccio, Sedayao, Kant, Mohapatra, INFOCOM 2010 (14 % of zones).
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import FAMILIES, RECORD_TYPES, sole_provider, working
from cdnaudit.model.terms import Confidence, Role, Severity, Signal
from cdnaudit.names import listed
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView

Servers = tuple[NameserverView, ...]


def _run(case: Case) -> Iterator[Verdict]:
    for host, zone in case.own_zones():
        servers = working(zone)
        if len(servers) > 1:
            yield from _zone(case, host, zone, servers)


def _zone(case: Case, host: HostView, zone: ZoneView, servers: Servers) -> Iterator[Verdict]:
    if _may_share_every_address(servers):
        lost = listed(server.name for server in servers if _is_partly_lost(server))
        reason = f"whether the nameservers of {zone.name} are one is not known without {lost}"
        yield CHECK.inconclusive(host.name, reason)
    elif found := _one(case, host, zone, servers):
        yield CHECK.inconclusive(host.name, zone.names_lost) if zone.names_lost else found


def _one(case: Case, host: HostView, zone: ZoneView, servers: Servers) -> Verdict | None:
    """Say in what they are one, by those that are known; None where they are several."""
    if _share_every_address(servers):
        return _one_machine(case, host, zone, servers)
    if _is_unmasked(case, servers):
        return _one_operator(case, host, zone, servers)
    prefix = _perhaps_one(case, servers)
    return _one_prefix(case, host, zone, servers, prefix) if prefix else None


def _share_every_address(servers: Servers) -> bool:
    addresses = {server.addresses for server in servers}
    return len(addresses) == 1 and () not in addresses


def _may_share_every_address(servers: Servers) -> bool:
    """Tell whether addresses that were lost may be all that tells them apart."""
    told = {
        family: {addresses for s in servers if (addresses := _told(s, family)) is not None}
        for family in FAMILIES
    }
    some = any(any(addresses) for addresses in told.values())
    return some and any(map(_is_partly_lost, servers)) and all(len(t) <= 1 for t in told.values())


def _is_partly_lost(server: NameserverView) -> bool:
    return any(_told(server, family) is None for family in FAMILIES)


def _told(server: NameserverView, family: str) -> frozenset[str] | None:
    """Return its addresses of a family; None where they were asked for in vain."""
    found = frozenset(ip for ip in server.addresses if FAMILIES[":" in ip] == family)
    lost = any(r.was_lost and r.type == RECORD_TYPES[family] for r in server.resolutions)
    return None if lost and not found else found


def _is_unmasked(case: Case, servers: Servers) -> bool:
    """Tell whether one operator stands behind names that do not say so."""
    operators = [case.operator(server) for server in servers]
    evidence = chain.from_iterable(operator.evidence for operator in operators)
    vanity = any(item.signal != Signal.NS for item in evidence)
    return vanity and len({operator.provider for operator in operators}) == 1


def _perhaps_one(case: Case, servers: Servers) -> str:
    """Return the one prefix of operators that no rule names; ``""`` where they differ in more."""
    operators = [case.operator(server) for server in servers]
    several = len({operator.provider for operator in operators}) > 1
    if not several or any(operator.by_rule for operator in operators):
        return ""
    addresses = chain.from_iterable(server.addresses for server in servers)
    origins = set(map(case.survey.asn, addresses))
    only = origins.pop() if len(origins) == 1 else None
    return (only.prefix if only else None) or ""


def _one_machine(case: Case, host: HostView, zone: ZoneView, servers: Servers) -> Verdict:
    names, addresses = _names(servers), listed(servers[0].addresses)
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=sole_provider(case, zone),
            message=f"the nameservers of {zone.name} ({names}) are one: they share the address {addresses}",
            remedy="delegate to a nameserver with an address of its own, in another network",
        ),
    )


def _one_operator(case: Case, host: HostView, zone: ZoneView, servers: Servers) -> Verdict:
    operators = [case.operator(server) for server in servers]
    provider = operators[0].provider
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=provider,
            severity=Severity.MEDIUM,
            confidence=operators[0].confidence,
            message=f"the nameservers of {zone.name} ({_names(servers)}) look like several operators and are all run by {provider}",
            remedy="count them as one provider; add a second",
            evidence=tuple(chain.from_iterable(operator.evidence for operator in operators)),
        ),
    )


def _one_prefix(
    case: Case, host: HostView, zone: ZoneView, servers: Servers, prefix: str
) -> Verdict:
    operators = [case.operator(server) for server in servers]
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            severity=Severity.MEDIUM,
            confidence=Confidence.MEDIUM,
            message=f"the nameservers of {zone.name} ({_names(servers)}) are perhaps one operator's: all are in {prefix}",
            remedy="find out who runs them; if it is one operator, add a second in another network",
            evidence=tuple(chain.from_iterable(operator.evidence for operator in operators)),
        ),
    )


def _names(servers: Servers) -> str:
    return listed(server.name for server in servers)


CHECK = Check(
    id="dns-false-redundancy",
    title="nameserver names that are no spares",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
    single_point=True,
)
