from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.mutants.collecting import Mutant, mutants
from tests.mutants.sampling import sample, shares

SOURCE = "\n".join(f"x{n} = {n}" for n in range(60)).encode()
MANY = (
    *mutants("cdnaudit/graph/a.py", SOURCE),
    *mutants("cdnaudit/render/b.py", SOURCE)[:30],
    *mutants("cdnaudit/scan.py", SOURCE)[:10],
)


def test_a_seed_always_gives_the_same_sample() -> None:
    assert sample(MANY, 20, seed=3) == sample(tuple(reversed(MANY)), 20, seed=3)


def test_another_seed_gives_another_sample() -> None:
    assert sample(MANY, 20, seed=3) != sample(MANY, 20, seed=4)


def test_every_package_has_its_share_by_size() -> None:
    packages = [m.package for m in sample(MANY, 10, seed=3)]
    assert {p: packages.count(p) for p in packages} == {
        "cdnaudit": 1,
        "cdnaudit.graph": 6,
        "cdnaudit.render": 3,
    }


def test_no_more_are_chosen_than_there_are() -> None:
    assert sample(MANY, 1000, seed=3) == MANY


def test_one_package_does_not_change_the_sample_of_another() -> None:
    def of_graph(chosen: tuple[Mutant, ...]) -> list[Mutant]:
        return [m for m in chosen if m.package == "cdnaudit.graph"]

    moved = tuple(replace(m, text="7") if m.package == "cdnaudit" else m for m in MANY)
    assert of_graph(sample(moved, 10, seed=3)) == of_graph(sample(MANY, 10, seed=3))


@given(st.dictionaries(st.text(), st.integers(1, 900)), st.integers(0, 2000))
def test_shares_sum_to_the_number_and_none_is_beyond_its_size(
    sizes: dict[str, int], number: int
) -> None:
    found = shares(sizes, number)
    assert sum(found.values()) == min(number, sum(sizes.values()))
    assert [p for p in sizes if found[p] > sizes[p]] == []
