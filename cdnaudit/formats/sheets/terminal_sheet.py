"""A sheet for a terminal."""

from collections.abc import Iterator
from typing import TextIO

from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.formats.terminal_lines import Line, grid, styled, wrapped
from cdnaudit.formats.terminal_screen import Screen


def render(sheet: Sheet, out: TextIO) -> None:
    """Draw the rows for a terminal."""
    screen = Screen.of(out)
    screen.write(_lines(sheet, screen.width))


def _lines(sheet: Sheet, width: int) -> Iterator[Line]:
    yield from wrapped(styled(sheet.lead, "bold"), width)
    if sheet.rows:
        yield ()
        heads = tuple(styled(column, "dim") for column in sheet.columns)
        yield from grid([heads, *(tuple(map(styled, row)) for row in sheet.rows)], width)
