"""Many targets at once: who is used, and who takes how many down."""

from collections import defaultdict
from dataclasses import dataclass

from cdnaudit.model.events import Event
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.reporting.event_names import reading_order


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One event over the report: how many targets use what it strikes, how many it takes down."""

    event: Event
    companies: tuple[str, ...]
    """Of a service: who owns it."""
    used_by: int
    takes_down: int


def portfolio(report: Report) -> tuple[PortfolioRow, ...]:
    """Return services, companies and networks, those that take most targets down first."""
    used: defaultdict[Event, int] = defaultdict(int)
    down: defaultdict[Event, int] = defaultdict(int)
    for target in report.targets:
        points = target.single_points
        for event in {*_events(target), *points}:
            used[event] += 1
        for event in points:
            down[event] += 1
    owners = _owners(report)
    rows = (PortfolioRow(e, owners.get(e, ()), used[e], down[e]) for e in used)
    return tuple(sorted(rows, key=_most_harm_first))


def _most_harm_first(row: PortfolioRow) -> tuple[int, int, tuple[bool, bool, Event]]:
    return (-row.takes_down, -row.used_by, reading_order(row.event))


def _events(target: TargetReport) -> set[Event]:
    services = {dependency.event for dependency in target.dependencies}
    return services | {Event.company(dependency.company) for dependency in target.dependencies}


def _owners(report: Report) -> dict[Event, tuple[str, ...]]:
    found: defaultdict[Event, set[str]] = defaultdict(set)
    for target in report.targets:
        for dependency in target.dependencies:
            found[dependency.event].add(dependency.company)
    return {event: tuple(sorted(companies)) for event, companies in found.items()}
