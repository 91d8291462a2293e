"""A drawing as a nested list: what is read aloud, and what is shown without scripts."""

from dataclasses import dataclass

from cdnaudit.reporting.boxes import Box, Drawing, Relation


@dataclass(frozen=True, slots=True)
class ListItem:
    """A box, how the item above depends on it, and what it depends on."""

    box: Box
    relation: Relation | None
    """None at the top."""
    items: tuple["ListItem", ...]
    is_repeat: bool = False
    """Its items were listed before."""


def nested_list(drawing: Drawing) -> ListItem | None:
    """Return the list; a box that occurs in several places is unfolded once."""
    if not drawing.boxes:
        return None
    below_another = {edge.target for edge in drawing.edges}
    first = min(set(range(len(drawing.boxes))) - below_another, default=0)
    return _item(drawing, first, None, set())


def _item(drawing: Drawing, number: int, relation: Relation | None, seen: set[int]) -> ListItem:
    box = drawing.boxes[number]
    below = drawing.below(number)
    if number in seen and below:
        return ListItem(box, relation, (), is_repeat=True)
    seen.add(number)
    items = tuple(_item(drawing, edge.target, edge.relation, seen) for edge in below)
    return ListItem(box, relation, items)
