"""``cdnaudit schema``: the JSON Schema of what is written and read."""

import sys
from typing import Annotated

import typer

from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import one_of
from cdnaudit.formats.schema_files import SCHEMA_FILES, schema_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def complete_schema(incomplete: str) -> list[str]:
    """Complete names of schemas for the shell."""
    return [name for name in SCHEMA_FILES if name.startswith(incomplete)]


@app.command()
def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", autocompletion=complete_schema, help=f"{', '.join(SCHEMA_FILES)}."
        ),
    ],
) -> None:
    """Print the JSON Schema of a format."""
    if name not in SCHEMA_FILES:
        raise UsageError(f"schema {name!r} is not known; {one_of(name, SCHEMA_FILES)}")
    sys.stdout.write(schema_text(name))
