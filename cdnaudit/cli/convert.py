"""``cdnaudit convert``: write a saved run in another format."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.past_run import read_run
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import DisplayOptions, sinks, write_all

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def convert(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A saved report, or a recording to judge again.")
    ],
    fmt: flags.Format = None,
    csv_rows: flags.CsvRows = flags.Rows.FINDINGS,
    show_suppressed: flags.ShowSuppressed = False,
    color: flags.ColorFlag = flags.Color.AUTO,
) -> None:
    """Write a saved report in another format, or judge a recording again; no network.

    The exit code is the one the run ended with.
    """
    wanted = sinks(fmt)
    report = read_run(run, ProgressLine())
    display = DisplayOptions(
        dependencies=csv_rows is flags.Rows.DEPENDENCIES, suppressed=show_suppressed, color=color
    )
    write_all(report, wanted, display)
    raise typer.Exit(report.exit_code)
