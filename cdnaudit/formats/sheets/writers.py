"""A sheet for programs, for a spreadsheet, and as Markdown."""

import csv
import json
from typing import TextIO

from cdnaudit.formats.markdown import text
from cdnaudit.formats.sheets.sheet import FurtherTable, Sheet
from cdnaudit.formats.spreadsheet import inert
from cdnaudit.names import shown


def write_json(sheet: Sheet, out: TextIO) -> None:
    """Write the object."""
    json.dump(sheet.json_object, out, indent=1)
    out.write("\n")


def write_csv(sheet: Sheet, out: TextIO) -> None:
    """Write the rows, formulas neutralised."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([inert(shown(cell)) for cell in row] for row in sheet.rows)


def write_markdown(sheet: Sheet, out: TextIO) -> None:
    """Write a table."""
    out.write(f"# {text(sheet.title)}\n\n{text(sheet.lead)}\n\n")
    _write_rows(sheet, out)
    for table in sheet.further:
        out.write(f"\n## {text(table.heading)}\n\n")
        _write_rows(table, out)


def _write_rows(table: Sheet | FurtherTable, out: TextIO) -> None:
    out.write(f"| {' | '.join(table.columns)} |\n|{'---|' * len(table.columns)}\n")
    out.writelines(f"| {' | '.join(map(text, row))} |\n" for row in table.rows)
