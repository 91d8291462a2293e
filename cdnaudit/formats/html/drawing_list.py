"""The drawing as a nested list: what is read aloud, and what is shown without scripts."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.names import few
from cdnaudit.reporting.boxes import Box, Relation
from cdnaudit.reporting.nested_list import ListItem


def drawing_list(first: ListItem) -> Html:
    """Return the list."""
    return el("ul", _item(first), class_="tree")


def _item(item: ListItem) -> Html:
    needed = item.relation in {None, Relation.NEEDS}
    note = "" if needed else el("i", f"{item.relation} ", class_="how")
    repeat = el("span", " (see above)", class_="quiet") if item.is_repeat else ""
    below = el("ul", [_item(part) for part in item.items]) if item.items else ""
    return el("li", note, _name(item.box), repeat, below)


def _name(box: Box) -> Html:
    if box.event:
        return chip([box.event], single=box.is_single_point)
    kind = el("span", f"{box.kind} ", class_="kind")
    return el("span", kind, el("span", few(box.names), class_="name"))
