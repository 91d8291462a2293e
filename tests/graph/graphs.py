"""Random AND/OR graphs: small ones of any shape, and larger ones shaped like a target's."""

from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Role

EVENTS = tuple(map(Event, ("a/cdn", "b/cdn", "a/dns", "company:a", "asn:64500")))
HIDDEN = ((), (Role.DNS,), (Role.DNS, Role.CDN))


@st.composite
def graphs(draw: st.DrawFn, *, unknowns: bool = True) -> Graph:
    """Draw a graph of up to nine nodes; any node may be a part of any, itself included."""
    size = draw(st.integers(1, 9))
    kinds = [NodeKind.ALL, NodeKind.ANY, NodeKind.LEAF, *([NodeKind.UNKNOWN] if unknowns else [])]
    nodes = [_node(draw, number, size, draw(st.sampled_from(kinds))) for number in range(size)]
    soft = draw(st.lists(st.integers(0, size - 1), max_size=2, unique=True))
    return Graph(tuple(nodes), draw(st.integers(0, size - 1)), tuple(soft))


def _node(draw: st.DrawFn, number: int, size: int, kind: NodeKind) -> Node:
    label = f"n{number}"
    if kind is NodeKind.LEAF:
        events = draw(st.lists(st.sampled_from(EVENTS), max_size=2, unique=True))
        return Node(kind, label, events=tuple(events))
    if kind is NodeKind.UNKNOWN:
        return Node(kind, label, hides=draw(st.sampled_from(HIDDEN)))
    parts = draw(st.lists(st.integers(0, size - 1), max_size=4, unique=True))
    return Node(kind, label, tuple(parts))


def beside(graph: Graph, event: Event) -> Graph:
    """Return the graph with an independent provider beside its root."""
    nodes = (*graph.nodes, Node(NodeKind.LEAF, event, events=(event,)))
    joint = Node(NodeKind.ANY, "", (graph.root, len(graph.nodes)))
    return Graph((*nodes, joint), len(nodes), graph.soft)


def spare(graph: Graph, number: int, event: Event) -> Graph:
    """Return the graph with an independent provider added to the choices of one ANY node."""
    old = graph.nodes[number]
    nodes = list(graph.nodes)
    nodes[number] = Node(old.kind, old.label, (*old.parts, len(nodes)))
    nodes.append(Node(NodeKind.LEAF, event, events=(event,)))
    return Graph(tuple(nodes), graph.root, graph.soft)


def target(random: Random) -> Graph:
    """Return a graph such as a target has: hosts on zones on nameservers, that may lie in a ring.

    Leaves are shared, some things are unknown, some are wanted and not needed.
    """
    return _Target(random).graph()


@dataclass(slots=True)
class _Target:
    random: Random
    nodes: list[Node] = field(default_factory=list)

    def graph(self) -> Graph:
        """Zones come first, so that a nameserver can lie in any of them."""
        zones = list(range(self.random.randint(1, 4)))
        self.nodes = [Node(NodeKind.ALL, "")] * len(zones)
        for number in zones:
            servers = [self.server(zones) for _ in range(self.random.randint(1, 4))]
            parts = (self.add(NodeKind.ANY, "", *servers), *self.some(zones[:number], 0.3))
            self.nodes[number] = Node(NodeKind.ALL, f"zone {number}", parts)
        hosts = [self.host(zones) for _ in range(self.random.randint(1, 2))]
        soft = [self.leaf()] if self.random.random() < 0.5 else []
        root = self.add(NodeKind.ALL, "target", *hosts)
        return Graph(tuple(self.nodes), root, tuple(soft))

    def host(self, zones: list[int]) -> int:
        branches = [self.branch(zones) for _ in range(self.random.randint(1, 4))]
        serve = self.add(NodeKind.ANY, "", *branches)
        return self.add(NodeKind.ALL, f"host {len(self.nodes)}", self.random.choice(zones), serve)

    def branch(self, zones: list[int]) -> int:
        parts = [self.address(), *self.some(zones, 0.3)]
        return self.add(NodeKind.ALL, f"alias {len(self.nodes)}", *parts)

    def server(self, zones: list[int]) -> int:
        """A nameserver without glue needs the zone of its name."""
        parts = [self.leaf(), self.address(), *self.some(zones, 0.5)]
        return self.add(NodeKind.ALL, f"nameserver {len(self.nodes)}", *parts)

    def address(self) -> int:
        if self.random.random() < 0.15:
            hides = self.random.choice(HIDDEN)
            self.nodes.append(Node(NodeKind.UNKNOWN, f"unknown {len(self.nodes)}", hides=hides))
            return len(self.nodes) - 1
        return self.add(NodeKind.ALL, "", self.leaf(), self.leaf())

    def leaf(self) -> int:
        """Return a leaf with one or two events; half of the time one that is there already."""
        there = [n for n, node in enumerate(self.nodes) if node.kind is NodeKind.LEAF]
        if there and self.random.random() < 0.5:
            return self.random.choice(there)
        events = self.random.sample(TARGET_EVENTS, self.random.randint(1, 2))
        self.nodes.append(Node(NodeKind.LEAF, events[0], events=tuple(events)))
        return len(self.nodes) - 1

    def some(self, zones: list[int], chance: float) -> list[int]:
        return [self.random.choice(zones)] if zones and self.random.random() < chance else []

    def add(self, kind: NodeKind, label: str, *parts: int) -> int:
        self.nodes.append(Node(kind, label, tuple(dict.fromkeys(parts))))
        return len(self.nodes) - 1


TARGET_EVENTS = tuple(
    map(
        Event,
        (
            *("a/cdn", "b/cdn", "c/cdn", "a/dns", "b/dns", "c/dns", "company:a", "company:b"),
            *("asn:64500", "asn:64501", "asn:64502", "prefix:192.0.2.0/24"),
        ),
    )
)
