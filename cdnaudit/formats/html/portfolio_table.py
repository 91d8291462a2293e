"""Many targets at once: who is used, and who takes how many down."""

from collections import defaultdict
from dataclasses import dataclass, field

from cdnaudit.formats.html.chips import chip, single_points, split, weight
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.events import Event
from cdnaudit.model.report import Report


@dataclass(slots=True)
class Row:
    """One event over the report: targets that use what it strikes, and those it takes down."""

    event: Event
    uses: set[str] = field(default_factory=set)
    down: set[str] = field(default_factory=set)


def rows(report: Report) -> list[Row]:
    """Return services, companies and networks, those that take most down first."""
    found: dict[Event, Row] = {}
    for target in report.targets:
        used = {dependency.event for dependency in target.dependencies}
        used |= {Event.company(dependency.company) for dependency in target.dependencies}
        down = single_points(target)
        for event in used.union(down):
            found.setdefault(event, Row(event)).uses.add(target.target)
        for event in down:
            found[event].down.add(target.target)
    return sorted(found.values(), key=lambda r: (-len(r.down), -len(r.uses), weight(r.event)))


def portfolio(report: Report) -> Html:
    """Return the table over all targets; nothing for a single one."""
    if len(report.targets) == 1:
        return Html()
    columns = (("Event", "text"), ("Kind", "text"), ("Company", "text"))
    numbers = (("Used by", "number"), ("Takes down", "number"))
    head = el("tr", [el("th", n, scope="col", data_sort=s) for n, s in (*columns, *numbers)])
    companies = _companies(report)
    total = len(report.targets)
    body = [_row(row, companies.get(row.event, ""), total) for row in rows(report)]
    table = el(
        "table",
        el("caption", "Services, companies and networks over all targets", class_="unseen"),
        el("thead", head),
        el("tbody", body),
        id="portfolio-rows",
    )
    title = el("h2", "Portfolio", id="portfolio-title")
    note = el("p", f"What {total} targets share, and how many fall with it.", class_="quiet")
    scroll = el("div", table, class_="scroll", tabindex=0, role="group", aria_label="Portfolio")
    return el("section", title, note, scroll, id="portfolio", aria_labelledby="portfolio-title")


def _row(row: Row, company: str, total: int) -> Html:
    kind, name = split(row.event)
    return el(
        "tr",
        el("th", chip([row.event], single=bool(row.down)), scope="row", data_key=name),
        el("td", kind),
        el("td", company),
        el("td", str(len(row.uses)), class_="number"),
        el("td", _bar(len(row.down), total), str(len(row.down)), class_="number"),
        data_find=f"{row.event} {company}".lower(),
    )


def _bar(part: int, total: int) -> Html:
    width = round(60 * part / total, 1) if total else 0
    fill = el("rect", width=str(width), height="6", rx="3") if part else ""
    return el("svg", fill, class_="bar", viewBox="0 0 60 6", aria_hidden="true")


def _companies(report: Report) -> dict[Event, str]:
    found: defaultdict[Event, set[str]] = defaultdict(set)
    for target in report.targets:
        for dependency in target.dependencies:
            found[dependency.event].add(dependency.company)
    return {event: ", ".join(sorted(names)) for event, names in found.items()}
