"""A difference of two runs as a sheet."""

from collections.abc import Iterator

from cdnaudit.analysis.difference import SCHEMA, Difference, TargetDiff
from cdnaudit.formats.json_v1_target import finding_object
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.reporting.sentences import counted


def difference_sheet(difference: Difference) -> Sheet:
    """Lay out what changed, a row a change."""
    return Sheet(
        title="What changed",
        lead=_lead(difference),
        columns=("target", "change", "what"),
        rows=(
            *((target, "target added", "") for target in difference.added),
            *((target, "target removed", "") for target in difference.removed),
            *(row for target in difference.targets for row in _rows(target)),
        ),
        json_object={
            "schema": SCHEMA,
            "added": list(difference.added),
            "removed": list(difference.removed),
            "targets": [_object(target) for target in difference.targets],
        },
    )


def _lead(difference: Difference) -> str:
    findings = sum(len(target.findings_new) for target in difference.targets)
    points = sum(len(target.single_points_new) for target in difference.targets)
    changed = counted(len(difference.targets), "target")
    new_points = counted(points, "new single point")
    return f"{changed} changed: {new_points}, {counted(findings, 'new finding')}"


def _rows(target: TargetDiff) -> Iterator[tuple[str, str, str]]:
    for change, items in (
        ("single point new", target.single_points_new),
        ("single point gone", target.single_points_gone),
        ("provider gained", target.providers_gained),
        ("provider lost", target.providers_lost),
    ):
        yield from ((target.target, change, item) for item in items)
    for change, findings in (("new", target.findings_new), ("gone", target.findings_gone)):
        yield from ((target.target, f"{f.severity} {change}", f.message) for f in findings)


def _object(target: TargetDiff) -> dict[str, object]:
    return {
        "target": target.target,
        "redundancy": str(target.redundancy),
        "providers_gained": list(target.providers_gained),
        "providers_lost": list(target.providers_lost),
        "single_points_new": list(target.single_points_new),
        "single_points_gone": list(target.single_points_gone),
        "findings_new": [finding_object(finding) for finding in target.findings_new],
        "findings_gone": [finding_object(finding) for finding in target.findings_gone],
    }
