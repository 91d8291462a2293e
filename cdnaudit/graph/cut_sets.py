"""Minimal cut sets as the report has them: listed with the way to what failed, or counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cdnaudit.graph.cut_search import CutSearch, SearchTooLongError
from cdnaudit.graph.evaluate import Evaluation, reachable
from cdnaudit.graph.failures import AT_ONCE, Failures, Trial
from cdnaudit.graph.fixed_point import Order
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.terms import Outcome

LISTED = 10_000
"""An order of two or more that has more cut sets is counted, not listed: nobody reads them."""


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
    orders = _searched(failures, graph.root, order)
    counts = [sum(map(failures.groups.count, trials)) for trials in orders]
    listed = list(_doubtful(failures, graph))
    for number, trials in enumerate(orders, 1):
        if number == 1 or counts[number - 1] <= LISTED:
            down = list(chain.from_iterable(map(failures.groups.each, trials)))
            listed += _with_witness(down, graph, failures.order)
    return CutSets(
        listed=tuple(sorted(listed, key=lambda c: (len(c.events), c.events))),
        counts=tuple(counts),
        unsearched=tuple(range(len(orders) + 1, order + 1)),
    )


def _searched(failures: Failures, root: int, order: int) -> list[list[Trial]]:
    """Return the cut sets of one group, of two, and so on, as far as the search comes."""
    orders: list[list[Trial]] = []
    search = CutSearch(failures, root).orders()
    try:
        while len(orders) < order:
            orders.append(next(search))
    except SearchTooLongError:
        pass
    return orders


def _with_witness(
    down: Sequence[tuple[Event, ...]], graph: Graph, order: Order
) -> Iterator[CutSet]:
    """Yield each set with names on the way to what it takes down."""
    for start in range(0, len(down), AT_ONCE):
        together = down[start : start + AT_ONCE]
        evaluation = Evaluation.of(graph, together, order)
        witnesses = evaluation.witnesses((1 << len(together)) - 1)
        for number, events in enumerate(together):
            yield CutSet(events, Outcome.DOWN, witnesses[number])


def _doubtful(failures: Failures, graph: Graph) -> Iterator[CutSet]:
    """Yield single events that would be cut sets if what is unknown does not work.

    Only where the target surely works while nothing fails: else everything is in doubt.
    """
    if not any(node.kind is NodeKind.UNKNOWN for node in graph.nodes):
        return
    if Evaluation.of(graph, [()], failures.order).outcome(0) is not Outcome.UNAFFECTED:
        return
    used = (graph.nodes[number].events for number in reachable(graph, (graph.root,)))
    events = sorted(set(chain.from_iterable(used)))
    for start in range(0, len(events), AT_ONCE):
        together = events[start : start + AT_ONCE]
        evaluation = Evaluation.of(graph, [(event,) for event in together], failures.order)
        for number, event in enumerate(together):
            if evaluation.outcome(number) is Outcome.UNKNOWN:
                yield CutSet((event,), Outcome.UNKNOWN, ())
