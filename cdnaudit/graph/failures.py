"""What can fail of one target: the events of its graph, by the numbers its structure has for them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from cdnaudit.graph.path_sets import PathSet
from cdnaudit.graph.plain_node import PlainNode
from cdnaudit.graph.structure import Structure, Trial, structure
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Node


@dataclass(frozen=True, slots=True)
class Failures:
    """The nodes of one target, made ready; every unknown is taken to work."""

    events: tuple[Event, ...]
    structure: Structure

    @classmethod
    def of(cls, nodes: Sequence[Node]) -> Self:
        """Take the names off the nodes."""
        numbers: dict[Event, int] = {}
        plain = tuple(
            PlainNode(
                node.kind,
                node.parts,
                tuple(numbers.setdefault(event, len(numbers)) for event in node.events),
            )
            for node in nodes
        )
        return cls(tuple(numbers), structure(plain))

    @property
    def calm(self) -> Sequence[PathSet]:
        """A path set of each node while nothing fails; None: it does not work anyhow."""
        return self.structure.calm

    def single_points(self, roots: Collection[int]) -> dict[int, frozenset[Event]]:
        """Return the events that alone take each of ``roots`` down."""
        found = self.structure.single_points(roots)
        return {root: frozenset(self.of_groups(groups)) for root, groups in found.items()}

    def of_groups(self, groups: Collection[int]) -> Iterator[Event]:
        """Yield the events of some groups."""
        each = self.structure.groups.events
        for number in chain.from_iterable(each[group] for group in groups):
            yield self.events[number]

    def each(self, trial: Trial) -> Iterator[tuple[Event, ...]]:
        """Yield the sets that take one event of each group of a trial, each sorted."""
        for numbers in self.structure.groups.each(trial):
            yield tuple(sorted(self.events[number] for number in numbers))
