"""The checks of a report, and what each said of a target."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import JudgedFinding, Report, TargetReport
from cdnaudit.model.terms import Severity, rank


def check_list(report: Report) -> tuple[CheckInfo, ...]:
    """Return the checks the report brings, then those that it only names.

    Reports of other tools and of older versions bring none; what they found is still shown.
    """
    described = {check.id for check in report.checks}
    worst: dict[str, Severity] = {}
    for target in report.targets:
        for finding in target.findings:
            known = worst.setdefault(finding.check, finding.severity)
            worst[finding.check] = max(known, finding.severity, key=rank)
        for doubt in target.inconclusive:
            worst.setdefault(doubt.check, Severity.INFO)
    named = (_undescribed(name, level) for name, level in worst.items() if name not in described)
    return (*report.checks, *named)


def _undescribed(check: str, severity: Severity) -> CheckInfo:
    text = f"The report names the check {check} and says no more about it."
    return CheckInfo(check, check, text, severity)


class CheckOutcome(StrEnum):
    """What a check came to on one target."""

    PASSED = "passed"
    """It found nothing, or nothing that fails the gate."""
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check on one target."""

    check: CheckInfo
    findings: tuple[JudgedFinding, ...]
    inconclusive: tuple[Inconclusive, ...]

    @property
    def failing(self) -> tuple[JudgedFinding, ...]:
        """Return the findings that fail the gate."""
        return tuple(finding for finding in self.findings if finding.fails_gate)

    @property
    def outcome(self) -> CheckOutcome:
        """Return what the check came to; a finding outweighs a doubt."""
        if self.failing:
            return CheckOutcome.FAILED
        if self.inconclusive:
            return CheckOutcome.INCONCLUSIVE
        if self.findings and all(finding.suppressed for finding in self.findings):
            return CheckOutcome.SUPPRESSED
        return CheckOutcome.PASSED


def check_results(target: TargetReport, checks: Iterable[CheckInfo]) -> tuple[CheckResult, ...]:
    """Return what each check said of the target."""
    return tuple(
        CheckResult(
            check,
            tuple(finding for finding in target.findings if finding.check == check.id),
            tuple(doubt for doubt in target.inconclusive if doubt.check == check.id),
        )
        for check in checks
    )
