"""The dependency graph as data: AND and OR over basic events (a fault tree, NUREG-0492).

Nodes are numbered and may form cycles; the algorithms live in ``graph``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cdnaudit.model.events import Event
from cdnaudit.model.terms import Role


class NodeKind(StrEnum):
    """How a node follows from its parts."""

    ALL = "all"
    ANY = "any"
    LEAF = "leaf"
    UNKNOWN = "unknown"


class Subject(StrEnum):
    """What a node stands for."""

    JOINT = "joint"
    """Nothing with a name: it only joins its parts."""
    HOST = "host"
    ALIAS = "alias"
    ZONE = "zone"
    NAMESERVER = "nameserver"
    ADDRESS = "address"
    EVENT = "event"
    """What can fail: a service, a network, a region."""
    QUESTION = "question"
    """What nobody answered."""


class Node(NamedTuple):
    """One thing that can work or fail.

    ``ALL`` of no parts is True, ``ANY`` of none is False. A ``LEAF`` works while
    none of its ``events`` happens. ``UNKNOWN`` may work or not: nobody answered.
    """

    kind: NodeKind
    name: str
    """A name a person knows (a host, a zone, a nameserver), or ``""`` for a joint."""
    parts: tuple[int, ...] = ()
    events: tuple[Event, ...] = ()
    """Of a leaf: the service, network or region first, then the companies that own it."""
    hides: tuple[Role, ...] = ()
    """Of an unknown: in which roles a service may stand behind it; none means any."""
    subject: Subject = Subject.JOINT

    @property
    def label(self) -> str:
        """Its name as a path shows it: a zone may be called like a host."""
        return f"zone {self.name}" if self.subject is Subject.ZONE else self.name


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by number; the target works while ``root`` does.

    ``soft`` nodes are wanted but not needed: their failure degrades the target.
    """

    nodes: tuple[Node, ...]
    root: int
    soft: tuple[int, ...] = ()
