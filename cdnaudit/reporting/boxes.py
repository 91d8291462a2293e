"""A drawing of a graph as values: boxes that a person can name, and how one depends on another."""

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.events import Event


class Relation(StrEnum):
    """How a box depends on another."""

    NEEDS = "needs"
    """It fails with it."""
    ONE_OF = "one of"
    """Another would do."""
    WANTED = "wanted"
    """It is poorer without it, but works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One thing; ``names`` are several where nameservers with the same relations share a box."""

    kind: str
    """Such as ``zone``; of a service its role; ``network``, ``company``, ``unknown``."""
    names: tuple[str, ...]
    event: Event | None = None
    """What fails it, where something can."""
    nodes: tuple[int, ...] = ()
    """The nodes of the graph that it stands for."""
    is_single_point: bool = False
    is_minor: bool = False
    """A network beside a known operator: shown on request."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Box number ``source`` depends on box number ``target``."""

    source: int
    target: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes by number, what depends on others first, and the edges between them."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]

    def below(self, number: int) -> tuple[Edge, ...]:
        """Return what a box depends on."""
        return tuple(edge for edge in self.edges if edge.source == number)

    def without(self, hidden: Container[int]) -> "Drawing":
        """Leave out boxes, and the edges to and from them."""
        kept = [number for number in range(len(self.boxes)) if number not in hidden]
        renumbered = {number: position for position, number in enumerate(kept)}
        edges = (
            Edge(renumbered[edge.source], renumbered[edge.target], edge.relation)
            for edge in self.edges
            if edge.source in renumbered and edge.target in renumbered
        )
        return Drawing(tuple(self.boxes[number] for number in kept), tuple(edges))
