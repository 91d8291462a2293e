"""The commands, and what the shell sees when something goes wrong."""

import gc
import os
import shlex
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cdnaudit import __version__
from cdnaudit.cli import streams
from cdnaudit.cli.lazy import LazyCommand
from cdnaudit.cli.stopping import stop_as_for_ctrl_c
from cdnaudit.errors import STANDARD_OUTPUT, CdnauditError, FileError, OutputError, UsageError
from cdnaudit.files import discard_output, is_file
from cdnaudit.model.terms import Exit

AUDIT = {
    "scan": "Audit TARGETs, print a report, set the exit code.",
    "baseline": "Accept today's findings.",
    "config": "Write or check a configuration, offline.",
}
SAVED_RUNS = {
    "simulate": "Say which targets of saved runs go down, degraded, stay unaffected or are unknown.",
    "portfolio": "Count over saved runs who is used, who takes out how many, and how concentrated each role is.",
    "diff": "Show what changed between two runs; exit 1 where redundancy was lost.",
    "convert": "Write a saved report in another format, or judge a recording again; no network.",
}
LOOK_UP = {
    "explain": "Say what a check asks, why, when it is silent, its remedy and source; or show a provider.",
    "providers": "The knowledge base of providers.",
    "data": "The embedded data: its age and origin.",
    "schema": "Print the JSON Schema of a format.",
}
PURPOSES = {"Audit": AUDIT, "Ask saved runs, offline": SAVED_RUNS, "Look up": LOOK_UP}
"""Commands by what they are for, under the headings of ``--help``."""
COMMANDS = {**AUDIT, **SAVED_RUNS, **LOOK_UP}
"""Modules of ``cdnaudit.cli``, each with its ``app``, and the first line of its help."""

EXAMPLES = """\
  cdnaudit scan www.example.com
  cdnaudit scan -i hosts.txt -f table -f html:report.html -f json:run.json
"""


SHELLS = ("bash", "zsh", "fish")
TYPERS_OWN = {"install_completion", "show_completion"}
"""Options that Typer adds where it completes at all; ours stand in their place."""
QUIET = frozenset({"-q", "--quiet", "CDNAUDIT_QUIET"})

COLLECTED_AFTER = (50_000, 20, 100)
"""Objects, and rounds, until the next search for circles. What a run keeps are trees: the usual
(700, 10, 10) searched them again and again, a sixth of the processor's time of 1,000 targets."""


class Commands(TyperGroup):
    """All commands, none of them imported."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, line in COMMANDS.items():
            self.add_command(LazyCommand(name, help=line))

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options; of completion only ours."""
        return [param for param in super().get_params(ctx) if param.name not in TYPERS_OWN]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # both are Click's own
        """List the commands by purpose, each with its whole line, and show two examples."""
        widest = max(map(len, COMMANDS))
        for purpose, commands in PURPOSES.items():
            with formatter.section(purpose):
                formatter.write_dl([(name.ljust(widest), does) for name, does in commands.items()])
        with formatter.section("Examples"):
            formatter.write(EXAMPLES)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; whoever wrote a target in its place is told of ``scan``.

        Raises:
            UsageError: the word looks like a target or a file, and is no command.
        """
        if not ctx.resilient_parsing and args[0] not in COMMANDS and "." in args[0]:
            raise UsageError(_no_command(args))
        return super().resolve_command(ctx, args)

    def make_context(self, *arguments: Any, **extra: Any) -> Any:
        """Read the command line; a reader of the help that went away is no error."""
        try:
            return super().make_context(*arguments, **extra)
        except BrokenPipeError:
            discard_output()
            raise typer.Exit from None

    def invoke(self, *arguments: Any, **extra: Any) -> Any:
        """Run a command; a reader of what it prints that went away is no error."""
        try:
            return super().invoke(*arguments, **extra)
        except BrokenPipeError:
            discard_output()
            return None


def _no_command(args: list[str]) -> str:
    """Say that a target or a file is no command, and which line was perhaps meant."""
    # Imported here: 5 ms that nothing but this sentence needs to wait for.
    from cdnaudit.names import shown

    scan = "cdnaudit scan -i" if is_file(args[0]) else "cdnaudit scan"
    return f"'{shown(args[0])}' is no command; did you mean `{scan} {shown(shlex.join(args))}`?"


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


def _show_completion(shell: str | None) -> None:
    if shell:
        from cdnaudit.cli import shell_completion  # what only completion needs

        shell_completion.show(shell)
        raise typer.Exit


def _install_completion(wanted: bool) -> None:
    if wanted:
        from cdnaudit.cli import shell_completion  # what only completion needs

        shell_completion.install()
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    show: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            callback=_show_completion,
            is_eager=True,
            autocompletion=lambda: list(SHELLS),
            help=f"Print the completion script of {', '.join(SHELLS)}.",
        ),
    ] = None,
    install: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=_install_completion,
            is_eager=True,
            help="Write the script of your shell where that looks for it.",
        ),
    ] = False,
) -> None:
    """Find the providers a domain cannot live without."""
    if any(name.startswith("CDNAUDIT_") for name in os.environ):
        # Imported here: the flags of all commands, which most runs need not wait for.
        from cdnaudit.cli.environment import warn_of_unknown

        warn_of_unknown(os.environ, quiet=bool(QUIET & {*sys.argv, *os.environ}))


def main() -> None:
    """Run, and keep exit code 1 for findings alone."""
    streams.prepare()
    stop_as_for_ctrl_c()
    gc.set_threshold(*COLLECTED_AFTER)
    sys.exit(streams.flushed(_exit_code()))


def _exit_code() -> int:
    """Run the command, and return what the shell sees."""
    try:
        app()
    except SystemExit as ended:
        if isinstance(ended.code, str):  # a message, which is Python's to print
            raise
        return ended.code or Exit.PASS
    except CdnauditError as error:
        return _refused(error)
    except OSError as error:
        return _refused(_about_a_file(error))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception:  # noqa: BLE001  the last resort: Python's own exit code here would be 1
        traceback.print_exc()
        return Exit.INTERNAL
    return Exit.PASS


def _refused(error: CdnauditError) -> int:
    streams.say(error)
    return Exit.USAGE


def _about_a_file(error: OSError) -> FileError:
    """Say of an error of the system which file it is about; without a name, what is printed."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return OutputError(STANDARD_OUTPUT, reason)
    return FileError(error.filename, "", f"cannot be used: {reason}", "choose another file")
