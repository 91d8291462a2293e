"""Strongly connected components: which nodes need one another, at any remove.

The path-based search (Gabow, "Path-based depth-first search for strong and biconnected
components", 2000), without recursion: a graph may be as deep as it has nodes.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Component(NamedTuple):
    """Nodes that need one another, or a single node; ``cyclic`` where any needs itself."""

    members: tuple[int, ...]
    cyclic: bool


def components(parts: Sequence[Sequence[int]]) -> list[Component]:
    """Return the components of a graph, each after all that its members need.

    >>> components([(1, 2), (0,), ()])
    [Component(members=(2,), cyclic=False), Component(members=(1, 0), cyclic=True)]
    """
    search = _Search(parts)
    for number in range(len(parts)):
        if search.entered[number] == UNSEEN:
            search.walk(number)
    return search.found


UNSEEN = -1


class _Search:
    """One depth-first walk over all nodes."""

    def __init__(self, parts: Sequence[Sequence[int]]) -> None:
        self.found: list[Component] = []
        self.entered = [UNSEEN] * len(parts)
        """When a node was come to: its place in the order of the walk."""
        self._parts = parts
        self._clock = 0
        self._done = [False] * len(parts)
        self._way: list[tuple[int, Iterator[int]]] = []
        """Nodes from the start to here, each with the parts still to look at."""
        self._open: list[int] = []
        """Nodes come to whose component is not known yet."""
        self._heads: list[int] = []
        """The first node of each component that may still grow, along the way."""

    def walk(self, start: int) -> None:
        """Find the components of everything that ``start`` needs."""
        self._enter(start)
        while self._way:
            number, rest = self._way[-1]
            part = next(rest, None)
            if part is None:
                self._leave(number)
            elif self.entered[part] == UNSEEN:
                self._enter(part)
            elif not self._done[part]:
                self._join(part)

    def _enter(self, number: int) -> None:
        self.entered[number] = self._clock
        self._clock += 1
        self._open.append(number)
        self._heads.append(number)
        self._way.append((number, iter(self._parts[number])))

    def _join(self, number: int) -> None:
        """The way leads back to ``number``: all since then need one another."""
        while self.entered[self._heads[-1]] > self.entered[number]:
            self._heads.pop()

    def _leave(self, number: int) -> None:
        self._way.pop()
        if self._heads[-1] != number:
            return
        self._heads.pop()
        members = [self._open.pop()]
        while members[-1] != number:
            members.append(self._open.pop())
        for member in members:
            self._done[member] = True
        cyclic = len(members) > 1 or number in self._parts[number]
        self.found.append(Component(tuple(members), cyclic))
