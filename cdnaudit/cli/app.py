"""The commands, and what the shell sees when something goes wrong."""

import sys
import traceback
from typing import Annotated

import typer

from cdnaudit import __version__
from cdnaudit.cli.about import data, explain, schema
from cdnaudit.cli.config import baseline, config
from cdnaudit.cli.providers import providers
from cdnaudit.cli.saved import convert, diff, simulate
from cdnaudit.cli.scan import scan
from cdnaudit.errors import CdnauditError

USAGE, INTERNAL, INTERRUPTED = 2, 4, 130

app = typer.Typer(
    name="cdnaudit",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cdnaudit {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Find the providers a domain cannot live without."""


app.command()(scan)
app.command()(simulate)
app.command()(diff)
app.command()(convert)
app.add_typer(baseline, name="baseline")
app.command()(explain)
app.add_typer(providers, name="providers")
app.add_typer(config, name="config")
app.add_typer(data, name="data")
app.command()(schema)


def main() -> None:
    """Run, and keep exit code 1 for findings alone."""
    try:
        app()
    except CdnauditError as error:
        sys.stderr.write(f"cdnaudit: {error}\n")
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception:  # noqa: BLE001  the last resort: Python's own exit code here would be 1
        traceback.print_exc()
        sys.exit(INTERNAL)
