"""The table of keys against the reader: each example is read, and each thing read has a key."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from tests.docs import program
from tests.docs.markdown import DOCS, ROOT, rows, section

PAGE = (DOCS / "configuration.md").read_text("utf-8")
KEYS = {row[0].strip("`"): row for row in rows(section(PAGE, "Every key"))}

HEADS = {
    "target": "[[target]]",
    "policy": "[policy]",
    "checks.ID": "[checks.dns-dangling]",
    "ignore": "[[ignore]]",
}
NEEDED = {
    "target": {"name": '"www.example.com"'},
    "ignore": {"check": '"dns-dangling"', "reason": '"because"', "expires": "2026-01-01"},
}
"""Keys without which a table cannot be read."""


def written(table: str, values: Mapping[str, str]) -> str:
    """Write a configuration of one table."""
    lines = (f"{name} = {value}" for name, value in values.items())
    return "\n".join([HEADS.get(table, ""), *lines])


def said(thing: object) -> Iterator[tuple[str, str, str]]:
    """Yield what the reader filled: class, field and value, at any depth."""
    if is_dataclass(thing):
        for field in fields(thing):
            value = getattr(thing, field.name)
            yield type(thing).__name__, field.name, repr(value)
            yield from said(value)
    elif isinstance(thing, Mapping | tuple):
        for one in thing.values() if isinstance(thing, Mapping) else thing:
            yield from said(one)


def read(folder: Path, text: str) -> set[tuple[str, str, str]]:
    path = folder / "cdnaudit.toml"
    path.write_text(text, "utf-8")
    return set(said(program.configuration(path)))


def changed(folder: Path, key: str) -> set[tuple[str, str]]:
    """Return the fields that the example of a key changes."""
    table, _, name = key.rpartition(".")
    needed = NEEDED.get(table, {})
    before = read(folder, written(table, needed))
    after = read(folder, written(table, {**needed, name: KEYS[key][3].strip("`")}))
    return {(kind, field) for kind, field, _ in after - before}


@pytest.mark.parametrize("key", KEYS)
def test_the_example_of_a_key_is_read(tmp_path: Path, key: str) -> None:
    assert changed(tmp_path, key) != set()


def test_everything_that_is_read_has_a_key(tmp_path: Path) -> None:
    reached = {at for key in KEYS for at in changed(tmp_path, key)}
    wanted = {
        (kind.__name__, field.name)
        for kind in program.CONFIGURED
        for field in fields(kind)
        if field.name not in program.BOOKKEEPING
    }
    assert wanted - reached == set()


def test_a_key_names_its_flag_and_the_variable_of_that_flag() -> None:
    variables = program.variables()
    named = [re.findall(r"`([^`]+)`", row[4]) for row in KEYS.values()]
    pairs = [tuple(both) for both in named if both]
    assert pairs == [(flag, variables[flag]) for flag, *_ in pairs]
    assert len(pairs) > 5


@pytest.mark.parametrize("page", ["README.md", "docs/configuration.md"])
def test_every_configuration_shown_can_be_read(tmp_path: Path, page: str) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    assert [example for example in examples if not read(tmp_path, example)] == []
