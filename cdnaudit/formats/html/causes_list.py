"""What takes a target down: alone, by owner; then what only does so together."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.assessment import CutSet
from cdnaudit.reporting.cause_rows import CauseRow
from cdnaudit.reporting.common_causes import CommonCause
from cdnaudit.reporting.event_names import reading_order
from cdnaudit.reporting.failing_together import FailingTogether
from cdnaudit.reporting.pairs import Pairing
from cdnaudit.reporting.section import TargetSection

LISTED = 8
"""Sets shown before the rest is folded."""


def single_points(section: TargetSection) -> Html:
    """Return the section."""
    causes = zip(section.alone, section.causes.alone, strict=True)
    owners = [_owner(*cause) for cause in causes]
    lead = el("ul", owners, class_="groups") if owners else el("p", "None known.", class_="quiet")
    doubtful = section.doubtful_points
    return el(
        "section",
        el("h3", "Single points of failure"),
        lead,
        _sets("May be one: evidence is missing", doubtful) if doubtful else "",
        _pairs(section.causes.pairings),
        [_together(sets) for sets in section.failing_together],
    )


def _owner(row: CauseRow, cause: CommonCause) -> Html:
    """Return one owner with everything of it that is enough, and because of which path."""
    events = [chip([event], single=True) for event in sorted(cause.events, key=reading_order)]
    hosts = f"takes down {', '.join(row.hosts)} " if row.hosts else ""
    paths = f"by way of {'; '.join(row.paths)}" if row.paths else ""
    why = el("span", f"{hosts}{paths}", class_="quiet") if hosts or paths else ""
    return el("li", el("b", row.title), " ", events, " ", why)


def _pairs(found: tuple[Pairing, ...]) -> Html:
    """Return who takes it down together with whom; a chip fails both."""
    if not found:
        return Html()
    both = [
        el("li", chip([pairing.first.owner, other.owner]))
        for pairing in found
        for other in pairing.others
    ]
    return el("div", el("h4", "Take it down only together"), el("ul", both, class_="chips"))


def _together(sets: FailingTogether) -> Html:
    if not sets.listed:
        count = el("p", f"{sets.count:,}, too many to list.", class_="quiet")
        return el("div", el("h4", sets.title), count)
    title = el("summary", f"{sets.title}, by service and network ({sets.count:,})")
    items = [el("li", chip(cut.events)) for cut in sets.listed]
    return el("details", title, el("ul", items, class_="chips"))


def _sets(title: str, cuts: tuple[CutSet, ...]) -> Html:
    items = [el("li", chip(cut.events)) for cut in cuts]
    first, rest = items[:LISTED], items[LISTED:]
    more = el("summary", f"{len(rest)} more")
    folded = el("details", more, el("ul", rest, class_="chips")) if rest else ""
    return el("div", el("h4", title), el("ul", first, class_="chips"), folded)
