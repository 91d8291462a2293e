"""Number nodes as they are made; a key names a node, so that cycles can close."""

from collections.abc import Callable, Iterable

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.terms import Role

Parts = list[int]


class NodeTable:
    """Collects nodes; the same event, unknown or key gives the same node."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._keys: dict[tuple[object, ...], int] = {}

    def leaf(self, events: Iterable[Event]) -> int:
        """Return a node that works while none of ``events`` happens.

        A service gives its name to the paths that lead there; networks and regions give none.
        """
        distinct = tuple(dict.fromkeys(events))
        name = distinct[0] if distinct[0].kind is EventKind.SERVICE else ""
        return self._keyed(
            (NodeKind.LEAF, distinct),
            lambda: Node(NodeKind.LEAF, name, events=distinct, subject=Subject.EVENT),
        )

    def unknown(self, what: str, hides: Iterable[Role] = ()) -> int:
        """Return a node nobody answered for; ``hides`` are roles of services behind it."""
        return self._keyed(
            (NodeKind.UNKNOWN, what),
            lambda: Node(NodeKind.UNKNOWN, what, hides=tuple(hides), subject=Subject.QUESTION),
        )

    def every(self, parts: Iterable[int], subject: Subject = Subject.JOINT, name: str = "") -> int:
        """Return a node that needs all of ``parts``."""
        return self._add(Node(NodeKind.ALL, name, tuple(dict.fromkeys(parts)), subject=subject))

    def either(self, parts: Iterable[int]) -> int:
        """Return a node that needs one of ``parts``."""
        return self._add(Node(NodeKind.ANY, "", tuple(dict.fromkeys(parts))))

    def once(self, subject: Subject, name: str, parts: Callable[[], Parts]) -> int:
        """Return the one ALL node of a name; ``parts`` is called once and may refer back to it."""
        key = (subject, name)
        if key in self._keys:
            return self._keys[key]
        number = self._add(Node(NodeKind.ALL, name, subject=subject))
        self._keys[key] = number
        distinct = tuple(dict.fromkeys(parts()))
        self._nodes[number] = Node(NodeKind.ALL, name, distinct, subject=subject)
        return number

    def graph(self, root: int, soft: Iterable[int]) -> Graph:
        """Return what was collected."""
        return Graph(tuple(self._nodes), root, tuple(dict.fromkeys(soft)))

    def _keyed(self, key: tuple[object, ...], make: Callable[[], Node]) -> int:
        if key not in self._keys:
            self._keys[key] = self._add(make())
        return self._keys[key]

    def _add(self, node: Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1
