"""One target: verdict, single points, picture, findings, unknowns, observations."""

from cdnaudit.formats.html.chips import chip, single_points, weight
from cdnaudit.formats.html.findings import findings, ranked, severity, unknowns
from cdnaudit.formats.html.html_drawing import Picture
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.formats.html.observations import seen
from cdnaudit.formats.html.outline import tree
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome, Status
from cdnaudit.reporting.sentences import verdict

PAIRS = 8
"""Pairs shown before the rest is folded."""

SHAPES = {Status.FAIL: "\u25c6", Status.PASS: "\u25cf", Status.INCOMPLETE: "\u25cb"}


def status(value: Status) -> Html:
    """Return a status as a word with a shape."""
    mark = el("span", SHAPES[value], class_="mark", aria_hidden="true")
    return el("span", mark, " ", value, class_=f"status {value}")


def target(report: TargetReport, picture: Picture, number: int, *, unfolded: bool) -> Html:
    """Return the section of one target."""
    worst = next(iter(ranked(report.findings)), None)
    head = el(
        "summary",
        status(report.status),
        el("h2", report.target),
        el("span", "", class_="outcome"),
        el("span", severity(worst) if worst else "", class_="worst"),
        el("span", _count(len(single_points(report))), class_="count quiet"),
    )
    body = [
        el("p", verdict(report), class_="verdict"),
        _points(report),
        _drawing(picture, report.target),
        findings(report),
        unknowns(report),
        seen(report),
    ]
    return el(
        "details",
        head,
        el("div", body, class_="body"),
        class_="target",
        id=f"t{number}",
        open=unfolded,
        data_find=report.target.lower(),
        data_status=report.status,
    )


def _count(points: int) -> str:
    if not points:
        return "no single point"
    return "1 single point" if points == 1 else f"{points} single points"


def _points(report: TargetReport) -> Html:
    singles = [el("li", chip([e], single=True)) for e in single_points(report)]
    ordered = sorted(report.cuts, key=lambda c: tuple(weight(e) for e in c.events))
    pairs = [el("li", chip(c.events)) for c in ordered if len(c.events) > 1]
    doubtful = [el("li", chip(c.events)) for c in ordered if c.outcome is Outcome.UNKNOWN]
    lead = el("ul", singles, class_="chips") if singles else el("p", "None.", class_="quiet")
    return el(
        "section",
        el("h3", "Single points of failure"),
        lead,
        _more("May be one: evidence is missing", doubtful),
        _more("Pairs that take it down together", pairs),
    )


def _more(title: str, items: list[Html]) -> Html:
    if not items:
        return Html()
    rest = items[PAIRS:]
    folded = (
        el("details", el("summary", f"{len(rest)} more"), el("ul", rest, class_="chips"))
        if rest
        else ""
    )
    return el("div", el("h4", title), el("ul", items[:PAIRS], class_="chips"), folded)


def _drawing(picture: Picture, name: str) -> Html:
    if not picture.boxes:
        return Html()
    listed = el("details", el("summary", "The same as a list"), tree(picture), open=True)
    canvas = el("div", "", class_="canvas", data_name=name)
    return el("section", el("h3", "What it hangs on"), canvas, listed, class_="drawing")
