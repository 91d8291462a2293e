"""A report made ready to be written: all that a renderer says is worked out here."""

from dataclasses import dataclass
from functools import cached_property

from cdnaudit.model.events import Event
from cdnaudit.model.terms import Status
from cdnaudit.names import counted, shown
from cdnaudit.reporting import sentences
from cdnaudit.reporting.concentration import (
    Alone,
    Concentration,
    who_takes_out_how_many,
    worst_targets_first,
)
from cdnaudit.reporting.display import MANY, OWNERS, Detail
from cdnaudit.reporting.fleet_verdict import fleet_verdict
from cdnaudit.reporting.inventory import Inventory, inventory
from cdnaudit.reporting.metrics import Metric, metrics
from cdnaudit.reporting.next_steps import next_steps
from cdnaudit.reporting.portfolio_rows import PortfolioRow
from cdnaudit.reporting.ranking import Annotation, annotations
from cdnaudit.reporting.section import TargetSection
from cdnaudit.reporting.set_aside import set_aside_words
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.totals import Totals
from cdnaudit.reporting.what_if import (
    HiddenEvents,
    Suggestion,
    hidden_events,
    known_events,
    suggestions,
)


@dataclass(frozen=True)
class Document(Totals):
    """A report, how it is to be shown, and all that is said of it."""

    @cached_property
    def headline(self) -> str:
        """How many targets failed, passed or are incomplete."""
        return sentences.headline(self.report, self._causes)

    @cached_property
    def set_aside(self) -> str:
        """What does not count, of all targets; empty where everything does."""
        return set_aside_words(self.report.set_aside)

    @cached_property
    def verdict(self) -> str:
        """Who takes it down; of several targets, who takes down how many."""
        if len(self.targets) == 1:
            return self.targets[0].verdict
        if not self.targets:
            return self.headline
        without = (found.target for found in self.targets if not found.has_single_points)
        unknown = sum(target.status is Status.INCOMPLETE for target in without)
        return fleet_verdict(self.alone, len(self.targets), unknown)

    @cached_property
    def title(self) -> str:
        """The verdict in a few words: an only target is named, several are counted."""
        if len(self.report.targets) == 1:
            only = self.targets[0]
            return f"{only.name}: {only.gate}"
        return self.headline

    @cached_property
    def exit_sentence(self) -> str:
        """What the exit code means."""
        return sentences.exit_sentence(self.report)

    @cached_property
    def evidence_from(self) -> str:
        """Where the answers come from, and of live ones the day."""
        return sentences.evidence_from(self.report.run)

    @cached_property
    def configured_by(self) -> str:
        """The configuration that held; empty where there was none."""
        file = self.report.run.config
        return f"configuration {shown(file)}" if file else ""

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before anything else."""
        halted = ("interrupted: this report is partial",) if self.report.run.interrupted else ()
        return (*halted, *self.report.warnings)

    @cached_property
    def targets(self) -> tuple[TargetSection, ...]:
        """Every target in its order."""
        level = sentences.at_level(self.report)
        return tuple(TargetSection(target, self.checks, level) for target in self.report.targets)

    @cached_property
    def _causes(self) -> tuple[TargetCauses, ...]:
        return tuple(section.causes for section in self.targets)

    @property
    def are_many(self) -> bool:
        """Tell whether the targets are too many to be shown one by one."""
        return len(self.report.targets) >= MANY

    @cached_property
    def targets_by_outcome(self) -> tuple[TargetSection, ...]:
        """Every target: those that fail, the incomplete, those that pass with single points."""
        passing = [found for found in self.targets if found.target.status is Status.PASS]
        passing.sort(key=lambda found: not found.has_single_points)
        return (*self.targets_worst_first, *passing)

    @cached_property
    def targets_in_full(self) -> tuple[TargetSection, ...]:
        """The targets to show in full: all of a few, of many none, unless asked otherwise."""
        match self.display.detail:
            case Detail.SUMMARY:
                return ()
            case Detail.FITTING:
                return () if self.are_many else self.targets
            case Detail.FULL:
                return self.targets

    @cached_property
    def targets_worst_first(self) -> tuple[TargetSection, ...]:
        """The targets that do not pass: those that fail, the worst first, then the incomplete."""
        sections = {id(section.target): section for section in self.targets}
        found = worst_targets_first(self.report.targets)
        return tuple(sections[id(target)] for target in found)

    @cached_property
    def has_baseline(self) -> bool:
        """Tell whether a baseline accepted anything: what fails is new since it was written."""
        return any(part.kind == "baseline" for part in self.report.set_aside)

    def new_findings(self, section: TargetSection) -> str:
        """Count what fails the gate and no baseline accepted; nothing where there is none."""
        failing = sum(finding.fails_gate for finding in section.target.findings)
        return counted(failing, "new finding") if self.has_baseline and failing else ""

    @cached_property
    def alone(self) -> Alone:
        """Who takes out how many of the targets."""
        return who_takes_out_how_many(self._causes)

    @cached_property
    def owners(self) -> tuple[Concentration, ...]:
        """Who alone takes out most of them; all who do if targets are shown in full."""
        rows = self.alone.rows
        return rows if self.display.detail is Detail.FULL else rows[:OWNERS]

    @cached_property
    def next_steps(self) -> tuple[str, ...]:
        """What to type next, and what it gives."""
        return next_steps(self.report, self.display)

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """The findings of all targets as remarks on lines of files, the most urgent first."""
        return annotations(self.report)

    @cached_property
    def inventory(self) -> Inventory:
        """The services that the targets depend on, each once."""
        return inventory(self.report)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """The run as numbers."""
        return metrics(self.report)

    @cached_property
    def shared(self) -> tuple[PortfolioRow, ...]:
        """Of many targets, the rows that more than one of them uses; of a few, all."""
        rows = self.portfolio
        return tuple(row for row in rows if row.used_by > 1) if self.are_many else rows

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All that can fail, sorted."""
        return known_events(self.report)

    @cached_property
    def hidden_events(self) -> HiddenEvents:
        """By the roles that an unknown may hide: which events may stand behind it."""
        return hidden_events(self.report, self.events)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """All that can fail, with what else a reader may call it."""
        return suggestions(self.report, self.events)
