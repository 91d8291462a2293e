"""Does the target work while some events happen? The least fixed point from all-False.

A zone that is reachable through itself alone stays False, so cyclic delegations
need no special case.
"""

from collections.abc import Iterable

from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome


def working(graph: Graph, events: frozenset[Event], *, unknown_works: bool) -> list[bool]:
    """Return, for each node, whether it works while ``events`` happen.

    ``unknown_works`` says what to assume of nodes that nobody answered for.
    """
    state = [False] * len(graph.nodes)
    changed = True
    while changed:
        changed = False
        for number in range(len(graph.nodes) - 1, -1, -1):
            if not state[number] and _holds(
                graph.nodes[number], state, events, unknown_works=unknown_works
            ):
                state[number] = changed = True
    return state


def _holds(node: Node, state: list[bool], events: frozenset[Event], *, unknown_works: bool) -> bool:
    match node.kind:
        case NodeKind.ALL:
            return all(state[part] for part in node.parts)
        case NodeKind.ANY:
            return any(state[part] for part in node.parts)
        case NodeKind.LEAF:
            return events.isdisjoint(node.events)
        case NodeKind.UNKNOWN:
            return unknown_works or not may_hide(node, events)


def may_hide(node: Node, events: frozenset[Event]) -> bool:
    """Tell whether what nobody answered for may hang on one of ``events``.

    Companies, networks and regions may stand behind anything; services only behind what can
    hide their role: an unknown NS set hides no CDN.
    """
    if not node.hides:
        return True
    return any(event.role is None or event.role in node.hides for event in events)


def outcome(graph: Graph, events: frozenset[Event]) -> Outcome:
    """Say what ``events`` do to the target.

    Down if it fails even when every unknown works; unknown if that hangs on an
    unknown; else degraded if anything it uses stopped working, or unaffected.
    """
    hopeful = working(graph, events, unknown_works=True)
    if not hopeful[graph.root]:
        return Outcome.DOWN
    if not working(graph, events, unknown_works=False)[graph.root]:
        return Outcome.UNKNOWN
    calm = working(graph, frozenset(), unknown_works=True)
    used = reachable(graph, (graph.root, *graph.soft))
    lost = any(calm[n] and not hopeful[n] for n in used)
    return Outcome.DEGRADED if lost else Outcome.UNAFFECTED


def reachable(graph: Graph, roots: Iterable[int]) -> frozenset[int]:
    """Return every node that ``roots`` hang on, themselves included."""
    seen: set[int] = set()
    queue = list(roots)
    while queue:
        number = queue.pop()
        if number not in seen:
            seen.add(number)
            queue.extend(graph.nodes[number].parts)
    return frozenset(seen)


def all_events(graph: Graph) -> tuple[Event, ...]:
    """Return every event the graph knows, sorted."""
    leaves = (node for node in graph.nodes if node.kind is NodeKind.LEAF)
    return tuple(sorted({e for leaf in leaves for e in leaf.events}))


def witness(graph: Graph, events: frozenset[Event]) -> tuple[str, ...]:
    """Return names on one path from the root to what failed; empty while the root works."""
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
    """Return the names that still work beside what failed: what the target survives on."""
    state = working(graph, events, unknown_works=True)
    found: set[str] = set()
    for number in reachable(graph, (graph.root,)):
        node = graph.nodes[number]
        if node.kind is NodeKind.ANY and state[number] and not all(state[p] for p in node.parts):
            found |= {name for p in node.parts if state[p] for name in _names(graph, state, p)}
    return tuple(sorted(found))


def _names(graph: Graph, state: list[bool], number: int) -> set[str]:
    """Return the nearest names at or below a working node that work."""
    node = graph.nodes[number]
    if node.label or not node.parts:
        return {node.label} - {""}
    return {name for p in node.parts if state[p] for name in _names(graph, state, p)}
