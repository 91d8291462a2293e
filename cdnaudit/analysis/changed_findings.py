"""Findings of a target in two runs: which are new, gone, worse or milder."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.analysis.same_target import Identity, finding_identity
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Severity, rank


class Becoming(StrEnum):
    """What became of a finding."""

    NEW = "new"
    """It was not there; or it was set aside, and is no longer."""
    GONE = "gone"
    WORSE = "worse"
    """It is more severe than it was, or about a further role."""
    MILDER = "milder"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding that is not as it was."""

    becoming: Becoming
    finding: JudgedFinding
    """As it is; as it was, where it is gone."""
    was: Severity | None = None
    """Of one that is worse or milder."""


def changed_findings(
    old: Sequence[JudgedFinding], new: Sequence[JudgedFinding]
) -> tuple[ChangedFinding, ...]:
    """Compare the findings of one target, in their order; those that are gone come last."""
    before, after = _by_identity(old), _by_identity(new)
    found = [_change(finding, before.get(finding_identity(finding), ())) for finding in new]
    gone = [
        ChangedFinding(Becoming.GONE, finding)
        for finding in old
        if finding_identity(finding) not in after
    ]
    return (*(change for change in found if change.becoming is not Becoming.SAME), *gone)


def _by_identity(findings: Iterable[JudgedFinding]) -> dict[Identity, list[JudgedFinding]]:
    found: dict[Identity, list[JudgedFinding]] = defaultdict(list)
    for finding in findings:
        found[finding_identity(finding)].append(finding)
    return found


def _change(finding: JudgedFinding, before: Sequence[JudgedFinding]) -> ChangedFinding:
    """Compare a finding with those that were about the same."""
    is_back = not finding.suppressed and all(old.suppressed for old in before)
    if is_back or not before:
        return ChangedFinding(Becoming.NEW, finding)
    was = max((old.severity for old in before), key=rank)
    if all(_is_worse(finding, old) for old in before):
        return ChangedFinding(Becoming.WORSE, finding, was)
    is_milder = all(finding.severity.rank < old.severity.rank for old in before)
    return ChangedFinding(Becoming.MILDER if is_milder else Becoming.SAME, finding, was)


def _is_worse(finding: JudgedFinding, old: JudgedFinding) -> bool:
    """Tell whether it exceeds the old one, of which an older version may not have said the roles."""
    return finding.exceeds(old.severity, old.every_role or finding.every_role)
