"""What changed between two runs: providers, single points, findings."""

from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.events import Event
from cdnaudit.model.report import JudgedFinding, Report, TargetReport

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
    findings_new: tuple[JudgedFinding, ...]
    findings_gone: tuple[JudgedFinding, ...]


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
        targets=tuple(diff for diff in both if _changed(diff)),
    )


def _target(old: TargetReport, new: TargetReport) -> TargetDiff:
    points_before, points_after = _points(old), _points(new)
    services_before, services_after = _services(old), _services(new)
    known_before = {finding.fingerprint for finding in old.findings}
    known_after = {finding.fingerprint for finding in new.findings}
    points_new, points_gone = points_after - points_before, points_before - points_after
    return TargetDiff(
        target=new.target,
        redundancy=_change(lost=bool(points_new), gained=bool(points_gone)),
        providers_gained=tuple(sorted(services_after - services_before)),
        providers_lost=tuple(sorted(services_before - services_after)),
        single_points_new=tuple(sorted(points_new)),
        single_points_gone=tuple(sorted(points_gone)),
        findings_new=tuple(f for f in new.findings if f.fingerprint not in known_before),
        findings_gone=tuple(f for f in old.findings if f.fingerprint not in known_after),
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


def _services(target: TargetReport) -> set[str]:
    """Name the services that the target itself depends on, by host."""
    return {f"{d.event} for {d.host}" for d in target.providers}
