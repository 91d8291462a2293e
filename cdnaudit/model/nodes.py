"""The AND/OR graph as data. Nodes are numbered and may form cycles; algorithms live in graph/."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a node follows from its parts."""

    ALL = "all"
    ANY = "any"
    LEAF = "leaf"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that can work or fail.

    ``ALL`` of no parts is True, ``ANY`` of none is False. A ``LEAF`` works while
    none of its ``events`` happens. ``UNKNOWN`` may work or not: nobody answered; its
    ``events`` are patterns such as ``*/dns`` of the services it may hide, or none for any.
    """

    kind: Kind
    label: str
    """A name a person knows (a host, a zone, a nameserver), or ``""`` for a joint."""
    parts: tuple[int, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by number; the target works while ``root`` does.

    ``soft`` nodes are wanted but not needed: their failure degrades the target.
    """

    nodes: tuple[Node, ...]
    root: int
    soft: tuple[int, ...] = ()
