"""The search for minimal cut sets: exact, and order by order.

What takes the root down beside a set of events that leaves it working has a member in every path
set beside these. So a set grows by the members of one path set, and all that have grown to one
size are tried at once. A host with a thousand addresses has a path set with one of them: what
the others hang on is not even tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from cdnaudit.graph.structure import AT_ONCE, Structure, Trial

EFFORT = 5_000_000
"""How many parts of nodes one search may look at: about a second's work."""
TRIAL = 25
"""What one more trial weighs beside a part, apart from its share in an evaluation."""


class SearchTooLongError(Exception):
    """The effort was spent before the search was over."""


@dataclass(slots=True)
class CutSearch:
    """One search below one root."""

    structure: Structure
    root: int
    _found: set[Trial] = field(init=False, default_factory=set)
    _effort: int = field(init=False, default=EFFORT)

    def orders(self) -> Iterator[list[Trial]]:
        """Yield the minimal cut sets of one group, those of two, and so on without end.

        A root that does not work has none of any order.

        Raises:
            SearchTooLongError: the graph is too large to search the next order.
        """
        harmless = [Trial()]
        while True:
            trials = list(dict.fromkeys(self._grown(harmless)))
            down = list(self.structure.down(self.root, trials))
            self._found.update(down)
            yield down
            harmless = [trial for trial in trials if trial not in self._found]

    def _grown(self, harmless: Sequence[Trial]) -> Iterator[Trial]:
        """Yield each set with each member of a path set beside it, if no cut set is part of it."""
        length = self.structure.order.length
        self._spend(length * len(harmless))
        for trial in harmless:
            path_set = self.structure.path_sets(trial)[self.root] or ()
            self._spend((TRIAL + length // AT_ONCE) * len(path_set))
            for member in sorted(path_set):
                if self._found.isdisjoint(_parts_with(member, trial)):
                    yield trial | {member}

    def _spend(self, effort: int) -> None:
        self._effort -= effort
        if self._effort < 0:
            raise SearchTooLongError


def _parts_with(member: int, trial: Trial) -> Iterator[Trial]:
    """Yield the parts of a grown set that hold its new member; the others are known to be harmless."""
    for size in range(len(trial)):
        for part in combinations(trial, size):
            yield frozenset((member, *part))
