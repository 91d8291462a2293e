"""Each field is read as what it must be; what is wrong is named with its place and a remedy."""

import ipaddress
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cdnaudit import names
from cdnaudit.errors import FileError, RunError
from cdnaudit.fields.fields import MAX_NUMBER, Fields
from cdnaudit.fields.source import JSON, FileKind, Source
from cdnaudit.model.terms import Role, State

KIND = FileKind(
    syntax=JSON, error=RunError, remedy="give a file", max_bytes=100, max_text=10, max_entries=3
)
Read = Callable[[Fields], object]


def fields(**values: object) -> Fields:
    return Fields(Source(Path("f.json"), KIND), "a[0].", values)


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (lambda f: f.text("k"), "", ""),
        (lambda f: f.text("k"), "é", "é"),
        (lambda f: f.text("k"), "\ud800", "\ud800"),
        (lambda f: f.filled("k"), "x", "x"),
        (lambda f: f.optional_text("k"), "two", "two"),
        (lambda f: f.texts("k"), ["x", "x", ""], ("x", "x", "")),
        (lambda f: f.texts("k", lone=True), "x", ("x",)),
        (lambda f: f.number("k"), MAX_NUMBER, MAX_NUMBER),
        (lambda f: f.number("k", least=-1), -1, -1),
        (lambda f: f.optional_number("k"), 0, 0),
        (lambda f: f.numbers("k"), [2, 1, 2], (2, 1, 2)),
        (lambda f: f.numbers("k", lone=True), 7, (7,)),
        (lambda f: f.flag("k"), False, False),
        (lambda f: f.optional_flag("k"), True, True),
        (lambda f: f.day("k"), date(2027, 3, 31), date(2027, 3, 31)),
        (lambda f: f.optional_day("k"), date(2027, 3, 31), date(2027, 3, 31)),
        (lambda f: f.choice("k", ("x", "y")), "y", "y"),
        (lambda f: f.word("k", State), "block", State.BLOCK),
        (lambda f: f.optional_word("k", State), "present", State.PRESENT),
        (lambda f: f.words("k", Role), ["dns", "cdn"], (Role.DNS, Role.CDN)),
        (lambda f: f.read("k", int, "…"), "12", 12),
        (lambda f: f.read_all("k", int, "…"), ["1", "2"], (1, 2)),
        (lambda f: f.table("k").text("x"), {"x": "y"}, "y"),
        (lambda f: [t.text("x") for t in f.tables("k")], [{"x": "1"}, {"x": "2"}], ["1", "2"]),
        (lambda f: list(f.named("k", ("x", "y"))), {"y": {}, "x": {}}, ["y", "x"]),
    ],
)
def test_a_field_is_what_it_must_be(read: Read, value: object, found: object) -> None:
    assert read(fields(k=value)) == found


NOTHING: dict[str, tuple[Read, object]] = {
    "has": (lambda f: f.has("k"), False),
    "text": (lambda f: f.text("k", "x"), "x"),
    "optional text": (lambda f: f.optional_text("k"), None),
    "texts": (lambda f: f.texts("k"), ()),
    "number": (lambda f: f.number("k", 5), 5),
    "optional number": (lambda f: f.optional_number("k"), None),
    "numbers": (lambda f: f.numbers("k"), ()),
    "flag": (lambda f: f.flag("k", default=True), True),
    "optional flag": (lambda f: f.optional_flag("k"), None),
    "optional day": (lambda f: f.optional_day("k"), None),
    "choice": (lambda f: f.choice("k", ("x",)), None),
    "optional word": (lambda f: f.optional_word("k", State), None),
    "words": (lambda f: f.words("k", Role), ()),
    "read all": (lambda f: f.read_all("k", int, "…"), ()),
    "table": (lambda f: f.table("k").values, {}),
    "tables": (lambda f: f.tables("k"), ()),
    "named": (lambda f: f.named("k", ()), {}),
}


@pytest.mark.parametrize("values", [{}, {"k": None}], ids=["absent", "null"])
@pytest.mark.parametrize("kind", NOTHING)
def test_what_is_not_there_is_nothing_or_the_default(kind: str, values: dict[str, object]) -> None:
    read, found = NOTHING[kind]
    assert read(fields(**values)) == found


@pytest.mark.parametrize(
    ("read", "value", "told"),
    [
        (lambda f: f.text("k"), None, "k: is null; give a string"),
        (lambda f: f.text("k"), 3, "k: is 3; give a string"),
        (lambda f: f.text("k"), "x" * 11, "k: is 'xxxxxxxxxxx'; give at most 10 characters"),
        (lambda f: f.text("k", "x"), [], "k: is […]; give a string"),
        (lambda f: f.filled("k"), " ", "k: is empty; give a string"),
        (lambda f: f.demand("k", "v1"), "v2", "k: is 'v2'; give 'v1'"),
        (lambda f: f.texts("k"), "x", "k: is 'x'; give a list of strings"),
        (lambda f: f.texts("k"), ["x", 3], "k[1]: is 3; give a string"),
        (lambda f: f.texts("k"), list("abcd"), "k: has 4 entries; give at most 3"),
        (lambda f: f.number("k"), -1, "k: is -1; give a whole number"),
        (lambda f: f.number("k"), True, "k: is true; give a whole number"),
        (lambda f: f.number("k"), 1.0, "k: is 1.0; give a whole number"),
        (lambda f: f.number("k"), MAX_NUMBER + 1, f"k: is {MAX_NUMBER + 1}; give a whole number"),
        (lambda f: f.number("k"), 1 << 9_999, "k: is a number of too many digits; give a whole"),
        (lambda f: f.number("k", most=9), 10, "k: is 10; give a whole number from 0 to 9"),
        (lambda f: f.numbers("k"), 7, "k: is 7; give a list of whole numbers"),
        (lambda f: f.numbers("k"), [1, "2"], "k[1]: is '2'; give a whole number"),
        (lambda f: f.flag("k"), 1, "k: is 1; give true or false"),
        (lambda f: f.day("k"), "2027-03-31", "k: is '2027-03-31'; give a date without quotes"),
        (
            lambda f: f.day("k"),
            datetime(2027, 3, 31, tzinfo=UTC),
            "k: is 2027-03-31T00:00:00+00:00; give",
        ),
        (lambda f: f.choice("k", ("x", "y")), "z", "k: is 'z'; use one of x, y"),
        (lambda f: f.word("k", State), 3, "k: is 3; give one of challenge, block, present"),
        (lambda f: f.word("k", State), "blok", "k: is 'blok'; did you mean block?"),
        (lambda f: f.words("k", Role), ["dns", "x"], "k[1]: is 'x'; use one of dns, cdn"),
        (lambda f: f.read("k", int, "give digits"), "x", "k: is 'x'; give digits"),
        (lambda f: f.read("k", int, "give digits"), 1, "k: is 1; give a string"),
        (
            lambda f: f.read_all("k", ipaddress.ip_address, "give an IP address"),
            ["::1", "x"],
            "k[1]: is 'x'; give an IP address",
        ),
        (
            lambda f: f.read("k", names.host, "mend the name"),
            "::1",
            "k: target '::1' is an address; give a host name",
        ),
        (lambda f: f.table("k"), [], "k: is […]; give an object"),
        (lambda f: f.table("k").text("x"), {}, "k.x: is missing; give a string"),
        (lambda f: f.tables("k"), {}, "k: is {…}; give a list of objects"),
        (lambda f: f.tables("k"), [{}, 3], "k[1]: is 3; give an object"),
        (lambda f: f.tables("k")[1].flag("x"), [{}, {}], "k[1].x: is missing; give true or false"),
        (lambda f: f.named("k", ("xyz",)), {"xz": {}}, "k.xz: is no known key; did you mean xyz?"),
        (lambda f: f.refuse_unknown(()), 1, "k: is no known key; take it out"),
        (lambda f: f.refuse_unknown(("other",)), 1, "k: is no known key; did you mean other?"),
    ],
)
def test_a_wrong_field_is_told(read: Read, value: object, told: str) -> None:
    with pytest.raises(RunError) as caught:
        read(fields(k=value))
    assert str(caught.value).startswith(f"f.json: a[0].{told}")


def test_a_strange_key_is_shown_and_not_sent() -> None:
    with pytest.raises(RunError) as caught:
        fields(**{"\x1b[31m" + "k" * 500: 1}).refuse_unknown(("x",))
    assert str(caught.value).startswith(r"f.json: a[0].\x1b[31mkkk")
    assert len(str(caught.value)) < 200


def test_every_unknown_key_can_be_told() -> None:
    told = [error.where for error in fields(x=1, y=2, z=3).unknown(("y",))]
    assert told == ["a[0].x", "a[0].z"]


def test_after_one_error_the_next_field_can_be_read() -> None:
    table = fields(x=1, y="2", z=3)
    problems: list[str] = []
    found: list[str] = []
    for key in ("x", "y", "z"):
        try:
            found.append(table.text(key))
        except FileError as error:
            problems.append(error.where)
    assert (found, problems) == (["2"], ["a[0].x", "a[0].z"])
