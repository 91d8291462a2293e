"""Exact cut sets of order one and two, by toggling events."""

from itertools import combinations

from cdnaudit.graph.evaluate import all_events, outcome, reachable, witness, working
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.terms import Outcome


def cut_sets(graph: Graph, *, order: int) -> tuple[CutSet, ...]:
    """Return every smallest set of at most ``order`` (1 or 2) events that fails the target.

    A target that does not work even while nothing fails has none. Single events whose
    effect hangs on an unknown are listed with outcome ``unknown``.
    """
    if not working(graph, frozenset(), unknown_works=True)[graph.root]:
        return ()
    groups = _alike(graph)
    single: list[tuple[Event, ...]] = []
    harmless: list[tuple[Event, ...]] = []
    for events in groups:
        (single if _fails(graph, {events[0]}) else harmless).append(events)
    couples = combinations(harmless, 2) if order > 1 else ()
    pairs = [(a, b) for a, b in couples if _fails(graph, {a[0], b[0]})]
    found = [_cut(graph, (e,)) for events in single for e in events]
    found += [_cut(graph, tuple(sorted((x, y)))) for a, b in pairs for x in a for y in b]
    found += _doubtful(graph, harmless)
    return tuple(sorted(found, key=lambda c: (len(c.events), c.events)))


def _alike(graph: Graph) -> list[tuple[Event, ...]]:
    """Group events that strike exactly the same leaves the root hangs on; one stands for all."""
    used = reachable(graph, (graph.root,))
    strikes: dict[Event, list[int]] = {}
    for number in sorted(used):
        node = graph.nodes[number]
        for event in node.events if node.kind is NodeKind.LEAF else ():
            strikes.setdefault(event, []).append(number)
    groups: dict[tuple[int, ...], list[Event]] = {}
    for event in all_events(graph):
        if event in strikes:
            groups.setdefault(tuple(strikes[event]), []).append(event)
    return [tuple(g) for g in groups.values()]


def _fails(graph: Graph, events: set[Event]) -> bool:
    return not working(graph, frozenset(events), unknown_works=True)[graph.root]


def _cut(graph: Graph, events: tuple[Event, ...]) -> CutSet:
    return CutSet(events, Outcome.DOWN, witness(graph, frozenset(events)))


def _doubtful(graph: Graph, harmless: list[tuple[Event, ...]]) -> list[CutSet]:
    """List single events that would be cuts if what is unknown does not work.

    Only where the target surely works while nothing fails: else everything is in doubt.
    """
    if not any(n.kind is NodeKind.UNKNOWN for n in graph.nodes):
        return []
    if not working(graph, frozenset(), unknown_works=False)[graph.root]:
        return []
    return [
        CutSet((event,), Outcome.UNKNOWN, ())
        for events in harmless
        if outcome(graph, frozenset({events[0]})) is Outcome.UNKNOWN
        for event in events
    ]
