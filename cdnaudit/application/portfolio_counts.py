"""Counts the targets of saved runs, one by one."""

from collections import Counter
from dataclasses import dataclass

from cdnaudit.analysis.failures_of_target import TargetFailures, failures_of_target
from cdnaudit.analysis.outages import SCENARIOS
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.companies import owners
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import EventKind, Service
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome
from cdnaudit.reporting.portfolio_rows import DIGITS, PortfolioCounter, PortfolioRow, TargetUse
from cdnaudit.reporting.portfolio_totals import CompanyTotals, PortfolioTotals, ScenarioTotals
from cdnaudit.reporting.role_shares import RoleCounter
from cdnaudit.reporting.smallest_set import CutsOfCompanies, smallest_half
from cdnaudit.reporting.supply_chain import SupplyCounter

IDS = tuple(scenario.id for scenario in SCENARIOS)


@dataclass(frozen=True, slots=True)
class CountedTarget:
    """What is counted of one target."""

    use: TargetUse
    services: frozenset[Service]
    """Those it depends on itself."""
    failures: TargetFailures
    dependencies: tuple[Dependency, ...]
    observed: str


def counted_target(
    target: TargetReport, observed: str, use: TargetUse | None = None
) -> CountedTarget:
    """Find out what is counted; ``use`` is what it depends on, where that is said otherwise."""
    failures = failures_of_target(target)
    return CountedTarget(
        use or TargetUse.of(target, failures.single_points),
        frozenset(dependency.service for dependency in target.providers),
        failures,
        target.dependencies,
        observed,
    )


class PortfolioCounts:
    """Keeps numbers only: by event, by role, by outage, and by sets of companies."""

    def __init__(self) -> None:
        self._events = PortfolioCounter()
        self._roles = RoleCounter()
        self._supply = SupplyCounter()
        self._groups: Counter[CutsOfCompanies] = Counter()
        self._outcomes: Counter[tuple[str, Outcome]] = Counter()
        self._pairs_known = True

    def add(self, one: CountedTarget) -> None:
        """Count a target."""
        self._events.add(one.use)
        self._roles.add(one.services)
        self._supply.add(one.dependencies, one.observed)
        self._groups[one.failures.companies] += 1
        self._pairs_known = self._pairs_known and one.failures.pairs_known
        if one.failures.outcomes:
            self._outcomes.update(zip(IDS, one.failures.outcomes, strict=True))

    @property
    def targets(self) -> int:
        """How many targets were counted."""
        return self._events.targets

    def totals(self, knowledge: Knowledge) -> PortfolioTotals:
        """Return what was counted; who a company is comes from ``knowledge``."""
        rows = self._events.rows()
        owning = {company for row in rows for company in row.companies}
        return PortfolioTotals(
            targets=self.targets,
            providers=tuple(row for row in rows if row.event.provider),
            roles=self._roles.shares(),
            companies=tuple(
                _company(row, knowledge, self.targets)
                for row in rows
                if row.event.kind is EventKind.COMPANY and row.event.name in owning
            ),
            supply=self._supply.links(),
            half=smallest_half(self._groups, self.targets, pairs_known=self._pairs_known),
            pairs_known=self._pairs_known,
            scenarios=tuple(self._scenario(scenario.id, scenario.title) for scenario in SCENARIOS),
        )

    def _scenario(self, id_: str, title: str) -> ScenarioTotals:
        down = self._outcomes[id_, Outcome.DOWN]
        return ScenarioTotals(
            id=id_,
            title=title,
            down=down,
            degraded=self._outcomes[id_, Outcome.DEGRADED],
            unknown=self._outcomes[id_, Outcome.UNKNOWN],
            share=_share(down, self.targets),
        )


def _company(row: PortfolioRow, knowledge: Knowledge, targets: int) -> CompanyTotals:
    known = knowledge.companies.get(row.event.name)
    return CompanyTotals(
        company=row.event.name,
        name=known.name if known else row.event.name,
        parent=known.parent if known else None,
        lei=known.lei if known else None,
        ultimate_lei=_ultimate_lei(row.event.name, knowledge),
        uses=row.used_by,
        sole=row.takes_down,
        share=row.share,
    )


def _ultimate_lei(company: str, knowledge: Knowledge) -> str | None:
    """Return the code of the company that owns a company in the end, which may be itself."""
    *_, last = owners(company, knowledge.companies)
    known = knowledge.companies.get(last)
    return known.lei if known else None


def _share(count: int, targets: int) -> float:
    return round(count / targets, DIGITS) if targets else 0.0
