"""The report, shaped as the contract's section 4 has it: judged, and all that renderers may see."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.terms import Exit, Status

SCHEMA = "cdnaudit/report/v1"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding does not count; ``expires`` is an ISO date or None."""

    kind: str
    """``ignore`` or ``baseline``."""
    reason: str
    expires: str | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Findings that one baseline, or one ignore, keeps from counting."""

    kind: str
    """As of a suppression."""
    why: str
    """The name of the baseline's file, or the reason of the ignore."""
    expires: str | None
    findings: int
    """How many."""


def set_aside(
    suppressions: Iterable[Suppression | None], baseline: str = "the baseline"
) -> tuple[SetAside, ...]:
    """Count what does not count; ``baseline`` names the file that was read."""
    counts = Counter(
        (why.kind, baseline if why.kind == "baseline" else why.reason, why.expires)
        for why in suppressions
        if why
    )
    return _sorted(counts)


def _sorted(counts: Mapping[tuple[str, str, str | None], int]) -> tuple[SetAside, ...]:
    found = (SetAside(*key, findings) for key, findings in counts.items())
    return tuple(sorted(found, key=lambda part: (part.kind, part.expires or "", part.why)))


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFinding(Finding):
    """A finding, and whether it counts."""

    suppressed: Suppression | None
    fails_gate: bool
    """Not suppressed, and at or above the threshold."""

    @classmethod
    def of(cls, finding: Finding, *, suppressed: Suppression | None, fails_gate: bool) -> Self:
        """Judge a finding."""
        return cls(
            check=finding.check,
            severity=finding.severity,
            confidence=finding.confidence,
            target=finding.target,
            host=finding.host,
            role=finding.role,
            provider=finding.provider,
            company=finding.company,
            message=finding.message,
            remedy=finding.remedy,
            evidence=finding.evidence,
            fingerprint=finding.fingerprint,
            roles=finding.roles,
            suppressed=suppressed,
            fails_gate=fails_gate,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetReport(Assessment):
    """All about one target, with the verdict on it."""

    status: Status
    findings: tuple[JudgedFinding, ...]
    set_aside: tuple[SetAside, ...] = ()
    """What does not count, also where ``findings`` are only those that do."""
    tags: tuple[str, ...] = ()
    """Whose it is, by the configuration; sorted."""

    @classmethod
    def of(
        cls,
        assessed: Assessment,
        *,
        status: Status,
        findings: tuple[JudgedFinding, ...],
        set_aside: tuple[SetAside, ...] = (),
        tags: tuple[str, ...] = (),
    ) -> Self:
        """Give the verdict; ``findings`` are those of the assessment, judged."""
        return cls(
            target=assessed.target,
            status=status,
            location=assessed.location,
            hosts=assessed.hosts,
            zones=assessed.zones,
            providers=assessed.providers,
            transitive=assessed.transitive,
            cuts=assessed.cuts,
            cut_counts=assessed.cut_counts,
            findings=findings,
            set_aside=set_aside,
            tags=tags,
            unknowns=assessed.unknowns,
            inconclusive=assessed.inconclusive,
            limits_hit=assessed.limits_hit,
            graph=assessed.graph,
        )


class Ending(StrEnum):
    """How a run ended."""

    COMPLETE = "complete"
    INTERRUPTED = "interrupted"
    CRASHED = "crashed"
    """By an error of ours; what was finished is in the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How the report came to be; times are ISO 8601 in UTC with a final Z."""

    tool: str
    rules_date: str
    rules_providers: int
    started: str
    finished: str
    resolvers: tuple[str, ...]
    ecs: tuple[str, ...]
    samples: int
    replayed: bool
    provenance: str
    """``live``, ``recorded`` or ``modelled``."""
    ending: Ending
    config: str | None = None
    """The configuration that held, seen from the folder of the run; None: there was none."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """All that it says, in the form of ``cdnaudit.toml``, dates as texts."""
    options: Mapping[str, object] = field(default_factory=dict)
    """What was asked for, by the names of the Python API; all else was at its default."""
    not_run: tuple[str, ...] = ()
    """Ids of the checks that nobody made, as the options or the configuration wanted it, sorted."""

    @property
    def interrupted(self) -> bool:
        """Somebody stopped it: the report is partial."""
        return self.ending is Ending.INTERRUPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run, judged."""

    run: Run
    targets: tuple[TargetReport, ...]
    exit_code: Exit
    """What the shell sees, or would see."""
    warnings: tuple[str, ...] = ()
    """Such as an ignore that has expired."""
    checks: tuple[CheckInfo, ...] = ()
    """What was checked, so that a later version can say what a finding means."""
    fail_on: str | None = None
    """The mildest severity that failed the gate, or ``none``; None = not known."""

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What does not count, of all targets."""
        counts: Counter[tuple[str, str, str | None]] = Counter()
        for part in (part for target in self.targets for part in target.set_aside):
            counts[part.kind, part.why, part.expires] += part.findings
        return _sorted(counts)
