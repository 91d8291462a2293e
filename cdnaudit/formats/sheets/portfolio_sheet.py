"""A portfolio as a sheet (contract, section 7)."""

from collections.abc import Iterator

from cdnaudit.formats.json_v1 import provider_totals
from cdnaudit.formats.sheets.portfolio_tables import (
    companies_table,
    outages_table,
    providers_table,
    roles_table,
    tags_table,
)
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.names import counted, listed
from cdnaudit.reporting.concentration import share_in_words
from cdnaudit.reporting.portfolio_totals import CompanyTotals, PortfolioTotals, ScenarioTotals
from cdnaudit.reporting.role_shares import RoleShare
from cdnaudit.reporting.smallest_set import SmallestSet

SCHEMA = "cdnaudit/portfolio/v1"
COLUMNS = (
    "tag",
    "role",
    "provider",
    "company",
    "uses",
    "sole",
    "uses_direct",
    "sole_direct",
    "share",
)
"""Of the CSV, a row a provider in a role; ``tag`` is empty where all targets are counted."""
NAMED = 8
"""Companies of the set that takes out half which the lead names."""

Json = dict[str, object]


def portfolio_sheet(totals: PortfolioTotals, top: int | None) -> Sheet:
    """Lay out what was counted: ``top`` rows a table for people, and all of them for programs."""
    main = companies_table(totals, top)
    hidden = len(totals.companies) - len(main.rows)
    rest = f". {counted(hidden, 'more owner')} not shown (--top)" if hidden else ""
    further = (providers_table, roles_table, outages_table, tags_table)
    tables = [table(totals, top) for table in further]
    return Sheet(
        title="Portfolio",
        lead=f"{lead(totals)}{rest}",
        columns=COLUMNS if top is None else main.columns,
        rows=tuple(_program_rows(totals)) if top is None else main.rows,
        shares=() if top is None else main.shares,
        further=tuple(table for table in tables if table.rows),
        json_object=_whole(totals),
    )


def lead(totals: PortfolioTotals) -> str:
    """Say who takes out most, and how few take out half."""
    targets = counted(totals.targets, "target")
    worst = totals.worst
    if worst is None:
        return f"{targets}: no company is known to take out any of them alone"
    share = share_in_words(worst.sole / totals.targets)
    alone = f"{worst.name} alone takes out {worst.sole} of {targets} ({share})"
    return f"{alone}; {_half_in_words(totals)}"


def _half_in_words(totals: PortfolioTotals) -> str:
    half = totals.half
    if half is None:
        known = "" if totals.pairs_known else " are known to"
        return f"no companies together{known} take out half"
    number = len(half.companies)
    if number == 1:
        return "no other is needed to take out half"
    names = {company.company: company.name for company in totals.companies}
    each = [names.get(company, company) for company in half.companies]
    named = listed(each) if number <= NAMED else f"{number} companies"
    if half.exact:
        return f"{named} together take out half, and no fewer do"
    how = "chosen step by step" if totals.pairs_known else "as far as pairs are known"
    return f"{named} together take out half, {how}: fewer may do"


def _whole(totals: PortfolioTotals) -> Json:
    tags = {tag: _numbers(found) for tag, found in totals.tags}
    return {
        "schema": SCHEMA,
        "repeated": totals.repeated,
        **_numbers(totals),
        **({"tags": tags} if totals.tags else {}),
    }


def _numbers(totals: PortfolioTotals) -> Json:
    return {
        "targets": totals.targets,
        "providers": [provider_totals(row) for row in totals.providers],
        "roles": {str(role.role): _role(role) for role in totals.roles},
        "companies": [_company(company) for company in totals.companies],
        "half": totals.half and _half(totals.half),
        "scenarios": [_scenario(scenario) for scenario in totals.scenarios],
    }


def _role(role: RoleShare) -> Json:
    return {
        "targets": role.targets,
        "single": role.single,
        "providers": role.providers,
        "hhi": role.hhi,
    }


def _company(company: CompanyTotals) -> Json:
    return {
        "company": company.company,
        "name": company.name,
        "parent": company.parent,
        "lei": company.lei,
        "uses": company.uses,
        "sole": company.sole,
        "share": company.share,
    }


def _half(half: SmallestSet) -> Json:
    return {
        "companies": list(half.companies),
        "takes_down": half.takes_down,
        "exact": half.exact,
    }


def _scenario(scenario: ScenarioTotals) -> Json:
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "down": scenario.down,
        "degraded": scenario.degraded,
        "unknown": scenario.unknown,
        "share": scenario.share,
    }


def _program_rows(totals: PortfolioTotals) -> Iterator[tuple[str, ...]]:
    """Yield a row a provider in a role, of all targets and then of each tag."""
    for tag, found in (("", totals), *totals.tags):
        for row in found.providers:
            values = provider_totals(row)
            cells = ("" if values[key] is None else str(values[key]) for key in COLUMNS[1:])
            yield (tag, *cells)
