"""What the failure of some groups of events does to the nodes of a graph."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from cdnaudit.graph.event_groups import EventGroups
from cdnaudit.graph.fixed_point import Order
from cdnaudit.graph.path_sets import PathSet, path_sets
from cdnaudit.graph.scenarios import Scenarios
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Node, NodeKind

TERMINAL = (NodeKind.LEAF, NodeKind.UNKNOWN)
AT_ONCE = 1000
"""Scenarios in one evaluation: integers this wide cost little more than small ones."""

Trial = frozenset[int]
"""Groups to fail together, by number."""


@dataclass(frozen=True, slots=True)
class Failures:
    """The nodes of one target, made ready; every unknown is taken to work."""

    nodes: tuple[Node, ...]
    order: Order
    groups: EventGroups
    leaves: tuple[PathSet, ...]
    """Which groups strike each leaf."""
    calm: tuple[PathSet, ...]
    """A path set of each node while nothing fails; None: it does not work anyhow."""

    @classmethod
    def of(cls, nodes: tuple[Node, ...]) -> Self:
        """Order the nodes and group the events, once for all questions."""
        groups = EventGroups.of(nodes)
        struck: dict[int, list[int]] = {}
        for group, leaves in enumerate(groups.strikes):
            for leaf in leaves:
                struck.setdefault(leaf, []).append(group)
        path_sets_of_leaves = tuple(
            frozenset(struck.get(number, ())) if node.kind in TERMINAL else None
            for number, node in enumerate(nodes)
        )
        order = Order.of(nodes)
        calm = tuple(path_sets(order, path_sets_of_leaves))
        return cls(nodes, order, groups, path_sets_of_leaves, calm)

    def path_sets(self, failed: Trial) -> Sequence[PathSet]:
        """Return a path set of each node beside groups that have ``failed``."""
        if not failed:
            return self.calm
        leaves = list(self.leaves)
        for group in failed:
            for leaf in self.groups.strikes[group]:
                leaves[leaf] = None
        return path_sets(self.order, leaves)

    def down(self, root: int, trials: Sequence[Trial]) -> Iterator[Trial]:
        """Yield those of ``trials`` that take ``root`` down."""
        for together, works in self._evaluated(trials):
            yield from _failing(works[root], together)

    def single_points(self, roots: Collection[int]) -> dict[int, frozenset[Event]]:
        """Return the events that alone take each of ``roots`` down.

        A root that does not work anyhow has none.
        """
        candidates = {root: found for root in roots if (found := self.calm[root]) is not None}
        singles: dict[int, list[Event]] = {root: [] for root in roots}
        trials = [Trial((group,)) for group in frozenset().union(*candidates.values())]
        for together, works in self._evaluated(trials):
            for root in candidates:
                for (group,) in _failing(works[root], together):
                    singles[root] += self.groups.events[group]
        return {root: frozenset(events) for root, events in singles.items()}

    def _evaluated(self, trials: Sequence[Trial]) -> Iterator[tuple[Sequence[Trial], list[int]]]:
        """Yield trials as many as go together, and in which of them each node works."""
        for start in range(0, len(trials), AT_ONCE):
            together = trials[start : start + AT_ONCE]
            scenarios = Scenarios.of(map(self.groups.some, together))
            leaves = scenarios.leaves(self.nodes, unknown_works=True)
            yield together, self.order.least(leaves, scenarios.every)


def _failing(works: int, trials: Sequence[Trial]) -> Iterator[Trial]:
    for number, trial in enumerate(trials):
        if not works >> number & 1:
            yield trial
