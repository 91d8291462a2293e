"""``cdnaudit schema``: the JSON Schema of what is written."""

import sys
from importlib.resources import files
from typing import Annotated

import typer

from cdnaudit.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def schema(
    which: Annotated[str, typer.Argument(metavar="report|recording", help="Which format.")],
) -> None:
    """Print the JSON Schema of a format."""
    if which not in {"report", "recording"}:
        raise UsageError(f"schema {which!r} is not known; use report or recording")
    sys.stdout.write((files("cdnaudit") / "schemas" / f"{which}.schema.json").read_text("utf-8"))
