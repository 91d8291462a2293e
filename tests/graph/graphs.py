"""Random AND/OR graphs, with cycles and unknowns."""

from itertools import combinations

from hypothesis import strategies as st

from cdnaudit.graph.evaluate import working
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind

EVENTS = tuple(map(Event, ("a/cdn", "b/cdn", "a/dns", "company:a", "asn:64500")))


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
        return Node(kind, label)
    parts = draw(st.lists(st.integers(0, size - 1), max_size=4, unique=True))
    return Node(kind, label, tuple(parts))


def stands(graph: Graph, *events: Event) -> bool:
    """Tell whether the target works, if every unknown does."""
    return working(graph, frozenset(events), unknown_works=True)[graph.root]


def brute(graph: Graph, order: int) -> set[tuple[Event, ...]]:
    """Return every smallest set of events that fails the target, by trying all."""
    if not stands(graph):
        return set()
    found: set[tuple[Event, ...]] = set()
    for size in range(1, order + 1):
        for events in combinations(sorted(EVENTS), size):
            smaller = any(set(cut) < set(events) for cut in found)
            if not smaller and not stands(graph, *events):
                found.add(events)
    return found


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
