"""The table over all targets: who is used, and who takes how many down."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.event_names import event_name
from cdnaudit.reporting.portfolio import PortfolioRow

COLUMNS = (
    ("Event", "text"),
    ("Kind", "text"),
    ("Company", "text"),
    ("Used by", "number"),
    ("Takes down", "number"),
)
"""Title, and how the script sorts it."""


def portfolio_table(document: Document) -> Html:
    """Return the table; nothing for a single target."""
    total = len(document.targets)
    if total == 1:
        return Html()
    title = el("h2", "Portfolio", id="portfolio-title")
    note = el("p", f"What {total} targets share, and how many fall with it.", class_="quiet")
    table = _table(document, total)
    scroll = el("div", table, class_="scroll", tabindex=0, role="group", aria_label="Portfolio")
    return el("section", title, note, scroll, id="portfolio", aria_labelledby="portfolio-title")


def _table(document: Document, total: int) -> Html:
    head = el("tr", [el("th", name, scope="col", data_sort=kind) for name, kind in COLUMNS])
    return el(
        "table",
        el("caption", "Services, companies and networks over all targets", class_="unseen"),
        el("thead", head),
        el("tbody", [_row(row, total) for row in document.portfolio]),
        id="portfolio-rows",
    )


def _row(row: PortfolioRow, total: int) -> Html:
    found = event_name(row.event)
    companies = ", ".join(row.companies)
    single = row.takes_down > 0
    return el(
        "tr",
        el("th", chip([row.event], single=single), scope="row", data_key=found.name),
        el("td", found.kind),
        el("td", companies),
        el("td", str(row.used_by), class_="number"),
        el("td", _bar(row.takes_down, total), str(row.takes_down), class_="number"),
        data_find=f"{row.event} {companies}".lower(),
    )


def _bar(part: int, total: int) -> Html:
    width = round(60 * part / total, 1) if total else 0
    fill = el("rect", width=str(width), height="6", rx="3") if part else ""
    return el("svg", fill, class_="bar", viewBox="0 0 60 6", aria_hidden="true")
