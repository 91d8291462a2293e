"""What serves a host, by layers: steering in front, the edge behind it, the origin last.

A service belongs to the layer of its role. Zones, networks, regions and what is not known belong
to the layer of the service beside or above them. An address without one is an origin: nobody is
known to stand before it. An alias without one stays whatever is replaced.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Node, NodeKind, Subject
from cdnaudit.model.terms import Role


class Layer(StrEnum):
    """Where on the way of a request something stands."""

    STEERING = "steering"
    EDGE = "edge"
    ORIGIN = "origin"


LAYERS: Mapping[Role, Layer] = {
    Role.CDN: Layer.EDGE,
    Role.WAF: Layer.EDGE,
    Role.STEERING: Layer.STEERING,
    Role.PLATFORM: Layer.ORIGIN,
    Role.HOSTING: Layer.ORIGIN,
}
"""By role, as far as it serves."""


def service_of(nodes: Sequence[Node], number: int) -> Event | None:
    """Return the service of its own node, which may need what it runs on; of other nodes None."""
    node = nodes[number]
    leaves = [nodes[part] for part in node.parts] if node.kind is NodeKind.ALL else [node]
    if node.subject not in {Subject.EVENT, Subject.JOINT} or not leaves:
        return None
    if not all(leaf.kind is NodeKind.LEAF and leaf.events for leaf in leaves):
        return None
    event = leaves[0].events[0]
    return event if event.kind is EventKind.SERVICE else None


def service_role(nodes: Sequence[Node], number: int) -> Role | None:
    """Return the role of a service's own node; of other nodes None."""
    event = service_of(nodes, number)
    return event.role if event else None


class LayersLeftOut:
    """Copies of what serves, in which some layers always work; a graph may hold rings."""

    def __init__(self, nodes: list[Node], layers: frozenset[Layer]) -> None:
        self._nodes = nodes
        """Grows by the copies."""
        self._layers = layers
        self._copies: dict[tuple[int, Layer | None], int] = {}
        self._queue: list[tuple[int, Layer | None]] = []

    def copy(self, serving: int) -> int:
        """Return the number of the copy."""
        copied = self._copy_of(serving, None)
        while self._queue:
            number, above = self._queue.pop()
            node = self._nodes[number]
            layer = self._layer(node, above)
            parts = tuple(self._copy_of(part, layer) for part in node.parts)
            self._nodes[self._copies[number, above]] = node._replace(parts=parts)
        return copied

    def _copy_of(self, number: int, above: Layer | None) -> int:
        """Return what stands for a node below something of the layer ``above``: perhaps itself."""
        key = (number, above)
        if key in self._copies:
            return self._copies[key]
        if self._is_whole(number):
            role = service_role(self._nodes, number)
            if (LAYERS.get(role) if role else above) not in self._layers:
                return number
        else:
            self._queue.append(key)
        self._copies[key] = len(self._nodes)
        self._nodes.append(ALWAYS)
        return self._copies[key]

    def _is_whole(self, number: int) -> bool:
        """Tell whether all of a node is of one layer: a service, a network, a zone, an unknown."""
        node = self._nodes[number]
        return (
            node.kind in {NodeKind.LEAF, NodeKind.UNKNOWN}
            or node.subject is Subject.ZONE
            or service_of(self._nodes, number) is not None
        )

    def _layer(self, node: Node, above: Layer | None) -> Layer | None:
        """Return the layer of what has no role of its own among the parts of a node."""
        if node.kind is NodeKind.ANY:
            return above
        roles = {service_role(self._nodes, part) for part in node.parts}
        beside = {layer for role, layer in LAYERS.items() if role in roles}
        if Layer.EDGE in beside or above is Layer.EDGE:
            return Layer.EDGE
        if Layer.ORIGIN in beside or node.subject is Subject.ADDRESS:
            return Layer.ORIGIN
        return Layer.STEERING if Layer.STEERING in beside else above


ALWAYS = Node(NodeKind.ALL, "")
"""Works whatever fails."""
