"""Read a saved run: a report as JSON or JSON lines, or a CSV of dependencies."""

import csv
import io
import json
from pathlib import Path

from cdnaudit.errors import RunError
from cdnaudit.formats import json_v1_reader as report_json
from cdnaudit.formats.dependencies_csv import COLUMNS, from_rows
from cdnaudit.formats.json_fields import REMEDY, Row
from cdnaudit.model.report import SCHEMA, Report


def read(path: Path) -> Report:
    """Read a run in whichever of the three forms it is.

    Raises:
        RunError: it is none of them, or a field is wrong; names the place.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(path, "", f"cannot be read: {error}", REMEDY) from None
    if text.lstrip().startswith("{"):
        return _json(path, text)
    return _csv(path, text)


def _json(path: Path, text: str) -> Report:
    try:
        objects: list[object] = [json.loads(text)]
    except json.JSONDecodeError:
        objects = _lines(path, text)
    head = Row(path, "", objects[0])
    if head.maybe("schema") != SCHEMA:
        raise RunError(path, "schema", f"is {head.maybe('schema')!r}", f"use {SCHEMA!r}: {REMEDY}")
    rows = [*head.list("targets"), *objects[1:]]
    return Report(
        run=report_json.run(head.row("run")),
        targets=tuple(
            report_json.target(Row(path, f"targets[{i}]", raw)) for i, raw in enumerate(rows)
        ),
        warnings=head.texts("warnings"),
    )


def _lines(path: Path, text: str) -> list[object]:
    found: list[object] = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            found.append(json.loads(line)) if line.strip() else None
        except json.JSONDecodeError as error:
            raise RunError(path, f"line {number}", f"is not JSON: {error.msg}", REMEDY) from None
    return found


def _csv(path: Path, text: str) -> Report:
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        problem = f"is neither a report nor a dependencies CSV: no column {missing[0]}"
        raise RunError(path, "", problem, "write it with `-f csv --csv-rows dependencies`")
    return from_rows(path, list(reader))
