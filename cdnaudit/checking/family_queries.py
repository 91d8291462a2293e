"""What a client with addresses of one family alone depends on, and another does not."""

from collections.abc import Iterator, Mapping
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.zone_queries import RECORD_TYPES
from cdnaudit.graph.evaluate import outcomes, reachable
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph
from cdnaudit.model.terms import Outcome, Role
from cdnaudit.survey.aliases import End
from cdnaudit.survey.survey import HostView

FAMILY_OF = {type_: family for family, type_ in RECORD_TYPES.items()}
TYPES = tuple(FAMILY_OF)
CARRIERS = frozenset({Role.CDN, Role.WAF, Role.PLATFORM, Role.HOSTING})
"""Roles of whoever takes a client's request; a traffic manager only says to whom it goes."""

Points = frozenset[Event]
Hidden = Mapping[str, tuple[Event, ...]]
"""By record type, what alone fails a host for clients of that family, and not for all clients."""
Carriers = Mapping[str, frozenset[Event]]
"""By record type, the services that take requests."""


def has_one_family(host: HostView) -> bool:
    """Tell whether every question of one family was answered, and none with an address."""
    for type_ in TYPES:
        ends = {r.end for r in host.resolutions if r.type == type_}
        if not ends & {End.ADDRESSES, End.UNKNOWN, End.OPEN}:
            return True
    return False


def hidden_points(case: Case, host: HostView) -> Hidden:
    """Return the single points of one family that the union of both hides."""
    if host.name in case.broken:
        return {}
    ways = case.family_points.get(host.name, {})
    shared = frozenset.intersection(*ways.values()) if ways else frozenset()
    hidden = {
        type_: tuple(sorted(_of_another(case, points - case.host_points[host.name], shared)))
        for type_, points in ways.items()
    }
    return {type_: events for type_, events in hidden.items() if events}


def carriers(case: Case, host: HostView) -> Carriers:
    """Return the services that take a host's requests, by record type."""
    ways = case.graphs.families.get(host.name, {})
    return {type_: frozenset(_carriers_of(graph)) for type_, graph in ways.items()}


def lost_to_all(case: Case, host: HostView, hidden: Hidden) -> Iterator[Event]:
    """Yield hidden points that may be everybody's: the other way depends on something unknown."""
    for type_, graph in case.graphs.families[host.name].items():
        events = [event for other, lost in hidden.items() if other != type_ for event in lost]
        for event, found in outcomes(graph, events).items():
            if found is Outcome.UNKNOWN:
                yield event


def _carriers_of(graph: Graph) -> Iterator[Event]:
    events = chain.from_iterable(graph.nodes[n].events for n in reachable(graph, (graph.root,)))
    return (event for event in events if event.role in CARRIERS)


def _of_another(case: Case, points: Points, shared: Points) -> Points:
    """Leave out what may differ between the families of one provider, and what says a thing twice.

    A prefix is of one family by its nature. The machines of one edge stand in many networks, and
    a cloud has names for parts of its own: they say nothing where the provider is shared.
    """
    own = {event for event in points if _may_differ(case, event, shared)}
    services = [event for event in points if event.provider]
    owners = frozenset().union(*(_owners(case, event) for event in services))
    left = points - own - owners
    carried = any(event.role in CARRIERS for event in left)
    return frozenset(e for e in left if not (carried and e.kind is EventKind.ASN))


def _may_differ(case: Case, event: Event, shared: Points) -> bool:
    """Tell whether an event is of a network, and of one that the provider of both may have."""
    if event.kind is EventKind.PREFIX:
        return True
    if event.kind is not EventKind.ASN and event.role is not Role.HOSTING:
        return False
    carried = any(other.role in CARRIERS for other in shared)
    return carried or (event.role is Role.HOSTING and bool(_owners(case, event) & shared))


def _owners(case: Case, service: Event) -> Points:
    return frozenset(map(Event.company, case.knowledge.owners_of(service.name)))
