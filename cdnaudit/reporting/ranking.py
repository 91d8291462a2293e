"""In which order a reader meets findings and dependencies."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.model.assessment import Dependency, Location
from cdnaudit.model.report import JudgedFinding, Report
from cdnaudit.model.terms import Role

FROM_THE_VISITOR_INWARDS = (
    Role.STEERING,
    Role.CDN,
    Role.WAF,
    Role.CHALLENGE,
    Role.PLATFORM,
    Role.HOSTING,
    Role.DNS,
    Role.REGISTRAR,
    Role.CONTROL,
    Role.CA,
)


def worst_first(findings: Iterable[JudgedFinding]) -> tuple[JudgedFinding, ...]:
    """Return findings that are not suppressed, the worst first."""
    counting = (finding for finding in findings if not finding.suppressed)
    return tuple(sorted(counting, key=lambda finding: -finding.severity.rank))


def inwards(dependencies: Iterable[Dependency]) -> tuple[Dependency, ...]:
    """Return dependencies by role, from the visitor inwards."""
    return tuple(sorted(dependencies, key=lambda found: FROM_THE_VISITOR_INWARDS.index(found.role)))


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding, and the line of the file that names its target."""

    finding: JudgedFinding
    location: Location | None


def annotations(report: Report) -> tuple[Annotation, ...]:
    """Return findings that are not suppressed: those that fail the gate first, then the worst."""
    found = [
        Annotation(finding, target.location)
        for target in report.targets
        for finding in worst_first(target.findings)
    ]
    return tuple(sorted(found, key=_urgency))


def _urgency(annotation: Annotation) -> tuple[bool, int, str]:
    finding = annotation.finding
    return (not finding.fails_gate, -finding.severity.rank, finding.fingerprint)
