"""Many targets counted: providers, roles, companies, outages of the past."""

from dataclasses import dataclass

from cdnaudit.reporting.portfolio_rows import PortfolioRow
from cdnaudit.reporting.role_shares import RoleShare
from cdnaudit.reporting.smallest_set import SmallestSet
from cdnaudit.reporting.supply_chain import CountedLink


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyTotals:
    """A company over many targets."""

    company: str
    name: str
    parent: str | None
    lei: str | None
    """Its code of ISO 17442, where the knowledge has it."""
    ultimate_lei: str | None
    """The same of who owns it in the end; its own where nobody is known to."""
    uses: int
    sole: int
    share: float
    """Of the targets: how many use it, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTotals:
    """What a historical outage does to many targets; the rest is unaffected, or was down before."""

    id: str
    title: str
    down: int
    degraded: int
    unknown: int
    share: float
    """Of the targets: how many it takes down, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioTotals:
    """All that is counted."""

    targets: int
    providers: tuple[PortfolioRow, ...]
    """Services alone, those that take most targets down first."""
    roles: tuple[RoleShare, ...]
    companies: tuple[CompanyTotals, ...]
    half: SmallestSet | None
    """None: no companies together are known to take out half."""
    pairs_known: bool = True
    """Of every target it is known which two companies take it down together."""
    scenarios: tuple[ScenarioTotals, ...]
    supply: tuple[CountedLink, ...]
    repeated: int = 0
    """Targets that a later run names again, and that count as the first has them."""
    tags: "tuple[tuple[str, PortfolioTotals], ...]" = ()
    """The same of the targets of each tag, where that was asked for."""

    @property
    def worst(self) -> CompanyTotals | None:
        """The company that alone takes out most targets; None: none takes out any."""
        return next((company for company in self.companies if company.sole), None)
