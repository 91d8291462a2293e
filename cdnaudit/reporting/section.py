"""One target made ready to be written."""

from dataclasses import dataclass
from functools import cached_property

from cdnaudit.idn import own_letters
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import JudgedFinding, TargetReport
from cdnaudit.model.terms import Outcome, Status
from cdnaudit.reporting import sentences, target_verdict
from cdnaudit.reporting.box_groups import condensed
from cdnaudit.reporting.boxes import Drawing
from cdnaudit.reporting.cause_rows import CauseRow, cause_rows
from cdnaudit.reporting.check_list import CheckResult, check_results
from cdnaudit.reporting.drawing import draw
from cdnaudit.reporting.event_names import reading_order
from cdnaudit.reporting.failing_together import FailingTogether, failing_together
from cdnaudit.reporting.finding_groups import FindingGroup, finding_groups
from cdnaudit.reporting.nested_list import ListItem, nested_list
from cdnaudit.reporting.not_known import limit_words, not_known
from cdnaudit.reporting.outline import OutlineItem, outline
from cdnaudit.reporting.provider_rows import ProviderRow, provider_rows
from cdnaudit.reporting.ranking import worst_first
from cdnaudit.reporting.refusals import Refusal, refusals
from cdnaudit.reporting.set_aside import set_aside_words
from cdnaudit.reporting.target_causes import TargetCauses


@dataclass(frozen=True)
class TargetSection:
    """One target, and what is said of it. No slots, as with a document."""

    target: TargetReport
    checks: tuple[CheckInfo, ...]
    """Those of the report."""
    level: str
    """From which severity up a finding fails the gate, in words; may be empty."""

    @cached_property
    def name(self) -> str:
        """The target's name; an internationalised one is shown in its own letters too."""
        name = self.target.target
        own = own_letters(name)
        return name if own == name else f"{name} ({own})"

    @cached_property
    def causes(self) -> TargetCauses:
        """What takes it down, as values."""
        return TargetCauses(self.target)

    @cached_property
    def verdict(self) -> str:
        """What takes the target down, in a sentence."""
        return target_verdict.verdict(self.causes).replace(self.target.target, self.name, 1)

    @cached_property
    def gate(self) -> str:
        """How it fares at the gate, how much was set aside, and what it has in spite of that."""
        return sentences.gate(self.causes, self.level)

    @cached_property
    def has_single_points(self) -> bool:
        """Tell whether anything alone takes it down, whatever the gate says."""
        return bool(self.target.single_points)

    @property
    def passes_in_spite(self) -> bool:
        """Tell whether the gate lets it pass with single points: that is no clean bill."""
        return self.has_single_points and self.target.status is Status.PASS

    @cached_property
    def gate_sentence(self) -> str:
        """What the gate set aside, and why it judged so."""
        return sentences.gate_sentence(self.target)

    @cached_property
    def set_aside(self) -> str:
        """What does not count, and until when; empty where everything does."""
        return set_aside_words(self.target.set_aside)

    @cached_property
    def alone(self) -> tuple[CauseRow, ...]:
        """What alone takes it down, a row an owner."""
        return cause_rows(self.causes)

    @cached_property
    def together(self) -> tuple[str, ...]:
        """Who takes it down only together, as far as the verdict does not say so."""
        return target_verdict.only_together(self.causes)

    @cached_property
    def goes_down_with(self) -> str:
        """What alone takes it down, in a few words; empty where nothing does."""
        return target_verdict.goes_down_with(self.causes)

    @cached_property
    def taken_down_by(self) -> str:
        """What to say of it beside its name: who takes it down, or that nobody is known to."""
        if self.causes.broken_at:
            return "does not work as it stands"
        if self.goes_down_with:
            return f"goes down with {self.goes_down_with}"
        missing = self.target.inconclusive or self.target.limits_hit
        return "not known: evidence is missing" if missing else "no known single point"

    @cached_property
    def failing_together(self) -> tuple[FailingTogether, ...]:
        """The pairs of events, and larger sets, that take it down together."""
        return failing_together(self.target)

    @cached_property
    def doubtful_points(self) -> tuple[CutSet, ...]:
        """The events that would be single points if what is not known does not work."""
        doubtful = (cut for cut in self.target.cuts if cut.outcome is Outcome.UNKNOWN)
        return tuple(sorted(doubtful, key=lambda cut: tuple(map(reading_order, cut.events))))

    @cached_property
    def findings(self) -> tuple[JudgedFinding, ...]:
        """The findings that count, the worst first."""
        return worst_first(self.target.findings)

    @cached_property
    def finding_groups(self) -> tuple[FindingGroup, ...]:
        """The findings that count, the worst first, each with those that follow from it."""
        return finding_groups(self.target.findings)

    @cached_property
    def suppressed(self) -> tuple[JudgedFinding, ...]:
        """The findings that do not count."""
        return tuple(finding for finding in self.target.findings if finding.suppressed)

    @cached_property
    def check_results(self) -> tuple[CheckResult, ...]:
        """What each check of the report came to."""
        return check_results(self.target, self.checks)

    @cached_property
    def providers(self) -> tuple[ProviderRow, ...]:
        """The providers that it depends on itself, from the visitor inwards, or goes down with."""
        return provider_rows(self.target)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """The pages that were refused to us, and by whom."""
        return refusals(self.target)

    @cached_property
    def not_known(self) -> tuple[str, ...]:
        """What could not be found out, a line each."""
        return not_known(self.target)

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """Why it is incomplete, whatever its checks say."""
        return tuple(limit_words(limit) for limit in self.target.limits_hit)

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """Its hosts and zones as a tree."""
        return outline(self.target)

    @cached_property
    def drawing(self) -> Drawing:
        """Its graph as boxes and edges."""
        return draw(self.target)

    @cached_property
    def condensed_drawing(self) -> Drawing:
        """The drawing without what a still picture is clearer without."""
        return condensed(self.drawing)

    @cached_property
    def nested_list(self) -> ListItem | None:
        """The drawing as a list; None where no graph was kept."""
        return nested_list(self.drawing)
