"""Targets of a saved run, one by one: nothing of a target is kept when the next one comes."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace

from cdnaudit.fields.csv_rows import csv_rows
from cdnaudit.fields.documents import json_lines
from cdnaudit.fields.lines import Lines
from cdnaudit.formats import dependencies_csv, targets_csv
from cdnaudit.formats.dependencies_csv import targets_in_turn
from cdnaudit.formats.json_v1_reader import read_targets
from cdnaudit.formats.saved_run import DEPENDENCIES_FILE
from cdnaudit.formats.targets_csv import read_target_rows
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.target_row import TargetRow


def is_json_lines(lines: Lines) -> bool:
    """Tell whether the first line is an object of its own."""
    try:
        return isinstance(json.loads(lines.first), dict)
    except (ValueError, RecursionError):
        return False


def is_table(lines: Lines) -> bool:
    """Tell whether the first line is the head of a table of dependencies or of targets."""
    columns = set(_header(lines))
    return any(columns.issuperset(kind.COLUMNS) for kind in (targets_csv, dependencies_csv))


def json_lines_targets(lines: Lines) -> Iterator[tuple[TargetReport, str]]:
    """Read a report as JSON lines; with each target goes when the world was asked.

    Raises:
        RunError: a line is no object, or a field is wrong; names the place.
    """
    rows = json_lines(lines.source, lines.each())
    head = next(rows)
    observed = head.table("run").text("started", "")
    yield from ((target, observed) for target in read_targets(head, rows))


def table_targets(lines: Lines) -> Iterator[tuple[TargetReport | TargetRow, str]]:
    """Read a CSV of targets or of dependencies; only the first says when the world was asked.

    Raises:
        RunError: a row is wrong; names the line.
    """
    table = replace(lines.source, kind=DEPENDENCIES_FILE)
    if set(_header(lines)).issuperset(targets_csv.COLUMNS):
        found = csv_rows(table, lines.each(), targets_csv.COLUMNS)
        yield from ((row, row.observed) for row in read_target_rows(found))
    else:
        found = csv_rows(table, lines.each(), dependencies_csv.COLUMNS)
        yield from ((target, "") for target in targets_in_turn(table, found))


def _header(lines: Lines) -> list[str]:
    try:
        return next(csv.reader([lines.first]), [])
    except csv.Error:
        return []
