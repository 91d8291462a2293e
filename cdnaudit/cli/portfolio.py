"""``cdnaudit portfolio``: on whom many targets depend, and who takes out how many."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.application.portfolio_run import portfolio_of
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import refuse_unwritable_files, sheet_sink, write_sheet
from cdnaudit.formats.registry import PORTFOLIO_FORMATS, Audience
from cdnaudit.formats.sheets.portfolio_sheet import portfolio_sheet
from cdnaudit.formats.sheets.register_sheet import register_sheet
from cdnaudit.names import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)
TOP = 20
REGISTER = "dora-csv"
"""The format that has columns of its own."""


@app.command()
def portfolio(
    runs: Annotated[
        list[Path],
        typer.Argument(
            metavar="RUN...",
            help="Saved reports (JSON, JSON lines), CSVs of dependencies or of targets; - is standard input.",
        ),
    ],
    top: Annotated[
        int, typer.Option("--top", metavar="N", min=1, help="Rows of each table for people.")
    ] = TOP,
    by_tag: Annotated[
        bool, typer.Option("--by-tag", help="The same for the targets of each tag, too.")
    ] = False,
    fmt: flags.PortfolioFormat = "table",
) -> None:
    """Count over saved runs who is used, who takes out how many, and how concentrated each role is.

    A target that is in several runs counts as the first of them has it.
    """
    sink = sheet_sink(fmt, PORTFOLIO_FORMATS)
    refuse_unwritable_files([sink], {f"RUN {path}": path for path in runs})
    totals = portfolio_of(runs, by_tag=by_tag, progress=ProgressLine())
    if totals.repeated:
        it = "it" if totals.repeated == 1 else "them"
        repeated = counted(totals.repeated, "target")
        sys.stderr.write(f"cdnaudit: {repeated} counted as an earlier run has {it}\n")
    if sink.format.name == REGISTER:
        write_sheet(register_sheet(totals), sink)
        return
    most = None if sink.format.audience is Audience.PROGRAMS else top
    write_sheet(portfolio_sheet(totals, most), sink)
