"""One target: verdict, single points, drawing, findings, unknowns, observations."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.drawing_list import drawing_list
from cdnaudit.formats.html.findings import findings, severity, unknowns
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.formats.html.observations import observations
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.terms import Status
from cdnaudit.reporting.section import TargetSection

PAIRS = 8
"""Pairs shown before the rest is folded."""

SHAPES = {Status.FAIL: "\u25c6", Status.PASS: "\u25cf", Status.INCOMPLETE: "\u25cb"}


def target_details(section: TargetSection, number: int, *, unfolded: bool) -> Html:
    """Return one target."""
    target = section.target
    body = [
        el("p", section.verdict, class_="verdict"),
        el("p", f"Gate: {section.gate} ({section.gate_sentence})", class_="quiet"),
        _single_points(section),
        _drawing(section),
        findings(section),
        unknowns(section),
        observations(target),
    ]
    return el(
        "details",
        _summary(section),
        el("div", body, class_="body"),
        class_="target",
        id=f"t{number}",
        open=unfolded,
        data_find=target.target.lower(),
        data_status=target.status,
    )


def _summary(section: TargetSection) -> Html:
    worst = next(iter(section.findings), None)
    return el(
        "summary",
        _gate(section),
        el("h2", section.name),
        el("span", "", class_="outcome"),
        el("span", severity(worst) if worst else "", class_="worst"),
    )


def _gate(section: TargetSection) -> Html:
    """Return how it fares at the gate, with a shape; what passes with single points is not green."""
    status = section.target.status
    mark = el("span", SHAPES[status], class_="mark", aria_hidden="true")
    points = " with-points" if section.has_single_points else ""
    return el("span", mark, " ", section.gate, class_=f"status {status}{points}")


def _single_points(section: TargetSection) -> Html:
    singles = [el("li", chip([event], single=True)) for event in section.single_points]
    lead = el("ul", singles, class_="chips") if singles else el("p", "None.", class_="quiet")
    return el(
        "section",
        el("h3", "Single points of failure"),
        lead,
        _more(
            "May be one: evidence is missing", section.doubtful_points, len(section.doubtful_points)
        ),
        *(_more(sets.title, sets.listed, sets.count) for sets in section.failing_together),
    )


def _more(title: str, cuts: tuple[CutSet, ...], count: int) -> Html:
    if not count:
        return Html()
    if not cuts:
        return el("div", el("h4", title), el("p", f"{count:,}, too many to list.", class_="quiet"))
    items = [el("li", chip(cut.events)) for cut in cuts]
    rest = items[PAIRS:]
    folded = (
        el("details", el("summary", f"{len(rest)} more"), el("ul", rest, class_="chips"))
        if rest
        else ""
    )
    return el("div", el("h4", title), el("ul", items[:PAIRS], class_="chips"), folded)


def _drawing(section: TargetSection) -> Html:
    if section.nested_list is None:
        return Html()
    title = el("summary", "The same as a list")
    listed = el("details", title, drawing_list(section.nested_list), open=True)
    canvas = el("div", "", class_="canvas", data_name=section.target.target)
    return el("section", el("h3", "Depends on"), canvas, listed, class_="drawing")
