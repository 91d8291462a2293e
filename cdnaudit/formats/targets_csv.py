"""Read back the CSV that has one row a target (contract, section 4)."""

from collections.abc import Iterable, Iterator

from cdnaudit.fields.fields import Fields
from cdnaudit.formats.spreadsheet import row_as_written
from cdnaudit.model.events import FORMS, Event
from cdnaudit.model.terms import Severity, Status
from cdnaudit.reporting.target_row import TargetRow

COLUMNS = ("target", "status", "single_points", "dns", "cdn", "challenge", "hosting", "companies")
"""Without these a table is none of this kind."""


def read_target_rows(rows: Iterable[Fields]) -> Iterator[TargetRow]:
    """Read rows one by one, as they are wanted.

    Raises:
        FileError: names the line that cannot be used.
    """
    yield from map(_row, map(row_as_written, rows))


def _row(row: Fields) -> TargetRow:
    return TargetRow(
        target=row.text("target"),
        status=row.word("status", Status),
        worst=row.optional_word("worst", Severity),
        single_points=_events(row) if row.has("single_points") else (),
        dns=_words(row, "dns"),
        cdn=_words(row, "cdn"),
        challenge=_words(row, "challenge"),
        hosting=_words(row, "hosting"),
        companies=_words(row, "companies"),
        asns=_numbers(row) if row.has("asns") else (),
        incomplete=tuple(filter(None, row.text("incomplete", "").split("; "))),
        observed=row.text("observed", ""),
        tags=_words(row, "tags"),
    )


def _words(row: Fields, key: str) -> tuple[str, ...]:
    return tuple(sorted(set(row.text(key, "").split())))


def _events(row: Fields) -> tuple[Event, ...]:
    return row.read(
        "single_points", lambda text: tuple(map(Event.parse, text.split())), f"write {FORMS}"
    )


def _numbers(row: Fields) -> tuple[int, ...]:
    return row.read("asns", lambda text: tuple(map(int, text.split())), "write numbers")
