"""The tables of a portfolio, for people."""

from cdnaudit.formats.sheets.sheet import FurtherTable
from cdnaudit.reporting.concentration import share_in_words
from cdnaudit.reporting.portfolio_totals import CompanyTotals, PortfolioTotals
from cdnaudit.reporting.smallest_set import SmallestSet


def companies_table(totals: PortfolioTotals, top: int | None) -> FurtherTable:
    """Lay out who takes out how many, the worst first."""
    shown = totals.companies[:top]
    return FurtherTable(
        heading="Companies",
        columns=("company", "owned by", "used by", "takes out", "share"),
        rows=tuple(_company(company, totals.targets) for company in shown),
        shares=tuple(company.sole / totals.targets for company in shown),
    )


def _company(company: CompanyTotals, targets: int) -> tuple[str, ...]:
    return (
        company.name,
        company.parent or "",
        str(company.uses),
        str(company.sole),
        share_in_words(company.sole / targets),
    )


def providers_table(totals: PortfolioTotals, top: int | None) -> FurtherTable:
    """Lay out providers in their roles, those that take out most first."""
    shown = totals.providers[:top]
    return FurtherTable(
        heading=_first(len(shown), len(totals.providers), "Providers"),
        columns=("provider", "role", "used by", "directly", "takes out", "directly", "share"),
        rows=tuple(
            (
                row.event.name,
                str(row.event.role),
                str(row.used_by),
                str(row.used_directly_by),
                str(row.takes_down),
                str(row.takes_down_directly),
                share_in_words(row.takes_down / totals.targets),
            )
            for row in shown
        ),
    )


def _first(shown: int, every: int, name: str) -> str:
    """Name a table; one that does not show all says so."""
    return name if shown == every else f"{name}, the first {shown} of {every}"


def roles_table(totals: PortfolioTotals, _top: int | None) -> FurtherTable:
    """Lay out how concentrated each role is, the most concentrated first."""
    roles = sorted(totals.roles, key=lambda role: (-role.hhi, role.role))
    return FurtherTable(
        heading="Concentration of each role",
        columns=("role", "targets", "with one provider", "providers", "HHI of 10000"),
        rows=tuple(
            (
                str(role.role),
                str(role.targets),
                str(role.single),
                str(role.providers),
                str(role.hhi),
            )
            for role in roles
        ),
    )


def outages_table(totals: PortfolioTotals, _top: int | None) -> FurtherTable:
    """Lay out what outages of the past would take, those that take most first."""
    hit = [found for found in totals.scenarios if found.down or found.degraded or found.unknown]
    hit.sort(key=lambda found: (-found.down, -found.degraded, found.id))
    return FurtherTable(
        heading="Outages of the past",
        columns=("outage", "down", "degraded", "unknown", "share down"),
        rows=tuple(
            (
                found.id,
                str(found.down),
                str(found.degraded),
                str(found.unknown),
                share_in_words(found.down / totals.targets),
            )
            for found in hit
        ),
        shares=tuple(found.down / totals.targets for found in hit),
    )


def tags_table(totals: PortfolioTotals, _top: int | None) -> FurtherTable:
    """Lay out who takes out most of the targets of each tag."""
    return FurtherTable(
        heading="By tag",
        columns=("tag", "targets", "most is taken out by", "takes out", "half by"),
        rows=tuple((tag, *_tag(found)) for tag, found in totals.tags),
    )


def _tag(totals: PortfolioTotals) -> tuple[str, ...]:
    worst = totals.worst
    return (
        str(totals.targets),
        worst.name if worst else "",
        str(worst.sole if worst else 0),
        _half(totals.half),
    )


def _half(half: SmallestSet | None) -> str:
    if half is None:
        return "no companies"
    return ", ".join(half.companies)
