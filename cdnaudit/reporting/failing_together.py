"""The sets of several failures that take a target down together, by how many they are."""

from dataclasses import dataclass

from cdnaudit.model.assessment import CutSet
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome
from cdnaudit.reporting.event_names import reading_order

NAMES = {2: "Pairs", 3: "Sets of three"}


@dataclass(frozen=True, slots=True)
class FailingTogether:
    """The cut sets of one order above 1."""

    order: int
    count: int
    listed: tuple[CutSet, ...]
    """All of them, services first; none where they are too many to read."""

    @property
    def title(self) -> str:
        """Name them.

        >>> FailingTogether(2, 0, ()).title
        'Pairs that take it down together'
        """
        return f"{NAMES[self.order]} that take it down together"


def failing_together(target: TargetReport) -> tuple[FailingTogether, ...]:
    """Return every order above 1 of which there are cut sets."""
    found = [(order, count) for order, count in enumerate(target.cut_counts, 1) if order > 1]
    certain = [cut for cut in target.cuts if cut.outcome is Outcome.DOWN]
    certain.sort(key=lambda cut: tuple(map(reading_order, cut.events)))
    return tuple(
        FailingTogether(order, count, tuple(cut for cut in certain if len(cut.events) == order))
        for order, count in found
        if count
    )
