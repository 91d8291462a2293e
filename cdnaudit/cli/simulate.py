"""``cdnaudit simulate``: what if this provider, company or network failed, or that one were added."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated

import typer

from cdnaudit.analysis.held_events import held_events, nearest_event
from cdnaudit.analysis.outages import SCENARIOS, events
from cdnaudit.analysis.simulation import simulate as apply
from cdnaudit.application.past_run import read_runs
from cdnaudit.cli import flags, streams
from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import near_or
from cdnaudit.formats.output import refuse_unwritable_files, sheet_sink, write_sheet
from cdnaudit.formats.sheets.simulation_sheet import simulation_sheet
from cdnaudit.graph.alternatives import ADDABLE, Alternative
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.events import FORMS, Event, EventKind, Service
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Role
from cdnaudit.names import listed

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def complete_event(incomplete: str) -> list[str]:
    """Complete what the rules know to fail; a network or region is one's own to write."""
    return sorted(event for event in rule_events() if event.startswith(incomplete))


def complete_addition(incomplete: str) -> list[str]:
    """Complete the services that may be added."""
    return [event for event in complete_event(incomplete) if Event(event).role in ADDABLE]


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
    add: Annotated[
        list[str] | None,
        typer.Option(
            "--add",
            metavar="PROVIDER/ROLE",
            autocompletion=complete_addition,
            help="An alternative in that role, as ns1/dns: which single points it ends; repeatable.",
        ),
    ] = None,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="Say which fewest additions leave no single point."),
    ] = False,
    fmt: flags.SheetFormat = "table",
) -> None:
    """Say which targets of saved runs go down, degraded, stay unaffected or are unknown."""
    refuse_vague(down, scenario, is_improved=bool(add) or suggest)
    sink = sheet_sink(fmt)
    refuse_unwritable_files([sink], {f"RUN {path}": path for path in runs})
    reports = read_runs(runs, ProgressLine())
    targets = [target for report in reports for target in report.targets]
    hit = events(scenario) if scenario else failing(down or (), targets)
    added = alternatives(add or (), targets) if add or suggest else None
    write_sheet(simulation_sheet(apply(targets, hit, added), scenario), sink)


def refuse_vague(down: list[str] | None, scenario: str | None, *, is_improved: bool) -> None:
    """Refuse to ask nothing, or what fails in two ways.

    Raises:
        UsageError: it is so.
    """
    ids = ", ".join(s.id for s in SCENARIOS)
    if down and scenario:
        raise UsageError(f"say what fails, in one way: --down EVENT, or --scenario ID of {ids}")
    if not (down or scenario or is_improved):
        ways = f"--down EVENT, --add PROVIDER/ROLE, --suggest, or --scenario ID of {ids}"
        raise UsageError(f"say what fails or is added: {ways}")


def alternatives(texts: Iterable[str], targets: Iterable[TargetReport]) -> tuple[Alternative, ...]:
    """Return what is added, with owners and what it runs on, as far as the rules know them.

    Raises:
        UsageError: there is no such service, or its role has no alternative in a graph.
    """
    held = held_events(targets)
    services = [Service(*addable(text)) for text in dict.fromkeys(texts)]
    for service in services:
        checked(service.event, held)
    return tuple(
        Alternative(service.role, tuple(map(owned, (service, *embedded().runs_on(service)))))
        for service in services
    )


def addable(text: str) -> tuple[str, Role]:
    """Return provider and role of what is added.

    Raises:
        UsageError: it has none, or an alternative in that role would be in no visitor's way.
    """
    provider, _, word = text.rpartition("/")
    role = next((role for role in ADDABLE if role == word), None)
    if not provider or role is None:
        roles = listed(ADDABLE, "or")
        raise UsageError(f"{text!r} cannot be added; write PROVIDER/ROLE, with a role of {roles}")
    return provider, role


def owned(service: Service) -> tuple[Event, ...]:
    """Return a service's failure, and those of the companies that own it."""
    return (service.event, *map(Event.company, embedded().owners_of(service.provider)))


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
            streams.warn(f"no target is known to depend on {event}{hint}")
    return found


def checked(text: str, held: Collection[Event]) -> Event:
    """Return an event that the runs hold, or that the rules know.

    Raises:
        UsageError: there is no such event; names the nearest one.
    """
    seen = rule_events().union(held)
    if text in seen or _is_of_an_open_kind(text):
        return Event(text)
    raise UsageError(f"event {text!r} is not known; {near_or(f'write {FORMS}', text, seen)}")


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
