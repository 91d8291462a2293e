"""Many targets at once: who is used, and who takes how many down."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Self

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Event
from cdnaudit.model.report import Report, TargetReport
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetUse:
    """What one target depends on, and what alone takes it down."""

    used: frozenset[Event]
    direct: frozenset[Event]
    points: frozenset[Event]
    owners: frozenset[tuple[Event, str]]
    """Which company owns the service behind an event."""

    @classmethod
    def of(cls, target: TargetReport, points: frozenset[Event]) -> Self:
        """Read a target, which ``points`` take down; its depth makes a dependency direct or not."""
        owners = _owners(target.dependencies)
        return cls(
            used=_with_companies(owners) | points,
            direct=_with_companies(_owners(target.providers)),
            points=points,
            owners=owners,
        )


class PortfolioCounter:
    """Counts targets one by one and keeps none of them: numbers by event, and who owns what."""

    def __init__(self) -> None:
        self.targets = 0
        self._used: Counter[Event] = Counter()
        self._down: Counter[Event] = Counter()
        self._used_directly: Counter[Event] = Counter()
        self._down_directly: Counter[Event] = Counter()
        self._owners: defaultdict[Event, set[str]] = defaultdict(set)

    def add(self, use: TargetUse) -> None:
        """Count one target."""
        self.targets += 1
        self._used.update(use.used)
        self._down.update(use.points)
        self._used_directly.update(use.direct)
        self._down_directly.update(use.direct & use.points)
        for event, company in use.owners:
            self._owners[event].add(company)

    def rows(self) -> tuple[PortfolioRow, ...]:
        """Return services, companies and networks, those that take most targets down first."""
        return tuple(sorted(map(self._row, self._used), key=_most_harm_first))

    def _row(self, event: Event) -> PortfolioRow:
        return PortfolioRow(
            event=event,
            companies=tuple(sorted(self._owners.get(event, ()))),
            used_by=self._used[event],
            takes_down=self._down[event],
            used_directly_by=self._used_directly[event],
            takes_down_directly=self._down_directly[event],
            share=round(self._used[event] / self.targets, DIGITS),
        )


def portfolio(report: Report) -> tuple[PortfolioRow, ...]:
    """Return services, companies and networks, those that take most targets down first."""
    counter = PortfolioCounter()
    for target in report.targets:
        counter.add(TargetUse.of(target, frozenset(target.single_points)))
    return counter.rows()


def _most_harm_first(row: PortfolioRow) -> tuple[int, int, tuple[bool, bool, Event]]:
    return (-row.takes_down, -row.used_by, reading_order(row.event))


def _owners(dependencies: Iterable[Dependency]) -> frozenset[tuple[Event, str]]:
    return frozenset((d.event, d.company) for d in dependencies)


def _with_companies(owners: Iterable[tuple[Event, str]]) -> frozenset[Event]:
    """Return the failures of services and of who owns them."""
    return frozenset(chain.from_iterable((e, Event.company(c)) for e, c in owners))
