"""What several DNS checks ask of a zone."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import only_provider
from cdnaudit.graph.dependency_graph import FAILED
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.survey.aliases import End
from cdnaudit.survey.delegation import NameserverStatus, NameserverView
from cdnaudit.survey.survey import HostView, ZoneView
from cdnaudit.survey.zone_cut import may_begin

FAMILIES = ("IPv4", "IPv6")
RECORD_TYPES = {"IPv4": "A", "IPv6": "AAAA"}


def working(zone: ZoneView) -> tuple[NameserverView, ...]:
    """Return nameservers that are not known to fail: not lame, silent, or without an address."""
    return tuple(server for server in zone.servers if not not_serving(server))


def not_serving(server: NameserverView) -> bool:
    """Tell whether it is known to fail: lame, silent, or without a name or an address."""
    return server.status in FAILED or server.exists is False or server.has_no_address


def proven(zone: ZoneView) -> tuple[NameserverView, ...]:
    """Return nameservers that were heard to answer with authority."""
    return tuple(s for s in zone.servers if s.status is NameserverStatus.AUTHORITATIVE)


def failed(zone: ZoneView) -> tuple[NameserverView, ...]:
    """Return nameservers that are lame or silent."""
    return tuple(s for s in zone.servers if s.status in FAILED)


def hidden_cuts(case: Case, host: HostView) -> Iterator[str]:
    """Yield names at or above a host at which a zone may begin, and nobody could tell."""
    for name in host.zone_cuts[host.name].suspected:
        if may_begin(case.survey.facts, name):
            yield name


def origins(case: Case, zone: ZoneView) -> dict[str, list[AsnAnswer | None]]:
    """Return who announces the working nameservers' addresses, by family; None = not known."""
    found: dict[str, list[AsnAnswer | None]] = defaultdict(list)
    addresses = chain.from_iterable(server.addresses for server in working(zone))
    for ip in sorted(set(addresses)):
        origin = case.survey.asn(ip)
        known = origin if origin and origin.asn is not None else None
        found[FAMILIES[":" in ip]].append(known)
    return dict(found)


def unaddressed(zone: ZoneView, family: str) -> tuple[str, ...]:
    """Return the working nameservers whose addresses of a family nobody told, by name."""
    read = {server.name for server in zone.servers}
    untold = {s.name for s in working(zone) if not _is_told(s, family)}
    return tuple(sorted(untold | (zone.delegation.names - read)))


def _is_told(server: NameserverView, family: str) -> bool:
    """Tell whether the question for its addresses was answered, if only with 'none'."""
    type_ = RECORD_TYPES[family]
    return any(r.type == type_ and r.end not in {End.UNKNOWN, End.OPEN} for r in server.resolutions)


def anycast(case: Case, zone: ZoneView) -> bool:
    """Tell whether known anycast operators run every working nameserver."""
    providers = {case.operator(server).provider for server in working(zone)}
    known = [case.knowledge.providers.get(provider) for provider in providers]
    return bool(known) and all(provider is not None and provider.anycast for provider in known)


def sole_provider(case: Case, zone: ZoneView) -> str | None:
    """Return the provider that runs every working nameserver, if there is just one."""
    return only_provider(case.operator(server).provider for server in working(zone))
