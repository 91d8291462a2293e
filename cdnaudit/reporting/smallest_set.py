"""The smallest set of companies that, failing together, takes out half of the targets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

LARGEST = 6
"""Companies up to which the smallest set is searched for."""
PAIR = 2
WORK = 2_000_000
"""Groups of targets that the search looks at, about two seconds, before it gives way to steps."""

CutsOfCompanies = frozenset[frozenset[str]]
"""Of one target: the sets of companies that each take it down."""
Groups = Mapping[CutsOfCompanies, int]
"""How many targets have the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestSet:
    """Companies that together take out at least half of the targets."""

    companies: tuple[str, ...]
    takes_down: int
    exact: bool
    """No smaller set does it. False: found step by step, or smaller ones may not be known."""


def smallest_half(groups: Groups, targets: int, *, pairs_known: bool = True) -> SmallestSet | None:
    """Return the smallest set; of several, one that takes out most. None: no set takes out half.

    Where not all pairs are known, two companies may do what three were found for.
    """
    needed = (targets + 1) // 2
    able = sum(count for cuts, count in groups.items() if cuts)
    if not needed or able < needed:
        return None
    search = _SetSearch(needed)
    try:
        for size in range(1, LARGEST + 1):
            search.extend((), groups, 0, size)
            if search.found:
                return SmallestSet(
                    companies=tuple(sorted(search.found)),
                    takes_down=search.most,
                    exact=pairs_known or size <= PAIR,
                )
    except _TooMuchWorkError:
        pass
    return _step_by_step(groups, needed)


class _TooMuchWorkError(Exception):
    """The search has looked at ``WORK`` groups."""


class _SetSearch:
    """Looks for the set of one size that takes out most, and at least what is needed."""

    def __init__(self, needed: int) -> None:
        self.found: tuple[str, ...] = ()
        self.most = needed - 1
        self._work = 0

    def extend(self, chosen: tuple[str, ...], groups: Groups, down: int, left: int) -> None:
        """Try every company as the next one; leave out what cannot be better than the best."""
        self._work += len(groups)
        if self._work > WORK:
            raise _TooMuchWorkError
        most = sorted(_at_most(groups, left).items(), key=_most_first)
        for number, (company, alone) in enumerate(most):
            if down + sum(count for _, count in most[number : number + left]) <= self.most:
                return
            if left == 1:
                self.found, self.most = (*chosen, company), down + alone
                return
            taken, rest = _without(groups, company)
            self.extend((*chosen, company), rest, down + taken, left - 1)
            groups = _never_failing(groups, company)


def _step_by_step(groups: Groups, needed: int) -> SmallestSet:
    """Add what takes out most of the rest; where no company does alone, the two that do."""
    chosen: list[str] = []
    down = 0
    while down < needed:
        shortest = min(len(cut) for cuts in groups for cut in cuts)
        gains: Counter[frozenset[str]] = Counter()
        for cuts, count in groups.items():
            for cut in cuts:
                if len(cut) == shortest:
                    gains[cut] += count
        step, _ = min(gains.items(), key=lambda gain: (-gain[1], sorted(gain[0])))
        for company in step:
            taken, groups = _without(groups, company)
            down += taken
            chosen.append(company)
    return SmallestSet(companies=tuple(sorted(chosen)), takes_down=down, exact=False)


def _at_most(groups: Groups, left: int) -> Counter[str]:
    """Count for each company the targets that it, with at most ``left`` in all, may take out."""
    found: Counter[str] = Counter()
    for cuts, count in groups.items():
        near = (cut for cut in cuts if len(cut) <= left)
        for company in set(chain.from_iterable(near)):
            found[company] += count
    return found


def _without(groups: Groups, company: str) -> tuple[int, Groups]:
    """Let a company fail: return how many targets go down, and what the rest still stand on."""
    down = 0
    alone = frozenset((company,))
    rest: Counter[CutsOfCompanies] = Counter()
    for cuts, count in groups.items():
        if alone in cuts:
            down += count
        elif any(company in cut for cut in cuts):
            rest[frozenset(cut - alone for cut in cuts)] += count
        else:
            rest[cuts] += count
    return down, rest


def _never_failing(groups: Groups, company: str) -> Groups:
    """Leave out the cuts of a company that every further set does without."""
    rest: Counter[CutsOfCompanies] = Counter()
    for cuts, count in groups.items():
        kept = frozenset(_lacking(cuts, company))
        if kept:
            rest[kept] += count
    return rest


def _lacking(cuts: CutsOfCompanies, company: str) -> Iterator[frozenset[str]]:
    return (cut for cut in cuts if company not in cut)


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])
