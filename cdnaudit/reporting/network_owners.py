"""Whose a network is, as far as a graph shows it: the company whose servers alone stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.terms import Role

NEAREST_FIRST = (Role.CDN, Role.WAF, Role.HOSTING, Role.DNS, Role.PLATFORM, Role.STEERING)
"""Of several services at one address: whose network it is most likely."""
OTHERS = frozenset({Subject.HOST, Subject.ZONE})
"""What is below one of these need not be run by whoever serves what is above it."""

Companies = tuple[Event, ...]
"""Of the nearest services above an address, the likeliest owner of its network first."""


@dataclass(frozen=True, slots=True)
class Networks:
    """The networks of a graph."""

    owners: Mapping[Event, Event]
    """By AS or prefix, the failure of the company that it carries; others are left out."""
    within: Mapping[Event, Event]
    """By prefix, the AS that announces it."""


def networks_of(graph: Graph) -> Networks:
    """Read which companies' servers each network carries."""
    carried: dict[Event, Companies] = {}
    within: dict[Event, Event] = {}
    for number, companies in _addresses(graph):
        found = tuple(event for event in _leaf_events(graph, number) if event.is_network)
        within |= _announced(found)
        for event in found:
            shared = carried.get(event, companies)
            carried[event] = tuple(company for company in shared if company in companies)
    owners = {event: companies[0] for event, companies in carried.items() if companies}
    return Networks(owners, within)


def _announced(networks: tuple[Event, ...]) -> dict[Event, Event]:
    """Return, by prefix of one address, the AS that announces it."""
    system = next((event for event in networks if event.kind is EventKind.ASN), None)
    prefixes = (event for event in networks if event.kind is EventKind.PREFIX)
    return dict.fromkeys(prefixes, system) if system else {}


def _addresses(graph: Graph) -> Iterator[tuple[int, Companies]]:
    """Yield every address with the companies of the nearest services at or above it."""
    seen: set[tuple[int, Companies]] = set()
    queue: list[tuple[int, Companies]] = [(graph.root, ())] if graph.nodes else []
    while queue:
        number, above = queue.pop()
        if (number, above) in seen:
            continue
        seen.add((number, above))
        node = graph.nodes[number]
        companies = () if node.subject in OTHERS else _companies(graph, node) or above
        if node.subject is Subject.ADDRESS:
            yield number, companies
        queue.extend((part, companies) for part in node.parts)


def _companies(graph: Graph, node: Node) -> Companies:
    """Return the companies of the services that a node needs itself."""
    if node.kind is not NodeKind.ALL:
        return ()
    leaves = [graph.nodes[part] for part in node.parts]
    serving = [leaf for leaf in leaves if leaf.events and leaf.events[0].role in NEAREST_FIRST]
    serving.sort(key=lambda leaf: NEAREST_FIRST.index(leaf.events[0].role or Role.DNS))
    owners = [event for leaf in serving for event in leaf.events[1:2]]
    return tuple(dict.fromkeys(owners))


def _leaf_events(graph: Graph, number: int) -> Iterator[Event]:
    for part in graph.nodes[number].parts:
        yield from graph.nodes[part].events[:1]
