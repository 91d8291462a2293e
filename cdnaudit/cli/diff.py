"""``cdnaudit diff``: what changed between two runs."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.analysis.difference import Difference, compare
from cdnaudit.application.past_run import read_run
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import sheet_sink, write_sheet
from cdnaudit.formats.sheets.difference_sheet import difference_sheet
from cdnaudit.gate.threshold import FailOn
from cdnaudit.model.terms import Exit, Severity

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier saved run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later saved run.")],
    fmt: flags.SheetFormat = "table",
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Exit 1 for a new finding from this severity up, and for a new single point.",
        ),
    ] = FailOn.HIGH,
) -> None:
    """Show what changed between two runs; exit 1 where redundancy was lost."""
    sink = sheet_sink(fmt)
    found = compare(read_run(old, ProgressLine()), read_run(new, ProgressLine()))
    write_sheet(difference_sheet(found), sink)
    if fail_on.severity and _lost(found, fail_on.severity):
        raise typer.Exit(Exit.FINDINGS)


def _lost(found: Difference, least: Severity) -> bool:
    """Tell whether there is a new single point, or a new finding that counts."""
    findings = [f for target in found.targets for f in target.findings_new]
    severe = [f for f in findings if f.severity.rank >= least.rank and not f.suppressed]
    return bool(severe) or any(target.single_points_new for target in found.targets)
