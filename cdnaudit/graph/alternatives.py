"""A graph with providers added, each as an alternative in its role.

Nothing that works stops working: an addition is one more way, beside those that there are. In DNS
it is one more nameserver of each zone of a host's own name, and of the zones above. What serves
a host has three layers: steering, edge, origin. An addition there is a copy of the ways that
serve, in which it stands for its layer and the other layers stay as they were.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from cdnaudit.graph.evaluate import reachable
from cdnaudit.graph.serving_layers import LAYERS, Layer, LayersLeftOut, service_of, service_role
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.terms import Role

GUARDS = (Role.CHALLENGE, Role.WAF)
"""Roles in which a host may ask every visitor to pass."""
SERVERS = (Subject.NAMESERVER, Subject.ALIAS, Subject.ADDRESS)
"""What a service serves on."""
ADDABLE = (Role.DNS, *LAYERS, Role.CHALLENGE)
"""Roles in which a graph shows where an alternative would be; no others are in the way of a visitor."""


class Alternative(NamedTuple):
    """A provider that is added in a role.

    Where the graph shows it in that role, the addition is like any of what is shown; else its own
    names and networks are not known, and not counted.
    """

    role: Role
    leaves: tuple[tuple[Event, ...], ...]
    """Its service, then those that it runs on, each before the companies that own it."""

    @property
    def event(self) -> Event:
        """Its failure."""
        return self.leaves[0][0]


def with_alternatives(graph: Graph, added: Sequence[Alternative]) -> Graph | None:
    """Return the graph with all that is added; its own nodes keep their numbers.

    None where it does not show its hosts, so that nobody can tell where an alternative would be.
    """
    hosts = hosts_of(graph)
    return _Extension(graph, added).graph_of(hosts) if hosts else None


def hosts_of(graph: Graph) -> tuple[int, ...]:
    """Return the nodes of the target's hosts, the target's own among them."""
    used = sorted(reachable(graph, (graph.root,))) if graph.nodes else ()
    return tuple(number for number in used if graph.nodes[number].subject is Subject.HOST)


@dataclass(slots=True)
class _Extension:
    """One graph as it grows."""

    graph: Graph
    added: Sequence[Alternative]
    nodes: list[Node] = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = list(self.graph.nodes)

    def graph_of(self, hosts: Iterable[int]) -> Graph:
        zones: set[int] = set()
        for number in hosts:
            zones |= self._zones_above(number)
            self._replace_parts(number, tuple(map(self._with_spare, self._parts(number))))
        self._extend_zones(sorted(zones))
        return Graph(tuple(self.nodes), self.graph.root, self.graph.soft)

    def _extend_zones(self, zones: Iterable[int]) -> None:
        spares = self._spares(Role.DNS)
        for number in zones:
            parts = (
                self._either(part, spares) if self._is_choice(part) else part
                for part in self._parts(number)
            )
            self._replace_parts(number, tuple(parts))

    def _zones_above(self, host: int) -> set[int]:
        """Return the zone of a host's name, and those above it as far as they are known."""
        found: set[int] = set()
        queue = list(self._parts(host))
        while queue:
            number = queue.pop()
            if self.graph.nodes[number].subject is Subject.ZONE and number not in found:
                found.add(number)
                queue.extend(self._parts(number))
        return found

    def _with_spare(self, part: int) -> int:
        """Return a part of a host with its alternatives; the part itself where there are none."""
        if self._is_choice(part):
            return self._either(part, [self._way(part, layers) for layers in self._layer_sets()])
        role = service_role(self.graph.nodes, part)
        return self._either(part, self._spares(role)) if role in GUARDS else part

    def _layer_sets(self) -> Iterator[tuple[Layer, ...]]:
        """Yield the layers for which something is added, one by one and together."""
        layers = sorted({LAYERS[one.role] for one in self.added if one.role in LAYERS})
        for size in range(1, len(layers) + 1):
            yield from combinations(layers, size)

    def _way(self, serving: int, layers: tuple[Layer, ...]) -> int:
        """Return the ways that serve, with additions for some layers."""
        rest = LayersLeftOut(self.nodes, frozenset(layers)).copy(serving)
        spares = (self._spares(*(r for r in LAYERS if LAYERS[r] is layer)) for layer in layers)
        return self._add(NodeKind.ALL, (*(self._add(NodeKind.ANY, each) for each in spares), rest))

    def _spares(self, *roles: Role) -> tuple[int, ...]:
        return tuple(self._spare(one) for one in self.added if one.role in roles)

    def _spare(self, alternative: Alternative) -> int:
        shown = self._shown(alternative.event)
        if shown:
            return self._add(NodeKind.ANY, shown)
        parts: list[int] = []
        for events in alternative.leaves:
            parts.append(len(self.nodes))
            self.nodes.append(Node(NodeKind.LEAF, events[0], events=events, subject=Subject.EVENT))
        return self._add(NodeKind.ALL, parts)

    def _shown(self, event: Event) -> list[int]:
        """Return the nameservers, aliases and addresses of a service that is there already."""
        nodes = self.graph.nodes
        return [
            number
            for number, node in enumerate(nodes)
            if node.subject in SERVERS
            and any(service_of(nodes, part) == event for part in node.parts)
        ]

    def _either(self, part: int, spares: Sequence[int]) -> int:
        return self._add(NodeKind.ANY, (part, *spares)) if spares else part

    def _is_choice(self, number: int) -> bool:
        return self.graph.nodes[number].kind is NodeKind.ANY

    def _parts(self, number: int) -> tuple[int, ...]:
        return self.graph.nodes[number].parts

    def _replace_parts(self, number: int, parts: tuple[int, ...]) -> None:
        self.nodes[number] = self.nodes[number]._replace(parts=parts)

    def _add(self, kind: NodeKind, parts: Iterable[int]) -> int:
        self.nodes.append(Node(kind, "", tuple(parts)))
        return len(self.nodes) - 1
