"""A sheet for a terminal."""

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.names import shown


def render(sheet: Sheet, out: TextIO) -> None:
    """Draw the rows for a terminal."""
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
