"""A sheet for a terminal."""

from collections.abc import Iterator
from typing import TextIO

from cdnaudit.formats.sheets.sheet import FurtherTable, Sheet
from cdnaudit.formats.table_styles import heading, share_bar
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
        yield from _table(sheet, width)
    for table in sheet.further:
        yield ()
        yield heading(table.heading)
        yield from _table(table, width)


def _table(table: Sheet | FurtherTable, width: int) -> Iterator[Line]:
    """Lay out columns under their names; shares are drawn as bars behind them."""
    heads = tuple(styled(column, "dim") for column in table.columns)
    rows = [tuple(map(styled, row)) for row in table.rows]
    if not table.shares:
        yield from grid([heads, *rows], width)
        return
    bars = (share_bar(share, width) for share in table.shares)
    with_bars = [(*row, styled(bar, "yellow")) for row, bar in zip(rows, bars, strict=True)]
    yield from grid([(*heads, ()), *with_bars], width)
