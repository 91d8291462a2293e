"""``cdnaudit schema``: the JSON Schema of what is written."""

import sys
from importlib.resources import files
from typing import Annotated

import typer

from cdnaudit.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def complete_schema(incomplete: str) -> list[str]:
    """Complete the formats that have a schema for the shell."""
    names = [file.name.partition(".")[0] for file in (files("cdnaudit") / "schemas").iterdir()]
    return sorted(name for name in names if name.startswith(incomplete))


@app.command()
def schema(
    which: Annotated[
        str,
        typer.Argument(
            metavar="report|recording", autocompletion=complete_schema, help="Which format."
        ),
    ],
) -> None:
    """Print the JSON Schema of a format."""
    if which not in {"report", "recording"}:
        raise UsageError(f"schema {which!r} is not known; use report or recording")
    sys.stdout.write((files("cdnaudit") / "schemas" / f"{which}.schema.json").read_text("utf-8"))
