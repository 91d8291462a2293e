"""The table over all targets: who is used, and who takes how many down."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.event_names import event_name
from cdnaudit.reporting.portfolio_rows import PortfolioRow

COLUMNS = (
    ("Event", "text"),
    ("Kind", "text"),
    ("Company", "text"),
    ("Used by", "number"),
    ("Takes down", "number"),
)
"""Title, and how the script sorts it."""
SORTED_BY = "Takes down"


def portfolio_table(document: Document) -> Html:
    """Return the table; nothing for a single target."""
    total = len(document.targets)
    if total == 1:
        return Html()
    title = el("h2", "Portfolio", id="portfolio-title")
    rows = document.shared
    own = len(document.portfolio) - len(rows)
    rest = f" {own:,} more are used by one target alone and left out." if own else ""
    note = f"What {total:,} targets share, and how many fall with it.{rest}"
    scroll = el(
        "div",
        _table(rows, total),
        class_="scroll",
        tabindex=0,
        role="group",
        aria_label="Portfolio",
    )
    parts = (title, el("p", note, class_="quiet"), scroll)
    return el("section", parts, id="portfolio", aria_labelledby="portfolio-title")


def _table(rows: tuple[PortfolioRow, ...], total: int) -> Html:
    return el(
        "table",
        el("caption", "Services, companies and networks over all targets", class_="unseen"),
        el("thead", el("tr", [_head(name, kind) for name, kind in COLUMNS])),
        el("tbody", [_row(row, total) for row in rows]),
        id="portfolio-rows",
    )


def _head(name: str, kind: str) -> Html:
    order = "descending" if name == SORTED_BY else None
    return el("th", name, scope="col", data_sort=kind, aria_sort=order)


def _row(row: PortfolioRow, total: int) -> Html:
    found = event_name(row.event)
    companies = ", ".join(row.companies)
    single = row.takes_down > 0
    down = [_bar(row.takes_down, total), f"{row.takes_down:,}"]
    return el(
        "tr",
        el("th", chip([row.event], single=single), scope="row", data_key=found.name),
        el("td", found.kind, data_label="Kind"),
        el("td", companies, data_label="Company"),
        el("td", f"{row.used_by:,}", class_="number", data_label="Used by", data_key=row.used_by),
        el("td", down, class_="number", data_label="Takes down", data_key=row.takes_down),
        data_find=f"{row.event} {companies}".lower(),
    )


def _bar(part: int, total: int) -> Html:
    width = round(60 * part / total, 1) if total else 0
    fill = el("rect", width=str(width), height="6", rx="3") if part else ""
    return el("svg", fill, class_="bar", viewBox="0 0 60 6", aria_hidden="true")
