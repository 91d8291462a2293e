"""Findings, what they rest on, and what nobody could say."""

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el, joined
from cdnaudit.model.assessment import Evidence
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Basis
from cdnaudit.reporting.section import TargetSection
from cdnaudit.reporting.sentences import NOT_CONFIRMED


def findings(section: TargetSection) -> Html:
    """Return the findings of a target; suppressed ones are folded away below."""
    counting = [_finding(finding) for finding in section.findings]
    none = el("p", "None.", class_="quiet")
    body = el("ol", counting, class_="findings") if counting else none
    return el("section", el("h3", "Findings"), body, _folded(section))


def _folded(section: TargetSection) -> Html:
    hidden = [_finding(finding) for finding in section.suppressed]
    if not hidden:
        return Html()
    title = el("summary", f"{len(hidden)} suppressed")
    return el("details", title, el("ol", hidden, class_="findings"))


def _finding(finding: JudgedFinding) -> Html:
    event = finding.event
    about = [el("code", finding.check), f" on {finding.host}, confidence {finding.confidence} "]
    return el(
        "li",
        el("p", severity(finding), " ", el("strong", finding.message), class_="message"),
        el("p", el("b", "Do: "), finding.remedy, class_="remedy") if finding.remedy else "",
        el("p", about, chip([event]) if event else "", class_="quiet about"),
        _suppressed(finding),
        evidence(finding.evidence),
        class_="finding",
    )


def severity(finding: JudgedFinding) -> Html:
    """Return the severity as a badge."""
    return el("span", finding.severity, class_=f"severity {finding.severity}")


def _suppressed(finding: JudgedFinding) -> Html:
    why = finding.suppressed
    if why is None:
        return Html()
    until = f" until {why.expires}" if why.expires else ""
    return el("p", f"Suppressed by {why.kind}{until}: {why.reason}", class_="quiet")


def evidence(items: tuple[Evidence, ...]) -> Html:
    """Return a folded list of what a statement rests on."""
    if not items:
        return Html()
    title = el("summary", f"Evidence ({len(items)})")
    return el("details", title, el("ul", [_evidence(item) for item in items], class_="evidence"))


def _evidence(item: Evidence) -> Html:
    seen = el("code", f"{item.signal} {item.value}")
    return el("li", seen, " by rule ", el("code", item.rule), _source(item))


def _source(item: Evidence) -> Html:
    """Return where a rule comes from; only a web address becomes a link."""
    if item.basis == Basis.GENERAL:
        return joined(", ", NOT_CONFIRMED)
    if not item.source:
        return Html()
    if item.source.startswith(("https://", "http://")):
        named = f"{item.basis} source".lstrip()
        link = el("a", named, href=item.source, rel="noreferrer noopener", title=item.source)
        return joined(", ", link)
    return joined(", ", item.source)


def unknowns(section: TargetSection) -> Html:
    """Return refused pages, limits, inconclusive checks, and questions without an answer."""
    target = section.target
    refused = [el("li", refusal.sentence) for refusal in section.refusals]
    limits = [el("li", f"{limit[0].upper()}{limit[1:]}") for limit in section.limits]
    doubts = [
        el("li", el("code", doubt.check), f" on {doubt.host} is inconclusive: {doubt.reason}")
        for doubt in target.inconclusive
    ]
    unanswered = [el("li", el("code", u.question), f": {u.reason}") for u in target.unknowns]
    lines = [*refused, *limits, *doubts, *unanswered]
    if not lines:
        return Html()
    return el("section", el("h3", "Not known, and why"), el("ul", lines, class_="unknowns"))
