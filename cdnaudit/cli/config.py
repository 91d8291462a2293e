"""``config init|check`` and ``baseline write``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.cli import flags as o
from cdnaudit.cli import query_flags as a
from cdnaudit.errors import UsageError

config = typer.Typer(
    help="Write or check a configuration, offline.", no_args_is_help=True, rich_markup_mode=None
)
baseline = typer.Typer(help="Accept today's findings.", no_args_is_help=True, rich_markup_mode=None)


@config.command()
def init(
    targets: o.Targets = None,
    run: Annotated[
        Path | None,
        typer.Option("--run", metavar="RUN", help="Take targets and findings from a saved run."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a commented cdnaudit.toml for TARGETs, or for those of a saved run."""
    from cdnaudit import names
    from cdnaudit.formats.saved_run import read
    from cdnaudit.gate.configuration import FILE
    from cdnaudit.gate.template import template

    report = read(run) if run else None
    named = [names.host(t) for t in targets or ()]
    named = named or [t.target for t in report.targets] if report else named
    if not named:
        raise UsageError("no targets; write `cdnaudit config init www.example.com`")
    if Path(FILE).exists() and not force:
        raise UsageError(f"{FILE} exists; --force writes over it")
    Path(FILE).write_text(template(named, report), "utf-8")
    sys.stdout.write(f"wrote {FILE}: {len(named)} targets\n")


@config.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Default: the one that holds here.")
    ] = None,
) -> None:
    """Check a configuration without asking the network; exit 2 where it is wrong."""
    from cdnaudit.gate.configuration import find, load
    from cdnaudit.judging.catalogue import BY_ID

    found = path or find(Path.cwd())
    if not found:
        raise UsageError("no cdnaudit.toml here, and no [tool.cdnaudit] in pyproject.toml")
    held = load(found, frozenset(BY_ID))
    sys.stdout.write(
        f"{found}: {len(held.targets)} targets, {len(held.ignores)} ignores: in order\n"
    )


@baseline.command()
def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline to write.")],
    run_or_targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RUN | TARGET...]", help="A saved run, or targets to scan."),
    ] = None,
    replay: a.ReplayFlag = None,
    resolver: a.Resolver = None,
    no_http: a.NoHttp = False,
    no_authoritative: a.NoAuthoritative = False,
    config_file: o.ConfigFile = None,
    no_config: o.NoConfig = False,
) -> None:
    """Accept the findings of a saved run, or of a scan made now; only new ones fail the gate."""
    from cdnaudit.application.audit import Options, audit
    from cdnaudit.cli.saved import read_run, write_baseline

    given = run_or_targets or []
    if len(given) == 1 and Path(given[0]).is_file():
        report = read_run(Path(given[0]))
    else:
        report = audit(
            Options(
                targets=given,
                replay=replay,
                resolver=resolver or [],
                no_http=no_http,
                no_authoritative=no_authoritative,
                config=config_file,
                no_config=no_config,
            )
        )
    write_baseline(file, report)
    count = sum(len(t.findings) for t in report.targets)
    sys.stdout.write(f"wrote {file}: {count} findings accepted\n")
