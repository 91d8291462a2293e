"""The picture as a nested list: what is read aloud, and what is shown without scripts."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.html_drawing import NEEDS, Box, Picture
from cdnaudit.formats.html.markup import Html, el

SHOWN = 3
"""Names of a shared box written out before the rest is counted."""


def tree(picture: Picture) -> Html:
    """Return the list; a box that hangs in several places is unfolded once."""
    roots = {n for n, _ in enumerate(picture.boxes)} - {to for _, to, _ in picture.edges}
    first = min(roots, default=0)
    return el("ul", _item(picture, first, "", set()), class_="tree") if picture.boxes else Html()


def _item(picture: Picture, number: int, how: str, seen: set[int]) -> Html:
    box = picture.boxes[number]
    below = picture.below(number)
    again = number in seen and bool(below)
    seen.add(number)
    inner: Html | str = ""
    if below and not again:
        inner = el("ul", [_item(picture, to, h, seen) for to, h in below])
    note = "" if how in {"", NEEDS} else el("i", f"{how} ", class_="how")
    more = el("span", " (see above)", class_="quiet") if again else ""
    return el("li", note, _name(box), more, inner)


def _name(box: Box) -> Html:
    if box.event:
        return chip([box.event], single=box.single)
    rest = len(box.names) - SHOWN
    names = ", ".join(box.names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
    kind = el("span", f"{box.kind} ", class_="kind")
    return el("span", kind, el("span", names, class_="name"))
