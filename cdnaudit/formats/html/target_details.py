"""One target: verdict, single points, drawing, findings, unknowns, observations."""

from cdnaudit.formats.html.causes_list import single_points
from cdnaudit.formats.html.drawing_list import drawing_list
from cdnaudit.formats.html.findings import findings, unknowns
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.formats.html.observations import observations
from cdnaudit.reporting.section import TargetSection


def target_details(section: TargetSection, *, repeat_verdict: bool) -> tuple[Html, ...]:
    """Return the parts of what is shown of a target when it is open.

    Its verdict may stand above already.
    """
    return (
        el("p", section.verdict, class_="verdict") if repeat_verdict else Html(),
        el("p", f"Gate: {section.gate} ({section.gate_sentence})", class_="quiet"),
        single_points(section),
        _drawing(section),
        findings(section),
        unknowns(section),
        observations(section.target),
    )


def _drawing(section: TargetSection) -> Html:
    if section.nested_list is None:
        return Html()
    title = el("summary", "The same as a list")
    listed = el("details", title, drawing_list(section.nested_list), open=True)
    canvas = el("div", "", class_="canvas")
    return el("section", el("h3", "Depends on"), canvas, listed, class_="drawing")
