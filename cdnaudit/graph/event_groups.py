"""Events that strike alike, as one group: what holds for one of them holds for all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Self

from cdnaudit.graph.plain_node import PlainNode
from cdnaudit.model.nodes import NodeKind


@dataclass(frozen=True, slots=True)
class EventGroups:
    """The groups of a graph, by number."""

    events: tuple[tuple[int, ...], ...]
    """The numbers of the events in each."""
    strikes: tuple[tuple[int, ...], ...]
    """The leaves that each group strikes."""

    @classmethod
    def of(cls, nodes: Sequence[PlainNode]) -> Self:
        """Group the events that strike the same leaves."""
        strikes: dict[int, list[int]] = {}
        for number, node in enumerate(nodes):
            for event in node.events if node.kind is NodeKind.LEAF else ():
                strikes.setdefault(event, []).append(number)
        groups: dict[tuple[int, ...], list[int]] = {}
        for event, leaves in strikes.items():
            groups.setdefault(tuple(leaves), []).append(event)
        return cls(tuple(map(tuple, groups.values())), tuple(groups))

    def count(self, groups: Iterable[int]) -> int:
        """Return in how many ways one event of each group can be taken."""
        return prod(len(self.events[number]) for number in groups)

    def each(self, groups: Iterable[int]) -> Iterator[tuple[int, ...]]:
        """Return the sets that take one event of each group."""
        return product(*(self.events[number] for number in groups))
