"""``cdnaudit convert``: write a saved run in another format."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.past_run import read_run
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import refuse_unwritable_files, sinks, write_report
from cdnaudit.reporting.display import Color, CsvRows, DisplayOptions

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def convert(
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN",
            help="A saved report, or a recording to judge again; - is standard input.",
        ),
    ],
    fmt: flags.Format = None,
    csv_rows: flags.CsvRowsFlag = CsvRows.FINDINGS,
    summary: flags.Summary = False,
    details: flags.Details = False,
    verbose: flags.Verbose = False,
    show_suppressed: flags.ShowSuppressed = False,
    color: flags.ColorFlag = Color.AUTO,
) -> None:
    """Write a saved report in another format, or judge a recording again; no network.

    The exit code is the one the run ended with.
    """
    wanted = sinks(fmt)
    refuse_unwritable_files(wanted, {"RUN": run})
    report = read_run(run, ProgressLine(verbose=verbose))
    display = DisplayOptions(
        csv_rows=csv_rows,
        color=color,
        detail=flags.detail(summary=summary, details=details),
        verbose=verbose,
        show_suppressed=show_suppressed,
    )
    write_report(report, wanted, display)
    raise typer.Exit(report.exit_code)
