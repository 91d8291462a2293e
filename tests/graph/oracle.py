"""The slow way, kept as an oracle: one scenario at a time, every event and every combination tried.

Nothing here is shared with the engine but the values: nodes, events, outcomes.
"""

from collections.abc import Iterable
from itertools import combinations

from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome


def working(graph: Graph, events: frozenset[Event], *, unknown_works: bool) -> list[bool]:
    """Sweep over all nodes, starting from all-False, until nothing changes."""
    state = [False] * len(graph.nodes)
    changed = True
    while changed:
        changed = False
        for number in range(len(graph.nodes) - 1, -1, -1):
            node = graph.nodes[number]
            if not state[number] and _holds(node, state, events, unknown_works=unknown_works):
                state[number] = changed = True
    return state


def stands(graph: Graph, events: frozenset[Event]) -> bool:
    """Tell whether the target works, if every unknown does."""
    return working(graph, events, unknown_works=True)[graph.root]


def _holds(node: Node, state: list[bool], events: frozenset[Event], *, unknown_works: bool) -> bool:
    match node.kind:
        case NodeKind.ALL:
            return all(state[part] for part in node.parts)
        case NodeKind.ANY:
            return any(state[part] for part in node.parts)
        case NodeKind.LEAF:
            return events.isdisjoint(node.events)
        case NodeKind.UNKNOWN:
            return unknown_works or not _may_hide(node, events)


def _may_hide(node: Node, events: frozenset[Event]) -> bool:
    return not node.hides or any(e.role is None or e.role in node.hides for e in events)


def outcome(graph: Graph, events: frozenset[Event]) -> Outcome:
    bright = working(graph, events, unknown_works=True)
    if not bright[graph.root]:
        return Outcome.DOWN
    if not working(graph, events, unknown_works=False)[graph.root]:
        return Outcome.UNKNOWN
    calm = working(graph, frozenset(), unknown_works=True)
    lost = any(calm[n] and not bright[n] for n in reachable(graph, (graph.root, *graph.soft)))
    return Outcome.DEGRADED if lost else Outcome.UNAFFECTED


def reachable(graph: Graph, roots: Iterable[int]) -> set[int]:
    seen: set[int] = set()
    queue = list(roots)
    while queue:
        number = queue.pop()
        if number not in seen:
            seen.add(number)
            queue.extend(graph.nodes[number].parts)
    return seen


def all_events(graph: Graph) -> list[Event]:
    return sorted({e for n in graph.nodes if n.kind is NodeKind.LEAF for e in n.events})


def witness(graph: Graph, events: frozenset[Event]) -> tuple[str, ...]:
    state = working(graph, events, unknown_works=True)
    path: list[str] = []
    number = graph.root
    seen: set[int] = set()
    while not state[number] and number not in seen:
        seen.add(number)
        node = graph.nodes[number]
        if node.label and node.label not in path:
            path.append(node.label)
        number = next((part for part in node.parts if not state[part]), number)
    return tuple(path)


def survivor(graph: Graph, events: frozenset[Event]) -> tuple[str, ...]:
    state = working(graph, events, unknown_works=True)
    found: set[str] = set()
    for number in reachable(graph, (graph.root,)):
        node = graph.nodes[number]
        if node.kind is NodeKind.ANY and state[number] and not all(state[p] for p in node.parts):
            for part in node.parts:
                found |= _names(graph, state, part, set())
    return tuple(sorted(found))


def _names(graph: Graph, state: list[bool], number: int, seen: set[int]) -> set[str]:
    node = graph.nodes[number]
    if not state[number] or number in seen:
        return set()
    if node.label or not node.parts:
        return {node.label} - {""}
    below = [_names(graph, state, part, seen | {number}) for part in node.parts]
    return set().union(*below)


def cut_sets(graph: Graph, order: int) -> tuple[CutSet, ...]:
    """Try every combination of at most ``order`` events that holds no smaller cut set."""
    if not stands(graph, frozenset()):
        return ()
    events = all_events(graph)
    down: list[frozenset[Event]] = []
    for size in range(1, order + 1):
        tried = [frozenset(c) for c in combinations(events, size)]
        smallest = [t for t in tried if not any(smaller < t for smaller in down)]
        down += [t for t in smallest if not stands(graph, t)]
    found = [CutSet(tuple(sorted(c)), Outcome.DOWN, witness(graph, c)) for c in down]
    found += _doubtful(graph, events)
    return tuple(sorted(found, key=lambda c: (len(c.events), c.events)))


def _doubtful(graph: Graph, events: list[Event]) -> list[CutSet]:
    if not working(graph, frozenset(), unknown_works=False)[graph.root]:
        return []
    used = [graph.nodes[number].events for number in reachable(graph, (graph.root,))]
    hung_on = [event for event in events if any(event in of_node for of_node in used)]
    single = [(e, outcome(graph, frozenset({e}))) for e in hung_on]
    return [CutSet((e,), found, ()) for e, found in single if found is Outcome.UNKNOWN]
