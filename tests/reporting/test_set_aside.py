"""What a gate set aside, in one sentence."""

import pytest

from cdnaudit.model.report import SetAside
from cdnaudit.reporting.set_aside import set_aside_words
from tests.formats import samples

FIVE = SetAside("baseline", "base.json", None, 5)
SOON = SetAside("ignore", "second provider contracted", "2027-03-31", 1)
LATER = SetAside("ignore", "second provider contracted", "2027-06-30", 1)
OTHER = SetAside("ignore", "moves away", "2026-12-31", 2)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), ""),
        ((FIVE,), "5 accepted in base.json"),
        (
            (FIVE, SOON),
            "5 accepted in base.json, 1 ignored until 2027-03-31: second provider contracted",
        ),
        ((LATER, SOON), "2 ignored until 2027-03-31 or later: second provider contracted"),
        ((SOON, OTHER), "3 ignored until 2026-12-31 or later"),
        ((SetAside("ignore", "known", None, 1),), "1 ignored: known"),
        ((SetAside("ignore", "r" * 200, None, 1),), f"1 ignored: {'r' * 77}..."),
        ((SetAside("baseline", "a\x1b[31m", None, 1),), "1 accepted in a\\x1b[31m"),
    ],
)
def test_it_counts_what_was_accepted_and_names_until_when_and_why(
    parts: tuple[SetAside, ...], words: str
) -> None:
    assert set_aside_words(parts) == words


def test_what_several_targets_set_aside_is_added_up() -> None:
    shops = (samples.shop("a.example"), samples.shop("b.example"), samples.login())
    assert samples.report(shops).set_aside == (
        SetAside("ignore", "second provider contracted", "2027-03-31", 2),
    )
