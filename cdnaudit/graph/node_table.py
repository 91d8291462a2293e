"""Number nodes as they are made; a key names a node, so that cycles can close."""

from collections.abc import Callable, Iterable

from cdnaudit.model.nodes import Graph, Kind, Node

Parts = list[int]


class Builder:
    """Collects nodes; the same key gives the same node."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._keys: dict[str, int] = {}

    def leaf(self, events: Iterable[str], label: str = "") -> int:
        """Return a node that works while none of ``events`` happens."""
        named = tuple(dict.fromkeys(events))
        return self._keyed(f"leaf {named}", lambda: Node(Kind.LEAF, label, events=named))

    def unknown(self, what: str, hides: Iterable[str] = ()) -> int:
        """Return a node nobody answered for; ``hides`` are patterns of services it may hide."""
        named = tuple(hides)
        return self._keyed(f"unknown {what}", lambda: Node(Kind.UNKNOWN, what, events=named))

    def every(self, parts: Iterable[int], label: str = "") -> int:
        """Return a node that needs all of ``parts``."""
        return self._add(Node(Kind.ALL, label, tuple(dict.fromkeys(parts))))

    def either(self, parts: Iterable[int], label: str = "") -> int:
        """Return a node that needs one of ``parts``."""
        return self._add(Node(Kind.ANY, label, tuple(dict.fromkeys(parts))))

    def once(self, key: str, label: str, parts: Callable[[], Parts]) -> int:
        """Return the ALL node of ``key``; ``parts`` is called once and may refer back to it."""
        if key in self._keys:
            return self._keys[key]
        number = self._add(Node(Kind.ALL, label))
        self._keys[key] = number
        self._nodes[number] = Node(Kind.ALL, label, tuple(dict.fromkeys(parts())))
        return number

    def graph(self, root: int, soft: Iterable[int]) -> Graph:
        """Return what was collected."""
        return Graph(tuple(self._nodes), root, tuple(dict.fromkeys(soft)))

    def _keyed(self, key: str, make: Callable[[], Node]) -> int:
        if key not in self._keys:
            self._keys[key] = self._add(make())
        return self._keys[key]

    def _add(self, node: Node) -> int:
        self._nodes.append(node)
        return len(self._nodes) - 1
