"""What a terminal can show: its width, its characters, its colours."""

import sys
from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.formats.terminal_lines import Line, Span, columns_of, grid, length, styled, wrapped
from cdnaudit.formats.terminal_screen import Screen, encoding_of
from cdnaudit.model.observed import Path
from cdnaudit.reporting.display import Color
from tests.formats import samples
from tests.formats.written import written
from tests.golden.test_fixtures import CASES, judged

NAME = "a-very-long-label.of-a-host.in-a-zone.with-many-labels.example"


def texts(lines: list[Line]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def test_lines_are_broken_between_words_and_hang() -> None:
    assert texts(wrapped(styled("one two  three"), 8, hang=2)) == ["one two", "  three"]
    assert texts(wrapped(styled("  one"), 8)) == ["  one"]
    assert texts(wrapped((), 8)) == [""]


def test_a_name_that_is_too_long_is_broken_at_its_dots() -> None:
    assert texts(wrapped(styled(f"at {NAME}"), 30)) == [
        "at",
        "a-very-long-label.of-a-host.",
        "in-a-zone.with-many-labels.",
        "example",
    ]
    assert texts(wrapped(styled("x" * 25), 10)) == ["x" * 10, "x" * 10, "x" * 5]


def test_what_has_one_style_is_one_span() -> None:
    line = (Span("a b", "bold"), Span(" c", "bold"), Span(" d"))
    assert wrapped(line, 80) == [(Span("a b c", "bold"), Span(" d"))]


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(4, 30))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrapped(styled(text), width)
    assert max(map(length, lines)) <= width
    kept = "".join("".join(texts(lines)).split(" "))
    assert kept == "".join("".join(span.text for span in styled(text)).split(" "))


def test_cells_stand_below_each_other_where_columns_would_be_too_narrow() -> None:
    row = tuple(map(styled, (NAME, "  4 of 5", "", "a word or two more than fit")))
    assert texts(list(grid([row], 40))) == [
        "a-very-long-label.of-a-host.in-a-zone.",
        "  with-many-labels.example",
        "  4 of 5  a word or two more than fit",
    ]
    assert list(grid([], 40)) == []


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [columns_of(text) for text in ("abc", "名前", "u\u0308")] == [3, 4, 1]


def test_a_stream_is_written_in_characters_that_it_has() -> None:
    line = styled("└── über · 名")
    seen = {}
    for encoding in ("ascii", "latin-1", "utf-8"):
        raw = BytesIO()
        out = TextIOWrapper(raw, encoding=encoding, newline="\n")
        Screen.of(out).write([line])
        out.flush()
        seen[encoding] = raw.getvalue().decode(encoding)
    assert seen == {
        "ascii": "`-- \\xfcber | \\u540d\n",
        "latin-1": "`-- über · \\u540d\n",
        "utf-8": "└── über · 名\n",
    }


class Standard(StringIO):
    """As the shell's standard output in Python's UTF-8 mode."""

    encoding = "utf-8"
    name = "<stdout>"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "out", "expected"),
    [
        ({}, Standard(), "utf-8"),
        ({"LC_ALL": "C"}, Standard(), "ascii"),
        ({"LC_CTYPE": "POSIX", "LANG": "en_GB.UTF-8"}, Standard(), "ascii"),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, Standard(), "utf-8"),
        ({"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}, Standard(), "utf-8"),
        ({"LC_ALL": "C"}, StringIO(), "utf-8"),
    ],
)
def test_a_locale_of_ascii_alone_is_believed_of_standard_output(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], out: TextIO, expected: str
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert encoding_of(out) == expected


@pytest.mark.parametrize(
    ("term", "colored"), [("xterm", True), ("dumb", False), ("unknown", False)]
)
def test_a_dumb_terminal_gets_no_colour(
    monkeypatch: pytest.MonkeyPatch, term: str, *, colored: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", term)
    assert Screen.of(Standard()).is_colored is colored
    assert Screen.of(Standard(), Color.ALWAYS).is_colored


@pytest.mark.parametrize(
    ("columns", "expected"), [("200", 120), ("100", 100), ("3", 40), ("0", 80), ("", 80)]
)
def test_lines_are_as_wide_as_the_screen_and_not_wider_than_one_reads(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen.of(StringIO()).width == expected


def test_the_width_of_a_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert Screen.of(Standard()).width == 80


@pytest.mark.parametrize("report", samples.REPORTS)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_report_is_wider_than_its_screen(
    monkeypatch: pytest.MonkeyPatch, report: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = written("table", samples.REPORTS[report]()).splitlines()
    assert [line for line in lines if columns_of(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_deep_chain_is_no_wider_than_its_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = samples.shop()
    names = (shop.target, *(f"n{number}.{NAME}" for number in range(16)))
    path = Path("A", 0, None, None, names, ("192.0.2.1",))
    deep = replace(shop, hosts=(replace(shop.hosts[0], paths=(path,)),))
    for width in (40, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = written("table", samples.report((deep,))).splitlines()
        assert [line for line in lines if columns_of(line) > width] == []
        assert "n15." in "".join(lines)


@pytest.mark.parametrize("case", CASES)
def test_no_word_of_a_story_is_broken_at_40_columns(
    monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    report = judged(case)
    found = {}
    for width in (40, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        found[width] = written("table", report).splitlines()
    assert [line for line in found[40] if columns_of(line) > 40] == []
    words = {word for line in found[120] for word in line.split()}
    pieces = {word for line in found[40] for word in line.split() if word.isascii()} - words
    assert [piece for piece in pieces if not any(is_whole(piece, word) for word in words)] == []


def is_whole(piece: str, word: str) -> bool:
    """Tell whether a piece of a word begins and ends at a dot or its like."""
    before, found, after = word.partition(piece)
    return (
        bool(found)
        and not (before and before[-1].isalnum())
        and not (after and piece[-1].isalnum())
    )
