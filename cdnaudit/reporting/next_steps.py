"""What to type after a report was read."""

from collections.abc import Iterator

from cdnaudit.model.report import JudgedFinding, Report
from cdnaudit.model.terms import Severity, Status
from cdnaudit.names import counted
from cdnaudit.reporting.display import MANY, Detail, DisplayOptions
from cdnaudit.reporting.finding_groups import finding_groups
from cdnaudit.reporting.ranking import worst_first

STEPS = 3
"""More are no help."""


def next_steps(report: Report, display: DisplayOptions) -> tuple[str, ...]:
    """Return commands and flags with what each gives, the most useful first."""
    steps = (*_explained(report), *_unfolded(report, display), *_evidence(report, display))
    return steps[:STEPS]


def _explained(report: Report) -> Iterator[str]:
    """Lead to the page of the worst finding's check."""
    found = worst_first(f for target in report.targets for f in target.findings)
    worst = next((f for f in found if f.severity is not Severity.INFO), None)
    if worst:
        yield f"cdnaudit explain {worst.check}"


def _unfolded(report: Report, display: DisplayOptions) -> Iterator[str]:
    """Name the flag that shows what this report folded."""
    is_folded = display.detail is Detail.SUMMARY or len(report.targets) >= MANY
    if is_folded and display.detail is not Detail.FULL and len(report.targets) > 1:
        yield "--details shows every target"
    if display.detail is Detail.FITTING and len(report.targets) >= MANY:
        yield "--summary only the counts"
    if display.verbose or len(report.targets) != 1:
        return
    folded = _folded(report.targets[0].findings)
    yield f"-v shows {counted(folded, 'more finding') if folded else 'all evidence'}"


def _folded(findings: tuple[JudgedFinding, ...]) -> int:
    """Return how many findings stand below others."""
    return sum(len(group.following) for group in finding_groups(findings))


def _evidence(report: Report, display: DisplayOptions) -> Iterator[str]:
    """Say how a lack of evidence is looked into."""
    incomplete = any(target.status is Status.INCOMPLETE for target in report.targets)
    if incomplete and report.run.provenance == "live" and not display.verbose:
        yield "--retries 4 --timeout 5 asks again"
    elif len(report.targets) > 1:
        yield "-f html:report.html answers what-if"
