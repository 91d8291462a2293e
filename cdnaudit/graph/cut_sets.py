"""Minimal cut sets as the report has them: listed with the way to what failed, or counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cdnaudit.graph.cut_search import CutSearch, SearchTooLongError
from cdnaudit.graph.evaluate import Evaluation, reachable
from cdnaudit.graph.failures import Failures
from cdnaudit.graph.structure import AT_ONCE, Searched, Structure, Trial
from cdnaudit.graph.ways import names_on, ways_to_failure
from cdnaudit.model.assessment import CutSet, orders_listed
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.terms import Outcome

LISTED = 10_000
"""An order of two or more that has more cut sets is counted, not listed: nobody reads them."""
KEPT_WAYS = 500
"""A structure with more cut sets than these is searched again when it comes again."""


@dataclass(frozen=True, slots=True)
class CutSets:
    """Every minimal cut set of a target up to an order, listed or at least counted."""

    listed: tuple[CutSet, ...]
    """Sorted by order, then by events; single events that hang on an unknown are among them."""
    counts: tuple[int, ...]
    """How many are certain, by order from 1, as far as the search came; listed or not."""
    unsearched: tuple[int, ...] = ()
    """Orders that the graph is too large to search."""

    @property
    def orders_listed(self) -> int:
        """The greatest order up to which every cut set is listed."""
        return orders_listed(self.listed, self.counts)

    @property
    def limits(self) -> tuple[str, ...]:
        """Say which bounds left the verdict open; to be counted and not listed leaves it known."""
        return tuple(f"cut sets of {order} events, not searched" for order in self.unsearched)


def cut_sets(graph: Graph, *, order: int) -> tuple[CutSet, ...]:
    """Return the listed cut sets of at most ``order`` events."""
    return find(Failures.of(graph.nodes), graph, order=order).listed


def find(failures: Failures, graph: Graph, *, order: int) -> CutSets:
    """Return every minimal cut set of ``graph`` with at most ``order`` events.

    A target that does not work even while nothing fails has none. Single events whose effect
    hangs on an unknown are listed with outcome ``unknown``. ``failures`` are those of its nodes.
    """
    structure = failures.structure
    orders, ways = _searched(structure, graph.root, order)
    listed = list(_doubtful(structure, graph))
    labels = [node.label for node in graph.nodes]
    for trial, way in ways.items():
        path = names_on(labels[number] for number in way)
        listed += [CutSet(events, Outcome.DOWN, path) for events in failures.each(trial)]
    return CutSets(
        listed=tuple(sorted(listed, key=lambda c: (len(c.events), c.events))),
        counts=tuple(_count(structure, trials) for trials in orders),
        unsearched=tuple(range(len(orders) + 1, order + 1)),
    )


def _count(structure: Structure, trials: Iterable[Trial]) -> int:
    return sum(map(structure.groups.count, trials))


def _searched(structure: Structure, root: int, order: int) -> Searched:
    """Return the cut sets of a structure; it is searched once, unless that gave very many."""
    found = structure.searched.get((root, order)) or _search(structure, root, order)
    if len(found.ways) <= KEPT_WAYS:
        structure.searched[root, order] = found
    return found


def _search(structure: Structure, root: int, order: int) -> Searched:
    """Find the cut sets of one group, of two, and so on, as far as the search comes."""
    orders: list[tuple[Trial, ...]] = []
    search = CutSearch(structure, root).orders()
    try:
        while len(orders) < order:
            orders.append(tuple(next(search)))
    except SearchTooLongError:
        pass
    few = [t for n, t in enumerate(orders) if n == 0 or _count(structure, t) <= LISTED]
    return Searched(tuple(orders), _ways(structure, root, list(chain.from_iterable(few))))


def _ways(structure: Structure, root: int, down: Sequence[Trial]) -> dict[Trial, tuple[int, ...]]:
    """Return the nodes on the way to what each trial takes down."""
    found: dict[Trial, tuple[int, ...]] = {}
    for together, works in structure.evaluated(down):
        ways = ways_to_failure(structure.nodes, works, root, (1 << len(together)) - 1)
        found |= {together[number]: way for number, way in ways.items()}
    return found


def _doubtful(structure: Structure, graph: Graph) -> Iterator[CutSet]:
    """Yield single events that would be cut sets if what is unknown does not work.

    Only where the target surely works while nothing fails: else everything is in doubt.
    """
    if not any(node.kind is NodeKind.UNKNOWN for node in graph.nodes):
        return
    if Evaluation.of(graph, [()], structure.order).outcome(0) is not Outcome.UNAFFECTED:
        return
    used = (graph.nodes[number].events for number in reachable(graph, (graph.root,)))
    events = sorted(set(chain.from_iterable(used)))
    for start in range(0, len(events), AT_ONCE):
        together = events[start : start + AT_ONCE]
        evaluation = Evaluation.of(graph, [(event,) for event in together], structure.order)
        for number, event in enumerate(together):
            if evaluation.outcome(number) is Outcome.UNKNOWN:
                yield CutSet((event,), Outcome.UNKNOWN, ())
