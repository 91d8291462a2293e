"""What changed between two runs: providers, single points, findings."""

from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.events import Event
from cdnaudit.model.report import Finding, Report, TargetReport

SCHEMA = "cdnaudit/diff/v1"


class Change(StrEnum):
    """Which way redundancy went."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class TargetDiff:
    """One target in both runs; empty sides where it is in one alone."""

    target: str
    redundancy: Change
    providers_gained: tuple[str, ...]
    providers_lost: tuple[str, ...]
    single_points_new: tuple[Event, ...]
    single_points_gone: tuple[Event, ...]
    findings_new: tuple[Finding, ...]
    findings_gone: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All targets of either run, sorted; those that did not change are left out."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    targets: tuple[TargetDiff, ...]


def compare(old: Report, new: Report) -> Difference:
    """Compare two runs target by target."""
    before = {t.target: t for t in old.targets}
    after = {t.target: t for t in new.targets}
    both = [_target(before[name], after[name]) for name in sorted(before.keys() & after.keys())]
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        targets=tuple(d for d in both if _changed(d)),
    )


def _target(old: TargetReport, new: TargetReport) -> TargetDiff:
    points = (_points(old), _points(new))
    prints = ({f.fingerprint for f in old.findings}, {f.fingerprint for f in new.findings})
    used = (_uses(old), _uses(new))
    gone, come = points[0] - points[1], points[1] - points[0]
    return TargetDiff(
        target=new.target,
        redundancy=_change(lost=bool(come), gained=bool(gone)),
        providers_gained=tuple(sorted(used[1] - used[0])),
        providers_lost=tuple(sorted(used[0] - used[1])),
        single_points_new=tuple(sorted(come)),
        single_points_gone=tuple(sorted(gone)),
        findings_new=tuple(f for f in new.findings if f.fingerprint not in prints[0]),
        findings_gone=tuple(f for f in old.findings if f.fingerprint not in prints[1]),
    )


def _change(*, lost: bool, gained: bool) -> Change:
    """A new single point is redundancy lost; another that went does not make up for it."""
    if lost and gained:
        return Change.CHANGED
    if lost:
        return Change.LOST
    return Change.GAINED if gained else Change.SAME


def _changed(diff: TargetDiff) -> bool:
    return any(
        (
            diff.providers_gained,
            diff.providers_lost,
            diff.single_points_new,
            diff.single_points_gone,
            diff.findings_new,
            diff.findings_gone,
        )
    )


def _points(target: TargetReport) -> set[Event]:
    """Services and companies that alone take it down; networks come and go by themselves."""
    return {event for event in target.single_points if not event.is_network}


def _uses(target: TargetReport) -> set[str]:
    return {f"{d.event} for {d.host}" for d in target.providers}
