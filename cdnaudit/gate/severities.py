"""What the configuration does to a target's findings: remap, switch off, raise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cdnaudit.gate.configuration import CheckSetting
from cdnaudit.model.assessment import Assessment, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRules:
    """The configuration's say; ``single_points`` are checks that tier 1 raises one level."""

    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    tier1: frozenset[str] = frozenset()
    single_points: frozenset[str] = frozenset()

    def apply(self, assessed: Assessment) -> Assessment:
        """Return the target with findings as the configuration wants them, worst first."""
        raised = assessed.target in self.tier1
        kept = [self._finding(f, raised=raised) for f in assessed.findings if self._on(f.check)]
        inconclusive = tuple(u for u in assessed.inconclusive if self._on(u.check))
        worst_first = sorted(kept, key=lambda f: f.worst_first)
        return replace(assessed, findings=tuple(worst_first), inconclusive=inconclusive)

    def _on(self, check: str) -> bool:
        setting = self.checks.get(check)
        return setting is None or setting.enabled

    def _finding(self, finding: Finding, *, raised: bool) -> Finding:
        """Apply the configured severity; tier 1 raises single-point findings beyond it."""
        setting = self.checks.get(finding.check)
        severity = setting.severity if setting and setting.severity else finding.severity
        if raised and finding.check in self.single_points:
            severity = severity.raised()
        return replace(finding, severity=severity)
