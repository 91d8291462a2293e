"""A difference of two runs as a sheet."""

from collections.abc import Iterator

from cdnaudit.analysis.difference import SCHEMA, Difference, TargetDiff
from cdnaudit.formats.json_v1 import finding
from cdnaudit.formats.sheet import Sheet


def sheet(difference: Difference) -> Sheet:
    """Lay out what changed, a row a change."""
    new = sum(len(d.findings_new) for d in difference.targets)
    points = sum(len(d.single_points_new) for d in difference.targets)
    return Sheet(
        title="What changed",
        lead=f"{len(difference.targets)} targets changed: {points} new single points, {new} new findings",
        columns=("target", "change", "what"),
        rows=(
            *((t, "target added", "") for t in difference.added),
            *((t, "target removed", "") for t in difference.removed),
            *(row for d in difference.targets for row in _rows(d)),
        ),
        object={
            "schema": SCHEMA,
            "added": list(difference.added),
            "removed": list(difference.removed),
            "targets": [_object(d) for d in difference.targets],
        },
    )


def _rows(diff: TargetDiff) -> Iterator[tuple[str, str, str]]:
    for word, items in (
        ("single point new", diff.single_points_new),
        ("single point gone", diff.single_points_gone),
        ("provider gained", diff.providers_gained),
        ("provider lost", diff.providers_lost),
    ):
        yield from ((diff.target, word, item) for item in items)
    yield from ((diff.target, f"{f.severity} new", f.message) for f in diff.findings_new)
    yield from ((diff.target, f"{f.severity} gone", f.message) for f in diff.findings_gone)


def _object(diff: TargetDiff) -> dict[str, object]:
    return {
        "target": diff.target,
        "redundancy": str(diff.redundancy),
        "providers_gained": list(diff.providers_gained),
        "providers_lost": list(diff.providers_lost),
        "single_points_new": list(diff.single_points_new),
        "single_points_gone": list(diff.single_points_gone),
        "findings_new": [finding(f) for f in diff.findings_new],
        "findings_gone": [finding(f) for f in diff.findings_gone],
    }
