"""Many targets at once: who is used, and who takes how many down."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Event
from cdnaudit.model.report import Report
from cdnaudit.reporting.event_names import reading_order

DIGITS = 3
"""Of a share (contract, section 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One event over the report: how many targets use what it strikes, how many it takes down."""

    event: Event
    companies: tuple[str, ...]
    """Of a service: who owns it."""
    used_by: int
    takes_down: int
    used_directly_by: int
    """Targets that depend on it themselves, not only by way of another provider."""
    takes_down_directly: int
    """Those of them that it takes down."""
    share: float
    """Of the targets: how many use it, from 0 to 1."""


def portfolio(report: Report) -> tuple[PortfolioRow, ...]:
    """Return services, companies and networks, those that take most targets down first."""
    used: Counter[Event] = Counter()
    down: Counter[Event] = Counter()
    used_directly: Counter[Event] = Counter()
    down_directly: Counter[Event] = Counter()
    for target in report.targets:
        points, direct = set(target.single_points), _events(target.providers)
        used.update(_events(target.dependencies) | points)
        down.update(points)
        used_directly.update(direct)
        down_directly.update(direct & points)
    owners = _owners(report)
    rows = (
        PortfolioRow(
            event=event,
            companies=owners.get(event, ()),
            used_by=count,
            takes_down=down[event],
            used_directly_by=used_directly[event],
            takes_down_directly=down_directly[event],
            share=round(count / len(report.targets), DIGITS),
        )
        for event, count in used.items()
    )
    return tuple(sorted(rows, key=_most_harm_first))


def _most_harm_first(row: PortfolioRow) -> tuple[int, int, tuple[bool, bool, Event]]:
    return (-row.takes_down, -row.used_by, reading_order(row.event))


def _events(dependencies: Iterable[Dependency]) -> set[Event]:
    """Return the failures of services and of who owns them."""
    found = list(dependencies)
    return {d.event for d in found} | {Event.company(d.company) for d in found}


def _owners(report: Report) -> dict[Event, tuple[str, ...]]:
    found: defaultdict[Event, set[str]] = defaultdict(set)
    for target in report.targets:
        for dependency in target.dependencies:
            found[dependency.event].add(dependency.company)
    return {event: tuple(sorted(companies)) for event, companies in found.items()}
