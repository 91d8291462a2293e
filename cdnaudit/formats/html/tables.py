"""Tables that become lists where the page is narrow: each cell knows its column's name."""

from collections.abc import Sequence

from cdnaudit.formats.html.markup import Html, Part, el

Row = Sequence[Part]


def table(title: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Html:
    """Return a table with a caption; nothing where there are no rows."""
    if not rows:
        return Html()
    head = el("tr", [el("th", column, scope="col") for column in columns])
    body = [_row(columns, row) for row in rows]
    whole = el("table", el("caption", title), el("thead", head), el("tbody", body))
    return el("div", whole, class_="scroll", tabindex=0, role="group", aria_label=title)


def _row(columns: tuple[str, ...], row: Row) -> Html:
    named = zip(columns, row, strict=True)
    return el("tr", [el("td", cell, data_label=column) for column, cell in named])
