"""The targets, a line each that opens: how it fares, and who takes it down."""

from collections.abc import Sequence

from cdnaudit.formats.html.findings import severity
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.terms import Status
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

UNFOLDED = 3
"""Up to so many are shown unfolded."""

PACKED = "The details of so many targets are packed: to open them takes a browser with scripts."

Parts = tuple[Html, ...]

SHAPES = {Status.FAIL: "\u25c6", Status.PASS: "\u25cf", Status.INCOMPLETE: "\u25cb"}


def target_list(document: Document, details: Sequence[Parts] | None) -> Html:
    """Return the list; without ``details``, a script fills them in when a target is opened."""
    sections = document.targets_by_outcome
    unfolded = len(sections) <= UNFOLDED
    bodies: Sequence[Parts] = details or [()] * len(sections)
    pairs = enumerate(zip(sections, bodies, strict=True))
    rows = [_target(*pair, number, unfolded=unfolded) for number, pair in pairs]
    note = el("p", PACKED, id="packed", class_="quiet") if details is None else ""
    few = None if document.are_many else "few"
    return el("section", note, rows, id="targets", class_=few, tabindex=-1, aria_label="Targets")


def _target(section: TargetSection, body: Parts, number: int, *, unfolded: bool) -> Html:
    return el(
        "details",
        _summary(section),
        el("div", body, class_="body"),
        class_="target",
        id=f"t{number}",
        open=unfolded,
        data_status=section.target.status,
    )


def _summary(section: TargetSection) -> Html:
    worst = next(iter(section.findings), None)
    return el(
        "summary",
        _gate(section),
        el("h2", section.name),
        el("span", section.taken_down_by, class_="who"),
        el("span", severity(worst) if worst else "", class_="worst"),
        el("span", "", class_="outcome"),
    )


def _gate(section: TargetSection) -> Html:
    """Return how it fares at the gate, with a shape; what passes with single points is not green."""
    status = section.target.status
    mark = el("span", SHAPES[status], class_="mark", aria_hidden="true")
    points = " with-points" if section.has_single_points else ""
    return el("span", mark, " ", section.gate, class_=f"status {status}{points}")
