"""``cdnaudit baseline write``: accept today's findings."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.application.past_run import read_run
from cdnaudit.cli import flags, query_flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.files import write_whole
from cdnaudit.gate.suppress import baseline_text

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def baseline() -> None:
    """Accept today's findings."""


@app.command()
def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The baseline to write.")],
    run_or_targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RUN | TARGET...]", help="A saved run, or targets to scan."),
    ] = None,
    replay: query_flags.ReplayFlag = None,
    resolver: query_flags.Resolver = None,
    no_http: query_flags.NoHttp = False,
    no_authoritative: query_flags.NoAuthoritative = False,
    config_file: flags.ConfigFile = None,
    no_config: flags.NoConfig = False,
) -> None:
    """Accept the findings of a saved run, or of a scan made now; only new ones fail the gate."""
    given = run_or_targets or []
    if len(given) == 1 and Path(given[0]).is_file():
        report = read_run(Path(given[0]), ProgressLine())
    else:
        options = Options(
            targets=tuple(given),
            replay=replay,
            resolver=tuple(resolver or ()),
            no_http=no_http,
            no_authoritative=no_authoritative,
            config=config_file,
            no_config=no_config,
        )
        report = audit(options, ProgressLine())
    write_whole(file, baseline_text(report.targets))
    count = sum(len(t.findings) for t in report.targets)
    sys.stdout.write(f"wrote {file}: {count} findings accepted\n")
