"""What a report comes to in numbers: all that a format needs in which nothing is said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import JudgedFinding, Report
from cdnaudit.model.terms import Severity, Status
from cdnaudit.reporting.check_list import check_list
from cdnaudit.reporting.display import DisplayOptions
from cdnaudit.reporting.portfolio_rows import PortfolioRow, portfolio
from cdnaudit.reporting.ranking import worst_first


@dataclass(frozen=True)
class Totals:
    """A report, how it is to be shown, and how much there is of what.

    It has no slots: what is costly is worked out when it is first read, once for all formats.
    """

    report: Report
    display: DisplayOptions = field(default_factory=DisplayOptions)

    @cached_property
    def checks(self) -> tuple[CheckInfo, ...]:
        """Every check that the report brings or names."""
        return check_list(self.report)

    @cached_property
    def targets_by_status(self) -> Mapping[Status, int]:
        """How many targets ended so."""
        return Counter(target.status for target in self.report.targets)

    @cached_property
    def findings(self) -> tuple[JudgedFinding, ...]:
        """The findings of all targets that count, the worst first."""
        return worst_first(f for target in self.report.targets for f in target.findings)

    @cached_property
    def findings_by_severity(self) -> Mapping[Severity, int]:
        """How many findings count, by severity."""
        return Counter(finding.severity for finding in self.findings)

    @cached_property
    def portfolio(self) -> tuple[PortfolioRow, ...]:
        """What the targets share, and how many fall with it."""
        return portfolio(self.report)
