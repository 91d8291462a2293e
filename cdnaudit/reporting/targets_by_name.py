"""The targets of a report by the names that a reader is shown."""

from cdnaudit.model.report import Report, TargetReport
from cdnaudit.names import shown


def targets_by_name(report: Report) -> dict[str, TargetReport]:
    """Return the targets of a report in their order; of two of one name, the first."""
    found: dict[str, TargetReport] = {}
    for target in report.targets:
        found.setdefault(shown(target.target), target)
    return found
