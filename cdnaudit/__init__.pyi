"""The public names with their types; they load when first used, which type checkers cannot see."""

from cdnaudit.application.audit import audit as audit
from cdnaudit.application.options import Options as Options
from cdnaudit.application.progress import Progress as Progress
from cdnaudit.errors import CdnauditError as CdnauditError
from cdnaudit.gate.threshold import FailOn as FailOn
from cdnaudit.model.report import JudgedFinding as JudgedFinding
from cdnaudit.model.report import Report as Report
from cdnaudit.model.report import TargetReport as TargetReport
from cdnaudit.model.terms import Confidence as Confidence
from cdnaudit.model.terms import Exit as Exit
from cdnaudit.model.terms import Severity as Severity
from cdnaudit.model.terms import Status as Status

__version__: str
