"""The smallest set of companies equals that of trying every set."""

import random
from collections import Counter
from itertools import chain, combinations

import pytest

from cdnaudit.reporting.smallest_set import CutsOfCompanies, SmallestSet, smallest_half

Groups = Counter[CutsOfCompanies]


def cuts(*sets: str) -> CutsOfCompanies:
    return frozenset(map(frozenset, sets))


def groups_of(seed: int) -> Groups:
    """Make groups of targets that go down with one company, or with two together."""
    chance = random.Random(seed)
    found: Groups = Counter()
    for _ in range(chance.randint(1, 12)):
        sizes = chance.choices((1, 2), k=chance.randint(0, 3))
        found[cuts(*("".join(chance.sample("abcdefg", size)) for size in sizes))] += chance.randint(
            1, 9
        )
    return found


def down(groups: Groups, failed: frozenset[str]) -> int:
    return sum(n for sets, n in groups.items() if any(cut <= failed for cut in sets))


@pytest.mark.parametrize("seed", range(300))
def test_no_smaller_set_takes_out_half_and_none_as_small_takes_out_more(seed: int) -> None:
    groups = groups_of(seed)
    targets = groups.total()
    names = sorted(set(chain.from_iterable(chain.from_iterable(groups))))
    sizes = (map(frozenset, combinations(names, size)) for size in range(1, len(names) + 1))
    most = (max((down(groups, failed) for failed in sets), default=0) for sets in sizes)
    enough = [(size, taken) for size, taken in enumerate(most, 1) if 2 * taken >= targets]
    found = smallest_half(groups, targets)
    if not enough:
        assert found is None
        return
    assert found is not None
    assert down(groups, frozenset(found.companies)) == found.takes_down
    if found.exact:
        assert (len(found.companies), found.takes_down) == enough[0]
    else:
        assert enough[0][0] > 6


def test_two_that_fail_together_count_where_none_does_alone() -> None:
    groups = Counter({cuts("ab"): 3, cuts(): 2})
    assert smallest_half(groups, 5) == SmallestSet(companies=("a", "b"), takes_down=3, exact=True)


@pytest.mark.parametrize(("number", "exact"), [(1, True), (2, True), (3, False)])
def test_three_may_not_be_fewest_where_pairs_are_not_known(number: int, exact: bool) -> None:
    groups = Counter({cuts(company): 1 for company in "abc"[:number]})
    groups[cuts()] = number
    found = smallest_half(groups, 2 * number, pairs_known=False)
    assert found == SmallestSet(companies=tuple("abc"[:number]), takes_down=number, exact=exact)


def test_where_half_cannot_be_taken_out_there_is_no_set() -> None:
    assert smallest_half(Counter({cuts("a"): 2, cuts(): 3}), 5) is None
    assert smallest_half(Counter(), 0) is None


def test_a_set_of_very_many_is_found_step_by_step_and_says_so() -> None:
    groups = Counter({cuts(chr(0x4E00 + number)): 1 for number in range(40)})
    found = smallest_half(groups, 40)
    assert found is not None
    assert (len(found.companies), found.takes_down, found.exact) == (20, 20, False)
