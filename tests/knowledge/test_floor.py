"""No provider disappears, and none loses a fifth of its rules, without a word in the CHANGELOG."""

import pytest

from tests.knowledge import floor

LEAST = {"alpha": 10, "beta": 1}


def test_no_provider_is_lost_without_a_word() -> None:
    assert floor.lost(floor.rules_now(), floor.floor(), floor.told()) == ()


@pytest.mark.parametrize(
    ("now", "missing"),
    [
        ({"alpha": 10, "beta": 1}, ()),
        ({"alpha": 12, "beta": 2}, ()),
        ({"alpha": 9, "beta": 1}, ()),
        ({"alpha": 8, "beta": 1}, ("alpha",)),
        ({"alpha": 10}, ("beta",)),
        ({"alpha": 10, "beta": 1, "new": 1}, ()),
        ({"alpha": 10, "beta": 1, "new": 0}, ("new",)),
    ],
)
def test_a_fifth_of_the_rules_is_too_much_to_lose(
    now: dict[str, int], missing: tuple[str, ...]
) -> None:
    assert floor.lost(now, LEAST, ()) == missing


def test_what_the_changelog_tells_may_be_lost() -> None:
    assert floor.lost({"beta": 1}, LEAST, {"alpha"}) == ()


def test_the_floor_is_raised_and_never_lowered() -> None:
    assert floor.raised({"alpha": 9, "beta": 3, "new": 2}, LEAST) == {
        "alpha": 10,
        "beta": 3,
        "new": 2,
    }
