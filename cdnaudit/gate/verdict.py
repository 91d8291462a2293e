"""Judge a report: which targets fail, pass or are incomplete, and what the shell sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from cdnaudit.model.report import Finding, Report, TargetReport
from cdnaudit.model.terms import Confidence, Severity, Status


class Exit(IntEnum):
    """Exit codes, the same for every format (contract, section 2)."""

    PASS = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a finding must reach to fail the gate; ``fail_on`` None lets everything pass."""

    fail_on: Severity | None = Severity.HIGH
    min_confidence: Confidence = Confidence.MEDIUM
    allow_incomplete: bool = False
    exit_zero: bool = False


def counts(finding: Finding, threshold: Threshold) -> bool:
    """Tell whether a finding fails the gate."""
    return (
        threshold.fail_on is not None
        and finding.suppressed is None
        and finding.severity.rank >= threshold.fail_on.rank
        and finding.confidence.rank >= threshold.min_confidence.rank
    )


def status(target: TargetReport, threshold: Threshold) -> Status:
    """Return the verdict on one target; a gap in the facts never passes."""
    if any(counts(f, threshold) for f in target.findings):
        return Status.FAIL
    return Status.INCOMPLETE if target.inconclusive or target.limits_hit else Status.PASS


def judged(report: Report, threshold: Threshold) -> Report:
    """Return the report with the status of each target and the run's exit code."""
    targets = tuple(
        replace(
            t,
            status=status(t, threshold),
            findings=tuple(replace(f, fails_gate=counts(f, threshold)) for f in t.findings),
        )
        for t in report.targets
    )
    code = exit_code((t.status for t in targets), threshold)
    if report.run.interrupted:
        code = Exit.INTERRUPTED
    return replace(report, targets=targets, run=replace(report.run, exit_code=int(code)))


def exit_code(statuses: Iterable[Status], threshold: Threshold) -> Exit:
    """Return what the shell sees: a finding outweighs a gap.

    >>> exit_code([Status.INCOMPLETE, Status.FAIL], Threshold())
    <Exit.FINDINGS: 1>
    >>> exit_code([Status.INCOMPLETE], Threshold(allow_incomplete=True))
    <Exit.PASS: 0>
    """
    seen = set(statuses)
    if threshold.exit_zero:
        return Exit.PASS
    if Status.FAIL in seen:
        return Exit.FINDINGS
    if Status.INCOMPLETE in seen and not threshold.allow_incomplete:
        return Exit.INCOMPLETE
    return Exit.PASS
