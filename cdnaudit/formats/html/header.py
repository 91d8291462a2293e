"""The top of the page: who takes what down, then how the gate judged, then the run."""

from cdnaudit.formats.html.findings import severity
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.report import Run
from cdnaudit.model.terms import Severity
from cdnaudit.names import counted
from cdnaudit.reporting.document import Document


def header(document: Document) -> Html:
    """Return the verdict, counts, exit code and worst finding, then the run."""
    worst = next(iter(document.findings), None)
    return el(
        "header",
        el("h1", document.verdict),
        el("p", document.title, class_="lede") if document.title != document.verdict else "",
        el("p", _counts(document), class_="counts"),
        el("p", severity(worst), " ", worst.message, class_="worst") if worst else "",
        [el("p", warning, class_="warning") for warning in document.warnings],
        _run(document.report.run),
    )


def _counts(document: Document) -> str:
    counts = document.findings_by_severity
    levels = [f"{counts[level]} {level}" for level in reversed(Severity) if counts[level]]
    found = counted(len(document.findings), "finding") if document.findings else "No findings"
    detail = f" ({', '.join(levels)})" if levels else ""
    return f"{found}{detail} \u00b7 {document.exit_sentence}"


def _run(run: Run) -> Html:
    rows = {
        "Evidence of": _day(run.started),
        "Report of": _day(run.finished),
        "Evidence": f"{run.provenance}{', replayed' if run.replayed else ''}",
        "Tool": run.tool,
        "Rules": f"{counted(run.rules_providers, 'provider')}, {run.rules_date}"
        if run.rules_date
        else "",
        "Configuration": run.config or "",
        "Resolvers": ", ".join(run.resolvers) or "none asked",
        "Client subnets": ", ".join(run.ecs),
        "Samples": str(run.samples),
    }
    pairs = [el("div", el("dt", term), el("dd", said)) for term, said in rows.items() if said]
    return el("dl", pairs, class_="run")


def _day(moment: str) -> Html | str:
    """Return the day of a moment in UTC; all of it is shown on asking."""
    day = moment.partition("T")[0]
    return el("time", day, datetime=moment, title=moment) if moment else ""
