"""The top of the page: the verdict in one line, then how it came to be."""

from cdnaudit.formats.html.findings import severity
from cdnaudit.formats.html.markup import Html, el
from cdnaudit.model.report import Run
from cdnaudit.model.terms import Severity
from cdnaudit.names import counted
from cdnaudit.reporting.document import Document


def header(document: Document) -> Html:
    """Return counts, exit code and worst finding, then the run."""
    worst = next(iter(document.findings), None)
    return el(
        "header",
        el("p", "cdnaudit", class_="brand"),
        el("h1", document.title),
        el("p", _counts(document), class_="lede"),
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
        "Finished": run.finished,
        "Tool": run.tool,
        "Rules": f"{counted(run.rules_providers, 'provider')}, {run.rules_date}",
        "Evidence": f"{run.provenance}{', replayed' if run.replayed else ''}",
        "Resolvers": ", ".join(run.resolvers) or "none asked",
        "Client subnets": ", ".join(run.ecs),
        "Samples": str(run.samples),
    }
    pairs = [el("div", el("dt", term), el("dd", said)) for term, said in rows.items() if said]
    return el("dl", pairs, class_="run")
