"""Lines of styled text for a terminal: wrapped between words, and long names at their dots."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cdnaudit.names import shown

GAP = 2
"""Blanks between two columns."""
NARROW = 14
"""Columns that a cell needs; where it has fewer, those of a row stand below each other."""
_WORDS = re.compile(r"( *)([^ ]+)")
_PIECES = re.compile(r"[^./:,@-]*[./:,@-]*")
"""A long word is broken after one of these."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style, such as ``bold red``."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def styled(text: str, style: str = "") -> Line:
    """Return a line of a stranger's text: what would steer the terminal is shown, not sent."""
    return (Span(shown(text), style),)


def columns_of(text: str) -> int:
    """Return how many columns a terminal gives a text: two for wide characters, none for marks.

    >>> columns_of("bücher"), columns_of("名")
    (6, 2)
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)


def length(line: Line) -> int:
    """Return how many columns a line takes."""
    return sum(columns_of(span.text) for span in line)


def wrapped(line: Line, width: int, *, hang: int = 0) -> list[Line]:
    """Break a line into such that fit; all but the first are indented by ``hang``."""
    lines: list[list[Span]] = [[]]
    used = 0
    for blanks, word in _words(line, max(width - hang, 1)):
        columns = columns_of(word.text)
        starts = len(lines) > 1 and used == hang
        if not starts and used and used + blanks + columns > width:
            lines.append([Span(" " * hang)] if hang else [])
            used, starts = hang, True
        gap = 0 if starts else min(blanks, max(width - used - columns, 0))
        _append(lines[-1], Span(" " * gap + word.text, word.style))
        used += gap + columns
    return [tuple(found) for found in lines]


def _append(spans: list[Span], more: Span) -> None:
    """Add to a line; what has the style of the last span is one with it."""
    if spans and spans[-1].style == more.style:
        spans[-1] = Span(spans[-1].text + more.text, more.style)
    else:
        spans.append(more)


def _words(line: Line, width: int) -> Iterator[tuple[int, Span]]:
    """Yield words, each with the blanks before it; one that is too long comes in pieces."""
    trailing = 0
    for span in line:
        end = 0
        for match in _WORDS.finditer(span.text):
            blanks = trailing + len(match[1])
            trailing, end = 0, match.end()
            for piece in _pieces(match[2], width):
                yield blanks, Span(piece, span.style)
                blanks = 0
        trailing += len(span.text) - end


def _pieces(word: str, width: int) -> Iterator[str]:
    """Break a word that is wider than a line, after a dot or its like where there is one."""
    if columns_of(word) <= width:
        yield word
        return
    piece = ""
    for part in filter(None, _PIECES.findall(word)):
        if piece and columns_of(piece + part) > width:
            yield piece
            piece = ""
        piece += part
        while columns_of(piece) > width:
            yield piece[: max(width // 2, 1)] if not piece.isascii() else piece[:width]
            piece = piece[max(width // 2, 1) :] if not piece.isascii() else piece[width:]
    if piece:
        yield piece


def indented(lines: Iterable[Line], by: int) -> Iterator[Line]:
    """Put blanks before lines."""
    for line in lines:
        yield (Span(" " * by), *line)


def grid(rows: Sequence[Sequence[Line]], width: int) -> Iterator[Line]:
    """Lay cells out in columns as wide as their widest; the widest give way where that is too much.

    Where that leaves too little to read, the cells of a row stand below each other.
    """
    if not rows:
        return
    widths = [max(map(length, column)) for column in zip(*rows, strict=True)]
    room = width - GAP * (len(widths) - 1)
    if sum(min(wide, NARROW) for wide in widths) > room:
        for row in rows:
            yield from _stacked(row, width)
        return
    while sum(widths) > room:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    for row in rows:
        yield from _row(row, widths)


def _row(row: Sequence[Line], widths: Sequence[int]) -> Iterator[Line]:
    cells = [wrapped(cell, max(wide, 1)) for cell, wide in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line: list[Span] = []
        for cell, wide in zip(cells, widths, strict=True):
            part = cell[number] if number < len(cell) else ()
            line += [*part, Span(" " * (wide - length(part) + GAP))]
        yield tuple(line)


def _stacked(row: Sequence[Line], width: int) -> Iterator[Line]:
    """Put the first cell on a line of its own, and the others below it."""
    first, *rest = row
    below = [part for cell in rest if length(cell) for part in (*cell, Span(" " * GAP))]
    yield from wrapped(first, width, hang=GAP)
    if below:
        below[0] = replace(below[0], text=below[0].text.lstrip())
        yield from indented(wrapped(tuple(below), max(width - GAP, 1)), GAP)
