"""What takes the target down, tried on something that should outlive it."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.graph.evaluate import Evaluation
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph
from cdnaudit.model.terms import Outcome, Role
from cdnaudit.survey.survey import HostView


def outcomes(case: Case, graph: Graph) -> tuple[bool, dict[Event, Outcome]]:
    """Return whether ``graph`` works while nothing fails, and what each single point does to it.

    The single points are those of the target's hosts that work and that serve.
    """
    hosts = [h.name for h in case.survey.hosts if not h.absent and h.name not in case.broken]
    events = sorted(frozenset().union(*(case.host_points[name] for name in hosts)))
    evaluation = Evaluation.of(graph, [*((event,) for event in events), ()])
    works = evaluation.outcome(len(events)) is not Outcome.DOWN
    return works, {event: evaluation.outcome(n) for n, event in enumerate(events)}


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
