"""What takes the target down, tried on something that should outlive it."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.terms import Role
from cdnaudit.survey.survey import HostView


def single_points(case: Case) -> list[Event]:
    """Return the single points of the target's hosts that work and that serve, sorted."""
    hosts = [h.name for h in case.survey.hosts if not h.absent and h.name not in case.broken]
    return sorted(frozenset().union(*(case.host_points[name] for name in hosts)))


def without_owners(case: Case, host: HostView, events: Iterable[Event]) -> list[Event]:
    """Leave out what says a thing twice: a service's owner, and the network it serves from.

    Of networks beside services, only those are told that announce the host's own addresses.
    """
    given = list(events)
    services = [event for event in given if event.provider]
    told = {*services, *_others(case, services, given)}
    if services:
        own = _own_networks(case, host, services)
        told = {event for event in told if not event.is_network or event in own}
    return [event for event in given if event in told]


def _others(case: Case, services: Iterable[Event], given: Iterable[Event]) -> Iterator[Event]:
    """Yield what is no service, but for owners of services, and prefixes beside an AS."""
    owners = {Event.company(o) for s in services for o in case.knowledge.owners_of(s.name)}
    by_asn = any(event.kind is EventKind.ASN for event in given)
    for event in given:
        said = event in owners or (by_asn and event.kind is EventKind.PREFIX)
        if not event.provider and not said:
            yield event


def _own_networks(case: Case, host: HostView, services: Iterable[Event]) -> frozenset[Event]:
    """Return the ASes that announce the host's own addresses; none where a service serves it."""
    if any(event.role is not Role.DNS for event in services):
        return frozenset()
    origins = filter(None, map(case.survey.asn, host.addresses))
    return frozenset(Event.asn(origin.asn) for origin in origins if origin.asn is not None)
