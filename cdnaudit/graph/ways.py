"""The way from a root that fails to what failed."""

from collections.abc import Iterable, Iterator, Sequence

from cdnaudit.graph.fixed_point import AnyNode
from cdnaudit.graph.scenarios import bits


def ways_to_failure(
    nodes: Sequence[AnyNode], works: Sequence[int], root: int, scenarios: int
) -> dict[int, tuple[int, ...]]:
    """Return the nodes on one way down in each of some scenarios in which the root fails.

    At each node the first part that fails is taken. All scenarios go together as far as that
    is the same.
    """
    found: dict[int, tuple[int, ...]] = {}
    path: dict[int, None] = {}
    ways = [(0, root, scenarios & ~works[root])]
    while ways:
        depth, number, failed = ways.pop()
        while len(path) > depth:
            path.popitem()
        if number not in path:
            path[number] = None
            for part, here in _first_failed(nodes[number].parts, works, failed):
                ways.append((depth + 1, part, here))
                failed ^= here
        if failed:
            found |= dict.fromkeys(bits(failed), tuple(path))
    return found


def names_on(labels: Iterable[str]) -> tuple[str, ...]:
    """Return the names on a way, each once, by the labels of its nodes.

    >>> names_on(["shop", "", "edge", "shop"])
    ('shop', 'edge')
    """
    return tuple(dict.fromkeys(filter(None, labels)))


def _first_failed(
    parts: Sequence[int], works: Sequence[int], failed: int
) -> Iterator[tuple[int, int]]:
    """Yield parts, each with the scenarios in which it is the first that fails."""
    for part in parts:
        if here := failed & ~works[part]:
            yield part, here
            failed ^= here
