"""``cdnaudit config init|check``: the configuration, offline."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit import names
from cdnaudit.application.targets import refuse_suffixes
from cdnaudit.cli import flags
from cdnaudit.errors import UsageError
from cdnaudit.files import write_whole
from cdnaudit.formats.saved_run import read
from cdnaudit.gate.configuration import FILE, TargetEntry, find, load
from cdnaudit.gate.template import template
from cdnaudit.judging.catalogue import BY_ID

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def config() -> None:
    """Write or check a configuration, offline."""


@app.command()
def init(
    targets: flags.Targets = None,
    run: Annotated[
        Path | None,
        typer.Option("--run", metavar="RUN", help="Take targets and findings from a saved run."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a commented cdnaudit.toml for TARGETs, or for those of a saved run."""
    report = read(run) if run else None
    named = _named(targets or ()) or ([t.target for t in report.targets] if report else [])
    if not named:
        raise UsageError("no targets; write `cdnaudit config init www.example.com`")
    if Path(FILE).exists() and not force:
        raise UsageError(f"{FILE} exists; --force writes over it")
    write_whole(Path(FILE), template(named, report))
    sys.stdout.write(f"wrote {FILE}: {len(named)} targets\n")


def _named(targets: Iterable[str]) -> list[str]:
    """Return the names of targets that a scan would take."""
    named = [names.target(text) for text in targets]
    refuse_suffixes([TargetEntry(name=name) for name in named])
    return named


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Default: the one that holds here.")
    ] = None,
) -> None:
    """Check a configuration without asking the network; exit 2 where it is wrong."""
    found = path or find(Path.cwd())
    if not found:
        raise UsageError("no cdnaudit.toml here, and no [tool.cdnaudit] in pyproject.toml")
    held = load(found, frozenset(BY_ID))
    refuse_suffixes(held.targets)
    sys.stdout.write(
        f"{found}: {len(held.targets)} targets, {len(held.ignores)} ignores: in order\n"
    )
