"""What a box depends on, put together from the parts of the graph below it."""

from collections.abc import Collection

from cdnaudit.reporting.boxes import Relation

Key = tuple[str, str]
"""Kind and name: nodes of one key are one box."""

Relations = dict[Key, Relation]
"""How something depends on each of the boxes just below it."""


def all_of(parts: Collection[Relations]) -> Relations:
    """Merge what is needed together."""
    merged: Relations = {}
    for part in parts:
        for key, relation in part.items():
            needed = Relation.NEEDS in {relation, merged.get(key)}
            merged[key] = Relation.NEEDS if needed else relation
    return merged


def any_of(parts: Collection[Relations]) -> Relations:
    """Merge alternatives: a box is needed only where every one of them needs it."""
    keys = dict.fromkeys(key for part in parts for key in part)
    return {
        key: Relation.NEEDS
        if all(part.get(key) is Relation.NEEDS for part in parts)
        else Relation.ONE_OF
        for key in keys
    }


def of_one_box(key: Key, parts: Collection[Relations]) -> Relations:
    """Merge what several nodes of one box depend on; one that says nothing does not count.

    They are alternatives, but for a node that needs another of its own box: that adds to it.
    """
    beside = [part for part in parts if part.get(key) is Relation.NEEDS]
    instead = [part for part in parts if part and part.get(key) is not Relation.NEEDS]
    merged = all_of([any_of(instead), *beside])
    merged.pop(key, None)
    return merged
