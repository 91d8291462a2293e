"""A difference of two runs as a sheet."""

from collections.abc import Iterable, Iterator
from itertools import chain

from cdnaudit.analysis.changed_findings import Becoming, ChangedFinding
from cdnaudit.analysis.difference import SCHEMA, AddedTarget, Difference, TargetDiff
from cdnaudit.formats.json_v1_target import finding_object
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.report import JudgedFinding
from cdnaudit.names import counted

Row = tuple[str, str, str]


def difference_sheet(difference: Difference) -> Sheet:
    """Lay out what changed, a row a change."""
    return Sheet(
        title="What changed",
        lead=_lead(difference),
        columns=("target", "change", "what"),
        rows=tuple(_every_row(difference)),
        json_object=_whole(difference),
    )


def _every_row(difference: Difference) -> Iterator[Row]:
    if difference.why_nothing_compared:
        yield "", "nothing compared", difference.why_nothing_compared
    yield from chain.from_iterable(map(_added_rows, difference.added))
    yield from ((target, "target removed", "") for target in difference.removed)
    yield from ((found.target, "incomplete", found.reason) for found in difference.incomplete)
    yield from chain.from_iterable(map(_rows, difference.targets))


def _whole(difference: Difference) -> dict[str, object]:
    added_findings = chain.from_iterable(found.findings for found in difference.added)
    return {
        "schema": SCHEMA,
        "added": [found.target for found in difference.added],
        "added_findings": list(map(finding_object, added_findings)),
        "removed": list(difference.removed),
        "incomplete": [
            {"target": found.target, "reason": found.reason} for found in difference.incomplete
        ],
        "targets": [_object(target) for target in difference.targets],
        "summary": _summary(difference),
    }


def _summary(difference: Difference) -> dict[str, int]:
    counts = {
        becoming: sum(len(target.those(becoming)) for target in difference.targets)
        for becoming in (Becoming.NEW, Becoming.WORSE)
    }
    return {
        "compared": difference.compared,
        "changed": len(difference.targets),
        "added": len(difference.added),
        "removed": len(difference.removed),
        "incomplete": len(difference.incomplete),
        "single_points_new": difference.new_single_points,
        "findings_new": counts[Becoming.NEW],
        "findings_worse": counts[Becoming.WORSE],
        "findings_added": sum(len(found.findings) for found in difference.added),
    }


def _lead(difference: Difference) -> str:
    counts = _summary(difference)
    return "; ".join((_compared(difference, counts), *_not_compared(counts)))


def _compared(difference: Difference, counts: dict[str, int]) -> str:
    """Say what changed, or that nothing was there to compare: that is no "0 targets changed"."""
    if difference.why_nothing_compared:
        return f"Nothing was compared: {difference.why_nothing_compared}"
    parts = [
        counted(counts["single_points_new"], "new single point"),
        counted(counts["findings_new"], "new finding"),
    ]
    if counts["findings_worse"]:
        parts.append(counted(counts["findings_worse"], "worse finding"))
    return f"{counted(counts['changed'], 'target')} changed: {', '.join(parts)}"


def _not_compared(counts: dict[str, int]) -> Iterator[str]:
    """Say what is in one run alone, and what the later one does not know."""
    if counts["added"]:
        findings = counted(counts["findings_added"], "finding")
        yield f"{counted(counts['added'], 'target')} added with {findings}"
    if counts["removed"]:
        yield f"{counted(counts['removed'], 'target')} removed"
    if counts["incomplete"]:
        yield f"{counted(counts['incomplete'], 'target')} incomplete"


def _added_rows(added: AddedTarget) -> Iterator[Row]:
    change = "judged now" if added.is_in_both else "target added"
    yield added.target, change, counted(len(added.findings), "finding")
    yield from _new_findings(added.target, added.findings)


def _new_findings(target: str, findings: Iterable[JudgedFinding]) -> Iterator[Row]:
    for finding in findings:
        aside = ", set aside" if finding.suppressed else ""
        yield target, f"{finding.severity} new{aside}", finding.message


def _rows(target: TargetDiff) -> Iterator[Row]:
    for change, items in (
        ("single point new", target.single_points_new),
        ("single point gone", target.single_points_gone),
        ("provider gained", target.providers_gained),
        ("provider lost", target.providers_lost),
    ):
        yield from ((target.target, change, item) for item in items)
    yield from _new_findings(target.target, _findings(target, Becoming.NEW))
    for becoming in (Becoming.WORSE, Becoming.MILDER):
        yield from ((target.target, _grown(c), c.finding.message) for c in target.those(becoming))
    gone = _findings(target, Becoming.GONE)
    yield from ((target.target, f"{f.severity} gone", f.message) for f in gone)


def _findings(target: TargetDiff, becoming: Becoming) -> list[JudgedFinding]:
    return [change.finding for change in target.those(becoming)]


def _grown(change: ChangedFinding) -> str:
    """Name what a finding is and was; of the same severity, it is about a further role."""
    severity = change.finding.severity
    return (
        f"{severity}, was {change.was}" if severity != change.was else f"{severity}, further role"
    )


def _object(target: TargetDiff) -> dict[str, object]:
    return {
        "target": target.target,
        "redundancy": str(target.redundancy),
        "providers_gained": list(target.providers_gained),
        "providers_lost": list(target.providers_lost),
        "single_points_new": list(target.single_points_new),
        "single_points_gone": list(target.single_points_gone),
        "findings_new": [finding_object(f) for f in _findings(target, Becoming.NEW)],
        "findings_gone": [finding_object(f) for f in _findings(target, Becoming.GONE)],
        "findings_worse": [_changed_object(c) for c in target.those(Becoming.WORSE)],
        "findings_milder": [_changed_object(c) for c in target.those(Becoming.MILDER)],
    }


def _changed_object(change: ChangedFinding) -> dict[str, object]:
    return finding_object(change.finding) | {"was": change.was and str(change.was)}
