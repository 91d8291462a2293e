"""Additions the slow way: every way that serves is listed with what it needs, layer by layer.

Nothing here changes a graph. A layer of a way works if all that the way needs in it does, or an
addition for that layer.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product

from cdnaudit.graph.alternatives import Alternative
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.terms import Role
from tests.graph import oracle

LAYER_OF = {
    "cdn": "edge",
    "waf": "edge",
    "steering": "steering",
    "platform": "origin",
    "hosting": "origin",
}
Need = tuple[int, str]
Way = tuple[Need, ...]


def single_points(graph: Graph, added: Sequence[Alternative]) -> tuple[Event, ...]:
    """Try every event alone, those of the additions too."""
    new = {event for one in added for event in chain.from_iterable(one.leaves)}
    events = sorted(new.union(oracle.all_events(graph)))
    return tuple(event for event in events if not stands(graph, added, frozenset({event})))


def stands(graph: Graph, added: Sequence[Alternative], events: frozenset[Event]) -> bool:
    """Sweep until nothing changes; every unknown works."""
    world = _World(graph, added, events)
    while world.sweep():
        pass
    return world.state[graph.root]


class _World:
    def __init__(
        self, graph: Graph, added: Sequence[Alternative], events: frozenset[Event]
    ) -> None:
        self.graph, self.added, self.events = graph, added, events
        self.state = [False] * len(graph.nodes)
        self.own_zones = set(_own_zones(graph))

    def sweep(self) -> bool:
        before = list(self.state)
        for number, node in enumerate(self.graph.nodes):
            self.state[number] = self.state[number] or self.holds(number, node)
        return self.state != before

    def holds(self, number: int, node: Node) -> bool:
        if node.kind is NodeKind.LEAF:
            return self.events.isdisjoint(node.events)
        if node.kind is NodeKind.UNKNOWN:
            return True
        if node.kind is NodeKind.ANY:
            return any(self.state[part] for part in node.parts)
        if node.subject is Subject.HOST:
            return all(self.host_part(part) for part in node.parts)
        spare = number in self.own_zones and self.adds("dns")
        return all(self.state[p] or (spare and self.kind(p) is NodeKind.ANY) for p in node.parts)

    def host_part(self, part: int) -> bool:
        if self.kind(part) is NodeKind.ANY:
            return any(self.serves(way) for way in _ways(self.graph.nodes, part, ""))
        role = _role(self.graph.nodes, part)
        return self.state[part] or (role in {"challenge", "waf"} and self.adds(str(role)))

    def serves(self, way: Way) -> bool:
        failed = {layer for number, layer in way if not self.state[number]}
        return all(
            layer and self.adds(*(role for role in LAYER_OF if LAYER_OF[role] == layer))
            for layer in failed
        )

    def adds(self, *roles: str) -> bool:
        return any(self.works(one) for one in self.added if one.role in roles)

    def works(self, one: Alternative) -> bool:
        shown = [n for n in range(len(self.state)) if _shows(self.graph.nodes, n, one.leaves[0][0])]
        if shown:
            return any(self.state[number] for number in shown)
        return self.events.isdisjoint(chain.from_iterable(one.leaves))

    def kind(self, number: int) -> NodeKind:
        return self.graph.nodes[number].kind


def _own_zones(graph: Graph) -> Iterator[int]:
    hosts = [node for node in graph.nodes if node.subject is Subject.HOST]
    queue = [part for host in hosts for part in host.parts]
    for number in queue:
        if graph.nodes[number].subject is Subject.ZONE:
            yield number
            queue.extend(graph.nodes[number].parts)


def _shows(nodes: Sequence[Node], number: int, event: Event) -> bool:
    named = nodes[number].subject in {Subject.ALIAS, Subject.ADDRESS, Subject.NAMESERVER}
    return named and any(_service(nodes, part) == event for part in nodes[number].parts)


def _service(nodes: Sequence[Node], number: int) -> Event | None:
    node = nodes[number]
    if node.subject is Subject.JOINT and node.kind is NodeKind.ALL and node.parts:
        return _service(nodes, node.parts[0])
    return node.events[0] if node.events and "/" in node.events[0].partition(":")[0] else None


def _role(nodes: Sequence[Node], number: int) -> Role | None:
    service = _service(nodes, number)
    return service.role if service else None


def _ways(nodes: Sequence[Node], number: int, layer: str) -> list[Way]:
    """List the ways below a node, each need with its layer."""
    node = nodes[number]
    role = _role(nodes, number)
    if role is not None:
        return [((number, LAYER_OF[role]),)]
    if node.kind in {NodeKind.LEAF, NodeKind.UNKNOWN} or node.subject is Subject.ZONE:
        return [((number, layer),)]
    if node.kind is NodeKind.ANY:
        return [way for part in node.parts for way in _ways(nodes, part, layer)]
    inner = _inner(nodes, node, layer)
    choices = [_ways(nodes, part, inner) for part in node.parts]
    return [tuple(chain.from_iterable(chosen)) for chosen in product(*choices)]


def _inner(nodes: Sequence[Node], node: Node, above: str) -> str:
    beside = [LAYER_OF[role] for part in node.parts if (role := _role(nodes, part))]
    if "edge" in (*beside, above):
        return "edge"
    if "origin" in beside or node.subject is Subject.ADDRESS:
        return "origin"
    return "steering" if "steering" in beside else above
