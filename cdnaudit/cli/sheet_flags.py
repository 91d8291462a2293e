"""Flags of the commands that answer with a small sheet."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.formats.registry import SHEET_FORMATS

Runs = Annotated[
    list[Path],
    typer.Argument(metavar="RUN...", help="Saved reports (JSON, JSON lines) or dependency CSVs."),
]
*_OTHERS, _LAST = [form.name for form in SHEET_FORMATS]
SheetFormat = Annotated[
    str,
    typer.Option(
        "-f", "--format", metavar="FORMAT[:PATH]", help=f"{', '.join(_OTHERS)} or {_LAST}."
    ),
]
