"""What takes one target down, worked out once for all that is said of it."""

from dataclasses import dataclass
from functools import cached_property

from cdnaudit.graph.evaluate import witness
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.common_causes import CommonCause, Owners, common_causes
from cdnaudit.reporting.pairs import Pairing, pairings


@dataclass(frozen=True)
class TargetCauses:
    """A target, and what takes it down. No slots, as with a document."""

    target: TargetReport

    @cached_property
    def broken_at(self) -> str:
        """Where the target fails while nothing else does; empty where it works."""
        graph = self.target.graph
        broken = witness(graph, frozenset()) if graph.nodes else ()
        return broken[-1] if broken else ""

    @cached_property
    def alone(self) -> tuple[CommonCause, ...]:
        """What alone takes it down: its own providers first, networks last."""
        return common_causes(self.target, self._owners) if self.target.single_points else ()

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """The pairs of owners that take it down, the one in most pairs first."""
        return pairings(self.target, self._owners, self.alone)

    @cached_property
    def _owners(self) -> Owners:
        return Owners.of(self.target)
