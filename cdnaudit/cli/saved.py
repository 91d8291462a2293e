"""``simulate``, ``diff``, ``convert``, ``baseline``: work on saved runs, without the network."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.cli import flags as o
from cdnaudit.errors import UsageError
from cdnaudit.model.events import FORMS, Event, EventKind
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import Color, CsvRows, DisplayOptions

Runs = Annotated[
    list[Path],
    typer.Argument(metavar="RUN...", help="Saved reports (JSON, JSON lines) or dependency CSVs."),
]


def simulate(
    runs: Runs,
    down: Annotated[
        list[str] | None,
        typer.Option(
            "--down",
            metavar="EVENT",
            help="What fails: PROVIDER/ROLE, company:ID, asn:N, prefix:P, region:CLOUD/NAME; repeatable.",
        ),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--scenario", metavar="ID", help="A historical outage, as cloudflare-2025-11-18."
        ),
    ] = None,
    fmt: o.SheetFormat = "table",
) -> None:
    """Say which targets of saved runs go down, degraded, stay unaffected or are unknown."""
    from cdnaudit.analysis.scenarios import SCENARIOS, events
    from cdnaudit.analysis.simulation import simulate as apply
    from cdnaudit.formats.output import sheet_sink, write_sheet
    from cdnaudit.formats.sheets.simulation import simulation_sheet

    if bool(down) == bool(scenario):
        ids = ", ".join(s.id for s in SCENARIOS)
        raise UsageError(f"say what fails, in one way: --down EVENT, or --scenario ID of {ids}")
    sink = sheet_sink(fmt)
    reports = [read_run(path) for path in runs]
    hit = events(scenario) if scenario else tuple(checked(e, reports) for e in down or ())
    targets = [t for report in reports for t in report.targets]
    write_sheet(simulation_sheet(apply(targets, hit), scenario), sink)


def checked(text: str, reports: Iterable[Report]) -> Event:
    """Return an event of the contract's form that the runs or the rules know.

    Raises:
        UsageError: it is none; names the nearest one.
    """
    import difflib

    from cdnaudit.knowledge.base import embedded

    seen = {e for r in reports for t in r.targets for n in t.graph.nodes for e in n.events}
    known = embedded()
    seen |= {rule.service.event for rule in known.rules}
    seen |= {Event.company(company) for company in known.companies}
    if text in seen or _is_of_an_open_kind(text):
        return Event(text)
    near = difflib.get_close_matches(text, seen, n=1)
    hint = f"did you mean {near[0]}?" if near else f"write {FORMS}"
    raise UsageError(f"event {text!r} is not known; {hint}")


def _is_of_an_open_kind(text: str) -> bool:
    """Tell whether an event names a network or region, of which no list can hold all."""
    try:
        event = Event.parse(text)
    except ValueError:
        return False
    return event.is_network or event.kind is EventKind.REGION


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier saved run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later saved run.")],
    fmt: o.SheetFormat = "table",
    fail_on: Annotated[
        o.FailOn,
        typer.Option(
            "--fail-on",
            help="Exit 1 for a new finding from this severity up, and for a new single point.",
        ),
    ] = o.FailOn.HIGH,
) -> None:
    """Show what changed between two runs; exit 1 where redundancy was lost."""
    from cdnaudit.analysis.difference import compare
    from cdnaudit.formats.output import sheet_sink, write_sheet
    from cdnaudit.formats.sheets.difference import difference_sheet
    from cdnaudit.model.terms import Severity

    sink = sheet_sink(fmt)
    found = compare(read_run(old), read_run(new))
    write_sheet(difference_sheet(found), sink)
    if fail_on is o.FailOn.NONE:
        return
    least = Severity(fail_on.value).rank
    fresh = [
        f
        for d in found.targets
        for f in d.findings_new
        if f.severity.rank >= least and not f.suppressed
    ]
    if fresh or any(d.single_points_new for d in found.targets):
        raise typer.Exit(1)


def convert(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A saved report, or a recording to judge again.")
    ],
    fmt: o.Format = None,
    csv_rows: o.CsvRowsFlag = CsvRows.FINDINGS,
    show_suppressed: o.ShowSuppressed = False,
    color: o.ColorFlag = Color.AUTO,
) -> None:
    """Write a saved report in another format, or judge a recording again; no network.

    The exit code is the one the run ended with.
    """
    from cdnaudit.formats.output import sinks, write_report

    wanted = sinks(fmt)
    report = read_run(run)
    display = DisplayOptions(csv_rows=csv_rows, color=color, show_suppressed=show_suppressed)
    write_report(report, wanted, display)
    raise typer.Exit(report.run.exit_code)


def read_run(path: Path) -> Report:
    """Read a report; a recording is judged first."""
    from cdnaudit.formats.saved_run import read

    if is_recording(path):
        from cdnaudit.application.audit import Options, audit

        return audit(Options(replay=path))
    return read(path)


def is_recording(path: Path) -> bool:
    """Tell a recording by its first bytes: compressed, or with its schema."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; give a saved run") from None
    return head[:2] == b"\x1f\x8b" or b'"cdnaudit/recording/v1"' in head


def write_baseline(path: Path, report: Report) -> None:
    """Write today's findings as accepted."""
    from cdnaudit.gate.suppress import baseline_json

    try:
        path.write_text(json.dumps(baseline_json(report.targets), indent=1) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
