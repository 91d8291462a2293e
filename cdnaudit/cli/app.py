"""The commands, and what the shell sees when something goes wrong."""

import gc
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cdnaudit import __version__
from cdnaudit.cli.lazy import LazyCommand
from cdnaudit.cli.stopping import stop_as_for_ctrl_c
from cdnaudit.errors import CdnauditError
from cdnaudit.model.terms import Exit

COMMANDS = {
    "scan": "Audit TARGETs, print a report, set the exit code.",
    "simulate": "Say which targets of saved runs go down, degraded, stay unaffected or are unknown.",
    "diff": "Show what changed between two runs; exit 1 where redundancy was lost.",
    "convert": "Write a saved report in another format, or judge a recording again; no network.",
    "explain": "Say what a check asks, why, when it is silent, its remedy and source; or show a provider.",
    "schema": "Print the JSON Schema of a format.",
    "baseline": "Accept today's findings.",
    "providers": "The knowledge base of providers.",
    "config": "Write or check a configuration, offline.",
    "data": "The embedded data: its age and origin.",
}
"""Modules of ``cdnaudit.cli``, each with its ``app``, and the first line of its help."""


COLLECTED_AFTER = (50_000, 20, 100)
"""Objects, and rounds, until the next search for circles. What a run keeps are trees: the usual
(700, 10, 10) searched them again and again, a sixth of the processor's time of 1,000 targets."""


class Commands(TyperGroup):
    """All commands, none of them imported."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, line in COMMANDS.items():
            self.add_command(LazyCommand(name, help=line))


app = typer.Typer(
    name="cdnaudit",
    cls=Commands,
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


def main() -> None:
    """Run, and keep exit code 1 for findings alone."""
    stop_as_for_ctrl_c()
    gc.set_threshold(*COLLECTED_AFTER)
    try:
        app()
    except CdnauditError as error:
        sys.stderr.write(f"cdnaudit: {error}\n")
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception:  # noqa: BLE001  the last resort: Python's own exit code here would be 1
        traceback.print_exc()
        sys.exit(Exit.INTERNAL)
