"""A graph without its names: what the failure of some groups of events does to its nodes.

Many targets differ in their names alone, so what holds for a structure is worked out once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Self

from cdnaudit.graph.event_groups import EventGroups
from cdnaudit.graph.fixed_point import Order
from cdnaudit.graph.path_sets import PathSet, path_sets
from cdnaudit.graph.plain_node import PlainNode
from cdnaudit.model.nodes import NodeKind

TERMINAL = (NodeKind.LEAF, NodeKind.UNKNOWN)
AT_ONCE = 1000
"""Scenarios in one evaluation: integers this wide cost little more than small ones."""
LARGE = 300
"""Nodes from which on a structure is not kept: few targets have the same."""
KEPT = 256
"""Structures that are kept."""

Trial = frozenset[int]
"""Groups to fail together, by number."""


class Searched(NamedTuple):
    """The minimal cut sets below one root, as groups of events."""

    orders: tuple[tuple[Trial, ...], ...]
    """By how many groups fail at once, from 1, as far as the search came."""
    ways: Mapping[Trial, tuple[int, ...]]
    """Of those few enough to list: the nodes on the way to what fails."""


@dataclass(frozen=True, slots=True, eq=False)
class Structure:
    """Nodes made ready to fail; every unknown is taken to work."""

    nodes: tuple[PlainNode, ...]
    order: Order
    groups: EventGroups
    leaves: tuple[PathSet, ...]
    """Which groups strike each leaf."""
    calm: tuple[PathSet, ...]
    """A path set of each node while nothing fails; None: it does not work anyhow."""
    searched: dict[tuple[int, int], Searched] = field(default_factory=dict)
    """The cut sets that were found, by root and order; they follow from the rest."""

    @classmethod
    def of(cls, nodes: tuple[PlainNode, ...]) -> Self:
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
        for together, works in self.evaluated(trials):
            yield from _failing(works[root], together)

    def single_points(self, roots: Collection[int]) -> dict[int, list[int]]:
        """Return the groups of which any event alone takes each of ``roots`` down.

        A root that does not work anyhow has none.
        """
        candidates = {root: found for root in roots if (found := self.calm[root]) is not None}
        singles: dict[int, list[int]] = {root: [] for root in roots}
        trials = [Trial((group,)) for group in frozenset().union(*candidates.values())]
        for together, works in self.evaluated(trials):
            for root in candidates:
                singles[root] += [group for (group,) in _failing(works[root], together)]
        return singles

    def evaluated(self, trials: Sequence[Trial]) -> Iterator[tuple[Sequence[Trial], list[int]]]:
        """Yield trials as many as go together, and in which of them each node works."""
        for start in range(0, len(trials), AT_ONCE):
            together = trials[start : start + AT_ONCE]
            every = (1 << len(together)) - 1
            yield together, self.order.least(self._working(together, every), every)

    def _working(self, trials: Sequence[Trial], every: int) -> list[int]:
        """Return where each leaf and unknown works; 0 for nodes that follow from others."""
        working = [every if node.kind in TERMINAL else 0 for node in self.nodes]
        for number, trial in enumerate(trials):
            for group in trial:
                for leaf in self.groups.strikes[group]:
                    working[leaf] &= ~(1 << number)
        return working


def _failing(works: int, trials: Sequence[Trial]) -> Iterator[Trial]:
    for number, trial in enumerate(trials):
        if not works >> number & 1:
            yield trial


def structure(nodes: tuple[PlainNode, ...]) -> Structure:
    """Return the structure of some nodes, which other targets may have made ready before."""
    return _kept(nodes) if len(nodes) < LARGE else Structure.of(nodes)


@lru_cache(KEPT)
def _kept(nodes: tuple[PlainNode, ...]) -> Structure:
    return Structure.of(nodes)
