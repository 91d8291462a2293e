"""``cdnaudit simulate``: what if this provider, company or network failed."""

import difflib
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.analysis.held_events import held_events, nearest_event
from cdnaudit.analysis.outages import SCENARIOS, events
from cdnaudit.analysis.simulation import simulate as apply
from cdnaudit.application.past_run import read_runs
from cdnaudit.cli import flags
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.errors import UsageError
from cdnaudit.formats.output import refuse_unwritable_files, sheet_sink, write_sheet
from cdnaudit.formats.sheets.simulation_sheet import simulation_sheet
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.events import FORMS, Event, EventKind
from cdnaudit.model.report import TargetReport

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def complete_event(incomplete: str) -> list[str]:
    """Complete what the rules know to fail; a network or region is one's own to write."""
    return sorted(event for event in rule_events() if event.startswith(incomplete))


def complete_scenario(incomplete: str) -> list[tuple[str, str]]:
    """Complete historical outages for the shell."""
    return [(s.id, s.title) for s in SCENARIOS if s.id.startswith(incomplete)]


@app.command()
def simulate(
    runs: Annotated[
        list[Path],
        typer.Argument(
            metavar="RUN...",
            help="Saved reports (JSON, JSON lines) or dependency CSVs; - is standard input.",
        ),
    ],
    down: Annotated[
        list[str] | None,
        typer.Option(
            "--down",
            metavar="EVENT",
            autocompletion=complete_event,
            help="What fails: PROVIDER/ROLE, company:ID, asn:N, prefix:P, region:CLOUD/NAME; repeatable.",
        ),
    ] = None,
    scenario: Annotated[
        str | None,
        typer.Option(
            "--scenario",
            metavar="ID",
            autocompletion=complete_scenario,
            help="A historical outage, as cloudflare-2025-11-18.",
        ),
    ] = None,
    fmt: flags.SheetFormat = "table",
) -> None:
    """Say which targets of saved runs go down, degraded, stay unaffected or are unknown."""
    if bool(down) == bool(scenario):
        ids = ", ".join(s.id for s in SCENARIOS)
        raise UsageError(f"say what fails, in one way: --down EVENT, or --scenario ID of {ids}")
    sink = sheet_sink(fmt)
    refuse_unwritable_files([sink], {f"RUN {path}": path for path in runs})
    reports = read_runs(runs, ProgressLine())
    targets = [target for report in reports for target in report.targets]
    hit = events(scenario) if scenario else failing(down or (), targets)
    write_sheet(simulation_sheet(apply(targets, hit), scenario), sink)


def failing(texts: Iterable[str], targets: Iterable[TargetReport]) -> tuple[Event, ...]:
    """Return events of the contract's form that the targets or the rules know.

    One on which no target depends is warned of: a misspelt one takes nothing down either.

    Raises:
        UsageError: there is no such event; names the nearest one.
    """
    held = held_events(targets)
    found = tuple(checked(text, held) for text in texts)
    for event in found:
        if event not in held:
            near = nearest_event(event, held)
            hint = f"; did you mean {near}?" if near else ""
            sys.stderr.write(f"cdnaudit: warning: no target is known to depend on {event}{hint}\n")
    return found


def checked(text: str, held: Collection[Event]) -> Event:
    """Return an event that the runs hold, or that the rules know.

    Raises:
        UsageError: there is no such event; names the nearest one.
    """
    seen = rule_events().union(held)
    if text in seen or _is_of_an_open_kind(text):
        return Event(text)
    near = difflib.get_close_matches(text, seen, n=1)
    hint = f"did you mean {near[0]}?" if near else f"write {FORMS}"
    raise UsageError(f"event {text!r} is not known; {hint}")


def rule_events() -> set[Event]:
    """Return every event that a rule or a company of the knowledge base can cause."""
    known = embedded()
    services = {rule.service.event for rule in known.rules}
    return services | {Event.company(company) for company in known.companies}


def _is_of_an_open_kind(text: str) -> bool:
    """Tell whether an event names a network or region, of which no list can hold all."""
    try:
        event = Event.parse(text)
    except ValueError:
        return False
    return event.is_network or event.kind is EventKind.REGION
