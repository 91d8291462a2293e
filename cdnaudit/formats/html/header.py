"""The top of the page: the verdict in one line, then how it came to be."""

from collections import Counter

from cdnaudit.formats.html.findings import ranked, severity
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Severity, Status
from cdnaudit.reporting.sentences import exit_words


def title(report: Report) -> str:
    """Say the verdict in a few words.

    An only target is named; of several, those that failed are counted.
    """
    if len(report.targets) == 1:
        return f"{report.targets[0].target}: {report.targets[0].status}"
    counts = Counter(t.status for t in report.targets)
    parts = [f"{counts[s]} {s}" for s in Status if counts[s]]
    return f"{len(report.targets)} targets: {', '.join(parts)}"


def summary(report: Report) -> Html:
    """Return counts, exit code and worst finding, then the run."""
    found = ranked(f for t in report.targets for f in t.findings)
    worst = found[0] if found else None
    return el(
        "header",
        el("p", "cdnaudit", class_="brand"),
        el("h1", title(report)),
        el("p", _counts(report), class_="lede"),
        el("p", severity(worst), " ", worst.message, class_="worst") if worst else "",
        [el("p", warning, class_="warning") for warning in _warnings(report)],
        _run(report),
    )


def _counts(report: Report) -> str:
    counts = Counter(f.severity for t in report.targets for f in t.findings if not f.suppressed)
    levels = [f"{counts[s]} {s}" for s in reversed(Severity) if counts[s]]
    total = counts.total()
    noun = "finding" if total == 1 else "findings"
    detail = f" ({', '.join(levels)})" if levels else ""
    return f"{total or 'No'} {noun}{detail} \u00b7 {exit_words(report)}"


def _warnings(report: Report) -> list[str]:
    halted = ["Interrupted: this report is partial."] if report.run.interrupted else []
    return [*halted, *report.warnings]


def _run(report: Report) -> Html:
    run = report.run
    rows = {
        "Finished": run.finished,
        "Tool": run.tool,
        "Rules": f"{run.rules_providers} providers, {run.rules_date}",
        "Evidence": f"{run.provenance}{', replayed' if run.replayed else ''}",
        "Resolvers": ", ".join(run.resolvers) or "none asked",
        "Client subnets": ", ".join(run.ecs),
        "Samples": str(run.samples),
    }
    pairs = [el("div", el("dt", k), el("dd", v)) for k, v in rows.items() if v]
    return el("dl", pairs, class_="run")
