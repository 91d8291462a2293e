"""``cdnaudit diff``: what changed between two runs."""

from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.analysis.difference import Difference, compare
from cdnaudit.application.past_run import read_runs
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.formats.output import refuse_unwritable_files, sheet_sink, write_sheet
from cdnaudit.formats.sheets.difference_sheet import difference_sheet
from cdnaudit.gate.threshold import FailOn
from cdnaudit.model.terms import Exit, Severity

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The earlier saved run; - is standard input.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The later saved run; - is standard input.")
    ],
    fmt: flags.SheetFormat = "table",
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Exit 1 for a new or worse finding from this severity up, and for a new single point.",
        ),
    ] = FailOn.HIGH,
    allow_incomplete: flags.AllowIncomplete = False,
) -> None:
    """Show what changed between two runs; exit 1 where redundancy was lost.

    Exit code 3: evidence that OLD has is missing in NEW. A target that only NEW holds counts with all its findings; one that only OLD holds is named.
    """
    sink = sheet_sink(fmt)
    refuse_unwritable_files([sink], {"OLD": old, "NEW": new})
    found = compare(*read_runs([old, new], ProgressLine()))
    write_sheet(difference_sheet(found), sink)
    raise typer.Exit(_exit(found, fail_on.severity, allow_incomplete=allow_incomplete))


def _exit(found: Difference, least: Severity | None, *, allow_incomplete: bool) -> Exit:
    """Judge a difference: what was lost outweighs what is not known; no target is no pass."""
    if least and (found.new_single_points or found.failing(least)):
        return Exit.FINDINGS
    nothing_judged = not found.compared and not found.added
    if (found.incomplete or nothing_judged) and not allow_incomplete:
        return Exit.INCOMPLETE
    return Exit.PASS
