"""What some events do to a target: its outcome, the way to what failed, what it survives on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from cdnaudit.graph.fixed_point import Order
from cdnaudit.graph.scenarios import Scenarios
from cdnaudit.graph.ways import names_on, ways_to_failure
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.terms import Outcome


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A graph in several scenarios at once; each method takes the number of one.

    Bit k of an integer stands for scenario k.
    """

    graph: Graph
    works: Sequence[int]
    """Where each node works, if every unknown does."""
    surely: int
    """Where the root works even if no unknown does that may hang on the events."""
    harmed: int
    """Where anything that the target uses stopped working."""

    @classmethod
    def of(cls, graph: Graph, sets: Sequence[Iterable[Event]], order: Order | None = None) -> Self:
        """Evaluate ``graph`` while each of ``sets`` happens; ``order`` is that of its nodes."""
        order = order or Order.of(graph.nodes)
        scenarios = Scenarios.of([*sets, ()])
        every, calm = scenarios.every, len(sets)
        leaves = scenarios.leaves(graph.nodes, unknown_works=True)
        works = order.least(leaves, every)
        surely = works[graph.root]
        if any(node.kind is NodeKind.UNKNOWN for node in graph.nodes):
            leaves = scenarios.leaves(graph.nodes, unknown_works=False)
            surely = order.least(leaves, every)[graph.root]
        harmed = 0
        for number in reachable(graph, (graph.root, *graph.soft)):
            if works[number] >> calm & 1:
                harmed |= ~works[number]
        return cls(graph, works, surely, harmed)

    def outcome(self, scenario: int) -> Outcome:
        """Say what the events do to the target.

        Down if it fails even when every unknown works; unknown if that hangs on an
        unknown; else degraded if anything it uses stopped working, or unaffected.
        """
        if not self._works(self.graph.root, scenario):
            return Outcome.DOWN
        if not self.surely >> scenario & 1:
            return Outcome.UNKNOWN
        return Outcome.DEGRADED if self.harmed >> scenario & 1 else Outcome.UNAFFECTED

    def witness(self, scenario: int) -> tuple[str, ...]:
        """Return names on one path from the root to what failed; empty while the root works."""
        nodes = self.graph.nodes
        ways = ways_to_failure(nodes, self.works, self.graph.root, 1 << scenario)
        return names_on(nodes[number].label for number in ways.get(scenario, ()))

    def survivor(self, scenario: int) -> tuple[str, ...]:
        """Return the names that still work beside what failed: what the target survives on."""
        found: set[str] = set()
        for number in reachable(self.graph, (self.graph.root,)):
            node = self.graph.nodes[number]
            if node.kind is NodeKind.ANY and self._works(number, scenario):
                left = [part for part in node.parts if self._works(part, scenario)]
                if len(left) < len(node.parts):
                    found |= self._nearest(left, scenario)
        return tuple(sorted(found))

    def _nearest(self, numbers: Iterable[int], scenario: int) -> set[str]:
        """Return the nearest names at or below working nodes that work."""
        found: set[str] = set()
        seen: set[int] = set()
        queue = list(numbers)
        while queue:
            number = queue.pop()
            if number in seen or not self._works(number, scenario):
                continue
            seen.add(number)
            node = self.graph.nodes[number]
            if node.label:
                found.add(node.label)
            else:
                queue.extend(node.parts)
        return found

    def _works(self, number: int, scenario: int) -> bool:
        return bool(self.works[number] >> scenario & 1)


def outcome(graph: Graph, events: frozenset[Event]) -> Outcome:
    """Say what ``events`` do to the target."""
    return Evaluation.of(graph, [events]).outcome(0)


def outcomes(graph: Graph, events: Iterable[Event]) -> dict[Event, Outcome]:
    """Say what each of ``events`` alone does to the target."""
    given = tuple(events)
    evaluation = Evaluation.of(graph, [(event,) for event in given])
    return {event: evaluation.outcome(number) for number, event in enumerate(given)}


def witness(graph: Graph, events: frozenset[Event]) -> tuple[str, ...]:
    """Return names on one path from the root to what failed; empty while the root works."""
    return Evaluation.of(graph, [events]).witness(0)


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
