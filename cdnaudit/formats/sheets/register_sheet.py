"""A portfolio in the columns of the EU's register of information on ICT providers.

Source: Implementing Regulation (EU) 2024/2956, Annex I, templates B_02.02, B_05.01, B_05.02 and
B_07.01, https://eur-lex.europa.eu/eli/reg_impl/2024/2956/oj/eng
"""

from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.names import counted
from cdnaudit.reporting.portfolio_totals import CompanyTotals, PortfolioTotals
from cdnaudit.reporting.supply_chain import CountedLink

LEI = "LEI"
SUPPLY = tuple(f"b_05.02.00{number}0" for number in range(1, 8))
"""Contract, type of service, provider, type of its code, rank, recipient, type of its code."""
PROVIDER = tuple(f"b_05.01.{column}" for column in ("0010", "0020", "0050", "0080", "0110", "0120"))
"""Code, its type, legal name, country, ultimate parent, type of its code."""
CONTRACT = ("b_02.02.0030", "b_02.02.0040")
"""The direct provider, and the type of its code."""
ASSESSMENT = tuple(f"b_07.01.{column:04}" for column in (20, 30, 50, 60, 70, 80, 90, 100, 110, 120))
"""Provider, the type of its code, and what only the financial entity can judge."""
OBSERVED = ("role", "provider", "company", "recipient", "targets", "evidence", "observed")
"""What a scan knows beyond the register."""
COLUMNS = (*SUPPLY, *PROVIDER, *CONTRACT, *ASSESSMENT, *OBSERVED)
DIRECT = 1


def register_sheet(totals: PortfolioTotals) -> Sheet:
    """Lay out a row a link of the supply chain; what a scan cannot know stays empty."""
    known = {company.company: company for company in totals.companies}
    return Sheet(
        title="Register of information",
        lead=counted(len(totals.supply), "link"),
        columns=COLUMNS,
        rows=tuple(_row(found, known) for found in totals.supply),
        json_object={},
    )


def _row(found: CountedLink, known: dict[str, CompanyTotals]) -> tuple[str, ...]:
    link = found.link
    company, recipient = known.get(link.company), known.get(link.recipient)
    code = _code(company.lei if company else None)
    ultimate = _code(company.ultimate_lei if company else None)
    judged = ("",) * (len(ASSESSMENT) - len(code))
    return (
        *("", "", *code, str(link.rank), *_code(recipient.lei if recipient else None)),
        *(*code, company.name if company else link.company, "", *ultimate),
        *(code if link.rank == DIRECT else ("", "")),
        *(*code, *judged),
        *(str(link.role), link.provider, link.company, link.recipient),
        *(str(found.targets), found.evidence, found.observed),
    )


def _code(lei: str | None) -> tuple[str, str]:
    """Return an identification code and its type, as two columns have them."""
    return (lei, LEI) if lei else ("", "")
