"""What the commands share that answer with a small sheet: their flags, and where it goes."""

import sys
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.errors import UsageError
from cdnaudit.files import write_whole
from cdnaudit.formats.sheet import SHEETS, Sheet

Runs = Annotated[
    list[Path],
    typer.Argument(metavar="RUN...", help="Saved reports (JSON, JSON lines) or dependency CSVs."),
]
SheetFormat = Annotated[
    str,
    typer.Option(
        "-f", "--format", metavar="FORMAT[:PATH]", help="table, json, csv, markdown or html."
    ),
]


def write_sheet(sheet: Sheet, fmt: str) -> None:
    """Write a sheet to standard output, or to the file that ``FORMAT:PATH`` names.

    Raises:
        UsageError: the format is not known.
        OutputError: the file cannot be written.
    """
    name, _, path = fmt.partition(":")
    if name not in SHEETS:
        raise UsageError(f"format {name!r} is not known here; use one of {', '.join(SHEETS)}")
    if not path:
        SHEETS[name](sheet, sys.stdout)
        return
    text = StringIO()
    SHEETS[name](sheet, text)
    write_whole(Path(path), text.getvalue())
