"""Findings, what they rest on, and what nobody could say."""

from collections.abc import Iterable

from cdnaudit.formats.html.chips import chip
from cdnaudit.formats.html.markup import Html, el, joined
from cdnaudit.model.report import Evidence, Finding, TargetReport


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings that count, the worst first."""
    return sorted((f for f in findings if not f.suppressed), key=lambda f: -f.severity.rank)


def findings(target: TargetReport) -> Html:
    """Return the findings of a target; suppressed ones are folded away below."""
    shown = [_finding(f) for f in ranked(target.findings)]
    hidden = [_finding(f) for f in target.findings if f.suppressed]
    body = el("ol", shown, class_="findings") if shown else el("p", "None.", class_="quiet")
    folded = (
        el(
            "details",
            el("summary", f"{len(hidden)} suppressed"),
            el("ol", hidden, class_="findings"),
        )
        if hidden
        else ""
    )
    return el("section", el("h3", "Findings"), body, folded)


def _finding(finding: Finding) -> Html:
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


def severity(finding: Finding) -> Html:
    """Return the severity as a badge."""
    return el("span", finding.severity, class_=f"severity {finding.severity}")


def _suppressed(finding: Finding) -> Html:
    why = finding.suppressed
    if why is None:
        return Html()
    until = f" until {why.expires}" if why.expires else ""
    return el("p", f"Suppressed by {why.kind}{until}: {why.reason}", class_="quiet")


def evidence(items: tuple[Evidence, ...]) -> Html:
    """Return a folded list of what a statement rests on."""
    if not items:
        return Html()
    lines = [
        el("li", el("code", f"{e.signal} {e.value}"), " by rule ", el("code", e.rule), _source(e))
        for e in items
    ]
    title = f"Evidence ({len(items)})"
    return el("details", el("summary", title), el("ul", lines, class_="evidence"))


def _source(item: Evidence) -> Html:
    """Return where a rule comes from; only a web address becomes a link."""
    if not item.source:
        return Html()
    if item.source.startswith(("https://", "http://")):
        link = el("a", "source", href=item.source, rel="noreferrer noopener", title=item.source)
        return joined(", ", link)
    return joined(", ", item.source)


def unknowns(target: TargetReport) -> Html:
    """Return questions without an answer, checks left open, and bounds that were hit."""
    gaps = [el("li", el("code", u.question), f": {u.reason}") for u in target.unknowns]
    open_ = [
        el("li", el("code", u.check), f" on {u.host} is inconclusive: {u.reason}")
        for u in target.inconclusive
    ]
    limits = [el("li", f"Limit hit: {limit}") for limit in target.limits_hit]
    lines = [*limits, *open_, *gaps]
    if not lines:
        return Html()
    return el("section", el("h3", "Not known, and why"), el("ul", lines, class_="unknowns"))
