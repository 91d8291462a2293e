"""Which two must fail together, grouped by owner: ``amazon with fastly or ns1``, not 41 pairs."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cdnaudit.model.events import Event
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome
from cdnaudit.names import counted, listed
from cdnaudit.reporting.common_causes import CommonCause, Owners
from cdnaudit.reporting.single_points import with_roles

PAIR = 2
NAMED = 5
"""Of those with which one fails together: as many are named."""
Named = Callable[[CommonCause, TargetReport], str]


@dataclass(frozen=True, slots=True)
class Pairing:
    """One cause, and those any one of which takes the target down together with it."""

    first: CommonCause
    others: tuple[CommonCause, ...]

    def in_words(self, target: TargetReport, name: Named = with_roles) -> str:
        """Say it, with the roles of each unless they are named otherwise."""
        named = [name(other, target) for other in self.others[:NAMED]]
        rest = len(self.others) - len(named)
        others = listed([*named, *([counted(rest, "more owner")] if rest else [])], "or")
        return f"{name(self.first, target)} together with {others}"


def pairings(
    target: TargetReport, owners: Owners, alone: Iterable[CommonCause]
) -> tuple[Pairing, ...]:
    """Return the pairs of owners that take the target down, the one in most pairs first.

    Owners that take it down alone, and networks of one owner, are in no pair.
    """
    enough = {cause.owner for cause in alone}
    pairs: set[frozenset[Event]] = set()
    events: set[Event] = set()
    for cut in target.cuts:
        if len(cut.events) == PAIR and cut.outcome is Outcome.DOWN:
            pair = frozenset(map(owners.owner, cut.events))
            if len(pair) == PAIR and not pair & enough:
                pairs.add(pair)
                events.update(cut.events)
    causes = owners.grouped(events)
    return tuple(_grouped(pairs, causes))


def _grouped(pairs: set[frozenset[Event]], causes: dict[Event, CommonCause]) -> list[Pairing]:
    """Take out, again and again, whoever is in most of the pairs that are left."""
    found: list[Pairing] = []
    left = set(pairs)
    while left:
        in_pairs = Counter(owner for pair in left for owner in pair)
        first = min(in_pairs, key=lambda owner: (-in_pairs[owner], owner))
        taken = {pair for pair in left if first in pair}
        others = sorted(owner for pair in taken for owner in pair if owner != first)
        found.append(Pairing(causes[first], tuple(causes[owner] for owner in others)))
        left -= taken
    return found
