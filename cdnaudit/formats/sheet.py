"""A small result as a sheet: a lead sentence and rows, in every format of the lesser commands."""

import csv
import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from cdnaudit.formats.markdown import text as markdown_text
from cdnaudit.formats.spreadsheet import inert
from cdnaudit.names import shown


@dataclass(frozen=True, slots=True)
class Sheet:
    """``object`` is what JSON gives; the rest is for people and spreadsheets."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    object: Mapping[str, object]


def as_json(sheet: Sheet, out: TextIO) -> None:
    """Write the object."""
    json.dump(sheet.object, out, indent=1, ensure_ascii=False)
    out.write("\n")


def as_csv(sheet: Sheet, out: TextIO) -> None:
    """Write the rows, formulas neutralised."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([inert(shown(cell)) for cell in row] for row in sheet.rows)


def as_markdown(sheet: Sheet, out: TextIO) -> None:
    """Write a table."""
    out.write(f"# {markdown_text(sheet.title)}\n\n{markdown_text(sheet.lead)}\n\n")
    out.write(f"| {' | '.join(sheet.columns)} |\n|{'---|' * len(sheet.columns)}\n")
    out.writelines(f"| {' | '.join(map(markdown_text, row))} |\n" for row in sheet.rows)


def as_html(sheet: Sheet, out: TextIO) -> None:
    """Write a page that needs nothing else."""
    head = "".join(f"<th scope=col>{html.escape(c)}</th>" for c in sheet.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(shown(cell))}</td>" for cell in row) + "</tr>\n"
        for row in sheet.rows
    )
    out.write(
        "<!doctype html>\n<html lang=en><meta charset=utf-8>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{html.escape(sheet.title)}</title>"
        "<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;margin:2rem auto;max-width:72rem;"
        "padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .8rem;"
        "border-bottom:1px solid #8884;vertical-align:top;overflow-wrap:anywhere}</style>"
        f"<main><h1>{html.escape(sheet.title)}</h1><p>{html.escape(shown(sheet.lead))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></main></html>\n"
    )


def as_table(sheet: Sheet, out: TextIO) -> None:
    """Draw the rows for a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    console.print(Text(shown(sheet.lead), style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in sheet.columns:
        table.add_column(column, overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    if sheet.rows:
        console.print()
        console.print(table)


SHEETS: Mapping[str, Callable[[Sheet, TextIO], None]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
    "html": as_html,
}
