"""Path sets: events of which a node works unless one happens.

Each cut set shares an event with each path set (Barlow and Proschan, "Statistical Theory of
Reliability and Life Testing", 1975): so the events of one small path set are all that a search
for cut sets has to go on with, however many others there are.
"""

from collections.abc import Sequence

from cdnaudit.graph.fixed_point import Order, Step

PathSet = frozenset[int] | None
"""Numbers of events, or of groups of them. None: the node does not work."""


def path_sets(order: Order, leaves: Sequence[PathSet]) -> list[PathSet]:
    """Return a path set of each node: a small one, not always the smallest.

    ``leaves`` holds those of leaves and unknowns and None for all others.
    """
    found = list(leaves)
    order.settle(lambda steps: _sweep(steps, found))
    return found


def _sweep(steps: Sequence[Step], found: list[PathSet]) -> bool:
    """Take each step that can be taken, once.

    What is found stays: a later choice could lead a node of a cycle back to itself.
    """
    changed = False
    for number, needs_all, parts in steps:
        if found[number] is None:
            of_parts = [found[part] for part in parts]
            found[number] = _joined(of_parts) if needs_all else _smallest(of_parts)
            changed = changed or found[number] is not None
    return changed


def _joined(of_parts: Sequence[PathSet]) -> PathSet:
    known = [path_set for path_set in of_parts if path_set is not None]
    return frozenset().union(*known) if len(known) == len(of_parts) else None


def _smallest(of_parts: Sequence[PathSet]) -> PathSet:
    known = [path_set for path_set in of_parts if path_set is not None]
    return min(known, key=len, default=None)
