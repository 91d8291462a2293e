"""The providers that a reader is shown: whom the target uses, and whom its verdict names."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.model.assessment import CutSet, Dependency
from cdnaudit.model.events import Event
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.ranking import inwards
from cdnaudit.reporting.sentences import role_words, signals


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider in one role, in words; what is not known is empty."""

    role: str
    provider: str
    company: str
    """Who owns it, where that is somebody else."""
    host: str
    confidence: str
    evidence: str
    """What led to it."""


def provider_rows(target: TargetReport) -> tuple[ProviderRow, ...]:
    """Return what the target depends on itself and what else alone takes it down."""
    points = {cut.events[0]: cut for cut in target.cuts if cut.is_single_point}
    shown = inwards((*target.providers, *_further(target)))
    known = {found.event for found in shown}
    unlisted = sorted(event for event in points if event.provider and event not in known)
    return (*map(_row, shown), *(_by_its_path(target, event, points[event]) for event in unlisted))


def _further(target: TargetReport) -> Iterable[Dependency]:
    """Return what alone takes the target down by way of something else, once a host."""
    named = set(target.single_points) - {found.event for found in target.providers}
    first: dict[tuple[Event, str], Dependency] = {}
    for found in target.transitive:
        if found.event in named:
            first.setdefault((found.event, found.host), found)
    return first.values()


def _row(found: Dependency) -> ProviderRow:
    return ProviderRow(
        role=role_words(found),
        provider=found.provider,
        company="" if found.company == found.provider else found.company,
        host=found.host,
        confidence=str(found.confidence),
        evidence=signals(found),
    )


def _by_its_path(target: TargetReport, event: Event, cut: CutSet) -> ProviderRow:
    """Describe a provider that only the graph knows, such as that of a nameserver's own zone."""
    way = ", ".join(cut.path[1:-1])
    return ProviderRow(
        role=str(event.role),
        provider=event.name,
        company="",
        host=target.target,
        confidence="",
        evidence=f"by way of {way}" if way else "",
    )
