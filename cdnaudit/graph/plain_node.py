"""A node without its name."""

from typing import NamedTuple

from cdnaudit.model.nodes import NodeKind


class PlainNode(NamedTuple):
    """How a node follows from others, and the numbers of the events that strike it."""

    kind: NodeKind
    parts: tuple[int, ...]
    events: tuple[int, ...]
