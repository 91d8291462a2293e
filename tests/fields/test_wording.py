"""What an error repeats of a wrong value: all of a short one, the start of a long one."""

from datetime import date

import pytest

from cdnaudit.fields.wording import clipped, nearest, one_of, repeated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 77 + "..."),
        ("\x1b" * 20, "\\x1b" * 20),
        ("\x1b" * 21, "\\x1b" * 19 + "\\..."),
    ],
)
def test_eighty_characters_of_a_text_are_kept(text: str, told: str) -> None:
    assert clipped(text) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("x" * 78, f"'{'x' * 78}'"),
        ("x" * 79, f"'{'x' * 76}..."),
        ("x" * 9_999, f"'{'x' * 76}..."),
        ("it's", '"it\'s"'),
        ((1 << 256) - 1, str((1 << 256) - 1)),
        (1 << 256, "a number of too many digits"),
        (date(2027, 3, 31), "2027-03-31"),
        ([], "[…]"),
        ({}, "{…}"),
        (1.5, "1.5"),
        (False, "false"),
    ],
)
def test_a_value_is_repeated_in_little_space(value: object, told: str) -> None:
    assert repeated(value) == told


def test_the_nearest_word_is_named_however_far_it_is() -> None:
    assert nearest("zzz", ["b", "a"]) in {"did you mean a?", "did you mean b?"}
    assert nearest("suffi", ["suffix", "source"]) == "did you mean suffix?"
    assert nearest("x" * 80 + "y" * 9_999, ["x" * 80, "y" * 80]) == f"did you mean {'x' * 80}?"


def test_a_word_of_a_closed_set_is_named_where_one_alone_is_near() -> None:
    assert one_of("blok", ["block", "challenge"]) == "did you mean block?"
    assert one_of("zzz", ["block", "challenge"]) == "use one of block, challenge"
    assert one_of("tier", ["tier1", "tier2"]) == "use one of tier1, tier2"
    assert one_of(3, ["1", "2"]) == "use one of 1, 2"
