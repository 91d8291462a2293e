"""Read a saved run: a report as JSON or JSON lines, or a CSV of dependencies."""

import io
from dataclasses import replace
from pathlib import Path

from cdnaudit.errors import RunError
from cdnaudit.fields import documents
from cdnaudit.fields.csv_rows import csv_rows
from cdnaudit.fields.source import CSV, GIB, JSON, FileKind, Source
from cdnaudit.formats.dependencies_csv import COLUMNS, read_dependencies
from cdnaudit.formats.json_v1_reader import read_report
from cdnaudit.model.report import Report

REPORT_FILE = FileKind(
    syntax=JSON,
    error=RunError,
    remedy="give a report that `cdnaudit scan -f json` wrote",
    max_bytes=GIB,
    max_text=GIB,
    max_entries=GIB,
)
DEPENDENCIES_FILE = FileKind(
    syntax=CSV,
    error=RunError,
    remedy="write it with `-f csv --csv-rows dependencies`",
    max_bytes=GIB,
    max_text=10_000,
    max_entries=GIB,
)


def read(path: Path) -> Report:
    """Read a run in whichever of the three forms it is.

    Raises:
        RunError: it is none of them, or a field is wrong; names the place.
    """
    return read_source(Source(path, REPORT_FILE))


def read_source(source: Source) -> Report:
    """Read a run from a file of the kind of reports.

    Raises:
        RunError: as above.
    """
    text = source.text()
    if text.lstrip().startswith(("{", "[")):
        rows = documents.json_objects(source, text)
        head = next(rows)
        return read_report(head, rows)
    if not text.strip():
        raise source.error("", "is empty")
    table = replace(source, kind=DEPENDENCIES_FILE)
    return read_dependencies(table, csv_rows(table, io.StringIO(text, newline=""), COLUMNS))
