"""The public names with their types; they load when first used, which type checkers cannot see."""

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.application.progress import Progress
from cdnaudit.errors import CdnauditError
from cdnaudit.gate.threshold import FailOn
from cdnaudit.model.report import JudgedFinding, Report, TargetReport
from cdnaudit.model.terms import Confidence, Exit, Severity, Status

__version__: str
__all__ = [
    "CdnauditError",
    "Confidence",
    "Exit",
    "FailOn",
    "JudgedFinding",
    "Options",
    "Progress",
    "Report",
    "Severity",
    "Status",
    "TargetReport",
    "__version__",
    "audit",
]
