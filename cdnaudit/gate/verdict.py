"""Judge a run: which targets fail, pass or are incomplete, and what the shell sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import FailOn, Threshold
from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import Ending, JudgedFinding, Report, Run, TargetReport, set_aside
from cdnaudit.model.terms import Exit, Status, exit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a run is judged by."""

    threshold: Threshold
    severities: SeverityRules
    suppressor: Suppressor
    checks: tuple[CheckInfo, ...] = ()
    """What was asked of every target, for the report to carry."""
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of targets that have some."""


def judged(run: Run, assessments: Iterable[Assessment], criteria: Criteria) -> Report:
    """Judge every target: severities as configured, then what was accepted, then the threshold."""
    configured = [criteria.severities.apply(a) for a in assessments]
    targets = tuple(_target(a, criteria) for a in configured)
    return Report(
        run=run,
        targets=targets,
        exit_code=exit_code((t.status for t in targets), criteria.threshold, run.ending),
        warnings=criteria.suppressor.warnings(configured),
        checks=criteria.checks,
        fail_on=str(criteria.threshold.fail_on or FailOn.NONE),
    )


def _target(assessed: Assessment, criteria: Criteria) -> TargetReport:
    findings = tuple(_finding(f, criteria) for f in assessed.findings)
    return TargetReport.of(
        assessed,
        status=_status(assessed, findings),
        findings=findings,
        set_aside=set_aside((f.suppressed for f in findings), criteria.suppressor.baseline.file),
        tags=criteria.tags.get(assessed.target, ()),
    )


def _finding(finding: Finding, criteria: Criteria) -> JudgedFinding:
    suppressed = criteria.suppressor.suppression(finding)
    return JudgedFinding.of(
        finding,
        suppressed=suppressed,
        fails_gate=suppressed is None and criteria.threshold.reached_by(finding),
    )


def _status(assessed: Assessment, findings: Iterable[JudgedFinding]) -> Status:
    """Return the verdict on one target; a gap in the facts never passes."""
    if any(f.fails_gate for f in findings):
        return Status.FAIL
    return Status.INCOMPLETE if assessed.inconclusive or assessed.limits_hit else Status.PASS


def exit_code(
    statuses: Iterable[Status], threshold: Threshold, ending: Ending = Ending.COMPLETE
) -> Exit:
    """Return what the shell sees: a finding outweighs a gap, and a run cut short all of them.

    >>> exit_code([Status.INCOMPLETE, Status.FAIL], Threshold())
    <Exit.FINDINGS: 1>
    >>> exit_code([Status.INCOMPLETE], Threshold(allow_incomplete=True))
    <Exit.PASS: 0>
    """
    match ending:
        case Ending.CRASHED:
            return Exit.INTERNAL
        case Ending.INTERRUPTED:
            return Exit.INTERRUPTED
        case Ending.COMPLETE:
            return _complete(statuses, threshold)


def _complete(statuses: Iterable[Status], threshold: Threshold) -> Exit:
    code = exit_of(statuses)
    forgiven = code is Exit.INCOMPLETE and threshold.allow_incomplete
    return Exit.PASS if threshold.exit_zero or forgiven else code


def only_new(report: Report) -> Report:
    """Leave out the findings that the baseline holds; the verdict stays."""
    return replace(report, targets=tuple(_only_new(t) for t in report.targets))


def _only_new(target: TargetReport) -> TargetReport:
    kept = [f for f in target.findings if not f.suppressed or f.suppressed.kind != "baseline"]
    return replace(target, findings=tuple(kept))
