"""Zones that are not a host's own and that it needs: of alias targets, of nameservers' names."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.zone_queries import working
from cdnaudit.model.events import Service
from cdnaudit.model.terms import SERVING, Role
from cdnaudit.names import ancestors
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView


def own_names(case: Case, host: HostView) -> frozenset[str]:
    """Return the names of the zone of a host and of those above it."""
    return frozenset(zone.name for zone in case.upwards(case.zone_of(host)))


def alias_targets(
    case: Case, host: HostView, *, serving: bool
) -> Iterator[tuple[str, ZoneView | None]]:
    """Yield alias targets outside the own zones, each with its zone; None where nobody could name it.

    Those by whose name a service is known, or others.
    """
    by_name, own = case.attributed(host).by_name, own_names(case, host)
    for name in host.chain_names:
        known = any(match.rule.role in SERVING for match in by_name.get(name, ()))
        cut = host.zone_cuts[name]
        if known is serving and cut.zone not in own and not cut.registry:
            yield name, case.survey.zones.get(cut.zone)


def zones_to_find(case: Case, server: NameserverView) -> tuple[ZoneView, ...]:
    """Return the zones through which the address of a nameserver is found, theirs included.

    None for one with glue, or of a known operator, which looks after its own names.
    """
    found: dict[str, ZoneView] = {}
    queue = [server]
    while queue:
        here = queue.pop()
        for zone in _zones_of_names(case, here):
            if zone.name not in found:
                found[zone.name] = zone
                queue.extend(working(zone))
    return tuple(found.values())


def _zones_of_names(case: Case, server: NameserverView) -> Iterator[ZoneView]:
    for name in names_to_find(case, server):
        yield from case.upwards(surveyed_zone(case, name))


def names_to_find(case: Case, server: NameserverView) -> tuple[str, ...]:
    """Return the names that must be resolved to reach a nameserver."""
    return () if server.glued or case.operator(server).by_rule else server.names


def surveyed_zone(case: Case, name: str) -> ZoneView | None:
    """Return the zone of a nameserver's name among those surveyed."""
    zones = case.survey.zones
    return next((zones[above] for above in ancestors(name) if above in zones), None)


def dns_services(case: Case, zones: Iterable[ZoneView]) -> frozenset[Service]:
    """Return the providers of the zones' nameservers, and what those run on; no owner's own."""
    operators = [case.operator(server) for zone in zones for server in working(zone)]
    direct = {Service(found.provider, Role.DNS) for found in operators if not found.private}
    return frozenset(direct | case.knowledge.run_on_by(direct))


def untold(zone: ZoneView | None, name: str) -> str:
    """Say what is not known of the nameservers that serve a name; ``""`` for nothing."""
    if zone is None or not zone.servers:
        return f"nobody said which nameservers serve {name}"
    return zone.names_lost
