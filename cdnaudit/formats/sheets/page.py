"""A sheet as a page that needs nothing else."""

from typing import TextIO

from cdnaudit.formats.html.markup import Html, el, joined
from cdnaudit.formats.html.shell import asset, policy
from cdnaudit.formats.sheets.sheet import FurtherTable, Sheet


def render(sheet: Sheet, out: TextIO) -> None:
    """Write the page in ASCII, so that no encoding of ``out`` can break it."""
    style = asset("sheet.css")
    head = joined(
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy(style, [])),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", sheet.title),
        el("style", Html(style)),
    )
    body = el("main", el("h1", sheet.title), el("p", sheet.lead), _table(sheet), _further(sheet))
    page = el("html", el("head", head), el("body", body), lang="en")
    text = f"<!doctype html>\n{page}\n"
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def _further(sheet: Sheet) -> list[Html]:
    return [joined(el("h2", table.heading), _table(table)) for table in sheet.further]


def _table(sheet: Sheet | FurtherTable) -> Html:
    columns = el("tr", [el("th", column, scope="col") for column in sheet.columns])
    rows = [joined(el("tr", _cells(sheet, row)), Html("\n")) for row in sheet.rows]
    return el("table", el("thead", columns), el("tbody", Html("\n"), rows))


def _cells(sheet: Sheet | FurtherTable, row: tuple[str, ...]) -> list[Html]:
    """Return cells that know their column, for a screen on which the table is a list."""
    named = zip(sheet.columns, row, strict=True)
    return [el("td", cell, data_label=column) for column, cell in named]
