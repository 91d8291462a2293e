"""``cdnaudit config init|check``: the configuration, offline."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.configuring import known_names
from cdnaudit.application.target_entries import argument
from cdnaudit.application.targets import refuse_suffixes
from cdnaudit.cli import flags, query_flags, streams
from cdnaudit.errors import ConfigError, UsageError, raise_any
from cdnaudit.files import write_whole
from cdnaudit.formats.saved_run import read
from cdnaudit.gate.baseline_file import read_baseline
from cdnaudit.gate.config_file import FILE, find, load, working_folder
from cdnaudit.gate.configuration import Config
from cdnaudit.gate.template import template
from cdnaudit.knowledge.base import knowledge_of
from cdnaudit.names import counted

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
    sys.stdout.write(f"wrote {FILE}: {counted(len(named), 'target')}\n")


def _named(targets: Iterable[str]) -> list[str]:
    """Return the names of targets that a scan would take."""
    entries = [argument(text) for text in targets]
    refuse_suffixes(entries)
    return [entry.name for entry in entries]


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Default: the one that holds here.")
    ] = None,
    rules: query_flags.Rules = None,
    strict_ignores: Annotated[
        bool,
        typer.Option(
            "--strict-ignores",
            envvar="CDNAUDIT_STRICT_IGNORES",
            help="Exit 2 for ignores that have expired.",
        ),
    ] = False,
) -> None:
    """Check a configuration without asking the network; exit 2 where it is wrong."""
    found = path or find(working_folder())
    if not found:
        raise UsageError(
            "no cdnaudit.toml and no [tool.cdnaudit] in pyproject.toml, neither here nor above in "
            "the repository; write `cdnaudit config init www.example.com`"
        )
    held = load(found, known_names(knowledge_of(rules)))
    refuse_suffixes(held.targets)
    if held.baseline_file:
        read_baseline(held.baseline_file)
    expired = tuple(_expired(held))
    if strict_ignores:
        raise_any(expired)
    for problem in expired:
        streams.warn(problem)
    targets, ignores = counted(len(held.targets), "target"), counted(len(held.ignores), "ignore")
    sys.stdout.write(f"{found}: {targets}, {ignores}: in order\n")


def _expired(config: Config) -> Iterator[ConfigError]:
    """Yield what is wrong with each ignore that holds no more."""
    today = datetime.now(UTC).date()
    for number, ignore in enumerate(config.ignores):
        if ignore.expires < today:
            problem = f"was {ignore.expires}: {ignore.check} on {ignore.target} counts again"
            remedy = "take the ignore out, or give it a later day"
            yield ConfigError(config.path, f"ignore[{number}].expires", problem, remedy)
