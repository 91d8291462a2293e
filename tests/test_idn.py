"""Internationalised names: their own letters, and what may be read as another name."""

import pytest

from cdnaudit.idn import doubt, is_bad, own_letters
from cdnaudit.names import host


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("example.com", "example.com"),
        ("xn--bcher-kva.example", "b\u00fccher.example"),
        ("xn--e1afmkfd.xn--p1ai", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"),
        ("xn--i-7iq.ws", "i\u2764.ws"),
        ("xn--a.example", "xn--a.example"),
        ("xn--ab-g1t.example", "xn--ab-g1t.example"),
    ],
    ids=["ascii", "latin", "cyrillic", "symbol", "no punycode", "a hidden mark"],
)
def test_a_name_is_shown_in_its_own_letters_where_they_can_be_seen(name: str, shown: str) -> None:
    assert own_letters(name) == shown


@pytest.mark.parametrize(
    "label", ["xn--", "xn--a", "xn---", "xn--99999999999999999999", "xn--abc-", "xn--\u00fc"]
)
def test_what_stands_for_no_letters_is_bad(label: str) -> None:
    assert is_bad(label)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("p\u0430ypal.com", "mixes Cyrillic and Latin letters and is not paypal.com"),
        ("www.g\u03bf\u03bfgle.com", "mixes Greek and Latin letters and is not www.google.com"),
        ("b\u00fc\u0431.com", "mixes Cyrillic and Latin letters"),
        (
            "\u0430\u0440\u0440\u04cf\u0435.com",
            "has Cyrillic letters that look like Latin ones and is not apple.com",
        ),
    ],
)
def test_letters_that_look_like_others_are_told(typed: str, said: str) -> None:
    assert doubt(host(typed)) == said


@pytest.mark.parametrize(
    "typed",
    [
        "example.com",
        "b\u00fccher.example",
        "\u0441\u0430\u0445\u0430\u0440.\u0440\u0444",
        "\u043f\u0440\u0438\u043c\u0435\u0440.com",
        "\u65e5\u672c\u30b3\u30fc\u30d2\u30fc\u306eabc.jp",
        "\u4f50\u3005\u6728.jp",
        "\ud55c\uad6d.kr",
        "\u0430.\u0431.com",
    ],
    ids=[
        "ascii",
        "latin",
        "Russian",
        "Russian under com",
        "Japanese",
        "repeated",
        "Korean",
        "a label a script",
    ],
)
def test_a_language_written_as_usual_is_no_doubt(typed: str) -> None:
    assert doubt(host(typed)) == ""
