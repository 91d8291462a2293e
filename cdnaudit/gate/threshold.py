"""What a finding must reach to fail the gate."""

from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.assessment import Finding
from cdnaudit.model.terms import Confidence, Severity


class FailOn(StrEnum):
    """The mildest severity that fails the gate; ``none`` lets everything pass."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"
    NONE = "none"

    @property
    def severity(self) -> Severity | None:
        """The severity of that name; None lets everything pass."""
        return None if self is FailOn.NONE else Severity(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a finding must reach to fail the gate; ``fail_on`` None lets everything pass."""

    fail_on: Severity | None = Severity.HIGH
    min_confidence: Confidence = Confidence.MEDIUM
    allow_incomplete: bool = False
    """Evidence that is missing does not fail the gate."""
    exit_zero: bool = False
    """Findings and missing evidence leave the exit code at 0."""

    def reached_by(self, finding: Finding) -> bool:
        """Tell whether a finding is severe enough, and sure enough."""
        return (
            self.fail_on is not None
            and finding.severity.rank >= self.fail_on.rank
            and finding.confidence.rank >= self.min_confidence.rank
        )
