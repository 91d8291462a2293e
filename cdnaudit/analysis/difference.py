"""What changed between two runs: targets, providers, single points, findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from cdnaudit.analysis.changed_findings import Becoming, ChangedFinding, changed_findings
from cdnaudit.analysis.same_target import target_key
from cdnaudit.model.assessment import NO_VERDICTS, UNFINISHED, Inconclusive
from cdnaudit.model.events import Event
from cdnaudit.model.report import JudgedFinding, Report, TargetReport
from cdnaudit.model.terms import Severity
from cdnaudit.names import counted, few

SCHEMA = "cdnaudit/diff/v1"
UNJUDGED = frozenset({NO_VERDICTS, UNFINISHED})


class Change(StrEnum):
    """Which way redundancy went."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDiff:
    """One target in both runs."""

    target: str
    redundancy: Change = Change.SAME
    providers_gained: tuple[str, ...] = ()
    providers_lost: tuple[str, ...] = ()
    single_points_new: tuple[Event, ...] = ()
    single_points_gone: tuple[Event, ...] = ()
    findings: tuple[ChangedFinding, ...] = ()

    def those(self, becoming: Becoming) -> tuple[ChangedFinding, ...]:
        """Return the findings of which that became."""
        return tuple(change for change in self.findings if change.becoming is becoming)


@dataclass(frozen=True, slots=True)
class AddedTarget:
    """A target that only the later run judged, with all that it found."""

    target: str
    findings: tuple[JudgedFinding, ...]
    is_in_both: bool = False
    """The earlier run holds it without a verdict."""


@dataclass(frozen=True, slots=True)
class IncompleteTarget:
    """A target of which the later run lacks evidence that the earlier one had."""

    target: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All targets of either run, sorted; those that did not change are left out of ``targets``."""

    added: tuple[AddedTarget, ...] = ()
    removed: tuple[str, ...] = ()
    compared: int = 0
    """How many targets both runs hold."""
    targets: tuple[TargetDiff, ...] = ()
    incomplete: tuple[IncompleteTarget, ...] = ()

    @property
    def why_nothing_compared(self) -> str:
        """Why there is nothing to compare; empty where something was."""
        if self.compared:
            return ""
        if any(target.is_in_both for target in self.added):
            return "the earlier run holds no verdicts"
        return f"no target is in {'both runs' if self.added or self.removed else 'either run'}"

    @property
    def new_single_points(self) -> int:
        """How many services and companies newly take a target down, counted by target."""
        return sum(len(target.single_points_new) for target in self.targets)

    def failing(self, least: Severity) -> tuple[JudgedFinding, ...]:
        """Return what is new, worse or on an added target, counts, and is at least so severe."""
        added = [finding for target in self.added for finding in target.findings]
        changed = [
            change.finding
            for target in self.targets
            for change in (*target.those(Becoming.NEW), *target.those(Becoming.WORSE))
        ]
        every = (*added, *changed)
        return tuple(f for f in every if not f.suppressed and f.severity.rank >= least.rank)


@dataclass(frozen=True, slots=True)
class _Side:
    """One target in one run, where it may stand several times."""

    name: str
    judged: bool
    """Nobody judged a row of dependencies, or what was cut short."""
    services: frozenset[str]
    """Those that the target itself depends on, by host."""
    points: frozenset[Event]
    """Services and companies that alone take it down; networks come and go by themselves."""
    findings: tuple[JudgedFinding, ...]
    inconclusive: frozenset[Inconclusive]
    limits: frozenset[str]
    not_run: frozenset[str]
    """Checks of which the run says nothing."""


def compare(old: Report, new: Report) -> Difference:
    """Compare two runs target by target; what nobody judged before is added when it is."""
    before, after = _sides(old), _sides(new)
    both = sorted(
        key for key in before.keys() & after.keys() if before[key].judged or not after[key].judged
    )
    diffs = (_target(before[key], after[key]) for key in both)
    added = ((key, after[key]) for key in sorted(after.keys() - set(both)))
    return Difference(
        added=tuple(AddedTarget(side.name, side.findings, key in before) for key, side in added),
        removed=tuple(before[key].name for key in sorted(before.keys() - after.keys())),
        compared=len(both),
        targets=tuple(diff for diff in diffs if diff != TargetDiff(target=diff.target)),
        incomplete=tuple(_incomplete(before, after)),
    )


def _incomplete(
    before: Mapping[str, _Side], after: Mapping[str, _Side]
) -> Iterator[IncompleteTarget]:
    for key, side in sorted(after.items()):
        reason = _missing(before.get(key), side)
        if reason:
            yield IncompleteTarget(side.name, reason)


def _sides(report: Report) -> dict[str, _Side]:
    """Group by target: one may stand in a run several times, or in several spellings."""
    found: dict[str, list[TargetReport]] = defaultdict(list)
    for target in report.targets:
        found[target_key(target.target)].append(target)
    not_run = frozenset(report.run.not_run)
    return {key: _side(parts, not_run) for key, parts in found.items()}


def _side(parts: Sequence[TargetReport], not_run: frozenset[str]) -> _Side:
    points = chain.from_iterable(part.single_points for part in parts)
    dependencies = chain.from_iterable(part.providers for part in parts)
    return _Side(
        name=parts[0].target,
        judged=not all(UNJUDGED & set(part.limits_hit) for part in parts),
        services=frozenset(f"{found.event} for {found.host}" for found in dependencies),
        points=frozenset(event for event in points if not event.is_network),
        findings=tuple(dict.fromkeys(chain.from_iterable(part.findings for part in parts))),
        inconclusive=frozenset(chain.from_iterable(part.inconclusive for part in parts)),
        limits=frozenset(chain.from_iterable(part.limits_hit for part in parts)),
        not_run=not_run,
    )


def _missing(old: _Side | None, new: _Side) -> str:
    """Say what is not known and was before; empty where nothing is missing."""
    limits = new.limits - old.limits if old and new.judged else new.limits
    if limits:
        return min(limits)
    not_run = sorted(new.not_run - old.not_run) if old else []
    if not_run:
        return f"{counted(len(not_run), 'check')} not run: {few(not_run)}"
    first = min(_new_doubts(old, new), default=None)
    return f"{first.check} is inconclusive: {first.reason}" if first else ""


def _new_doubts(old: _Side | None, new: _Side) -> Iterator[Inconclusive]:
    known = {(doubt.check, doubt.host) for doubt in old.inconclusive} if old else set()
    for doubt in new.inconclusive:
        if (doubt.check, doubt.host) not in known:
            yield doubt


def _target(old: _Side, new: _Side) -> TargetDiff:
    """Compare the services in any case, single points and findings if somebody judged them."""
    gained = tuple(sorted(new.services - old.services))
    lost = tuple(sorted(old.services - new.services))
    if not new.judged:
        return TargetDiff(target=new.name, providers_gained=gained, providers_lost=lost)
    points_new, points_gone = new.points - old.points, old.points - new.points
    return TargetDiff(
        target=new.name,
        redundancy=_change(lost=bool(points_new), gained=bool(points_gone)),
        providers_gained=gained,
        providers_lost=lost,
        single_points_new=tuple(sorted(points_new)),
        single_points_gone=tuple(sorted(points_gone)),
        findings=changed_findings(_looked_for(old.findings, new.not_run), new.findings),
    )


def _looked_for(
    findings: Iterable[JudgedFinding], not_run: frozenset[str]
) -> tuple[JudgedFinding, ...]:
    """Leave out what a run does not look for: it may be there still."""
    return tuple(finding for finding in findings if finding.check not in not_run)


def _change(*, lost: bool, gained: bool) -> Change:
    """A new single point is redundancy lost; another that went does not make up for it."""
    if lost and gained:
        return Change.CHANGED
    if lost:
        return Change.LOST
    return Change.GAINED if gained else Change.SAME
