"""The lock of development: every package once, by version, and nothing of where it came from."""

import re
import tomllib

from tests.ecosystem.shell import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = (ROOT / ".requirements-dev.lock").read_text("utf-8").splitlines()


def name_of(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return found[0].lower()


def test_a_line_is_a_name_and_a_version() -> None:
    pin = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#@/]+)?")
    assert [line for line in PINS if not pin.fullmatch(line)] == []
    assert sorted({name_of(line) for line in PINS}) == [name_of(line) for line in PINS]


def test_every_direct_dependency_is_pinned() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {name_of(a) for a in asked} - {name_of(line) for line in PINS} == set()
