"""A provider is its own file and nothing else."""

import shutil
from pathlib import Path

import pytest

from cdnaudit.knowledge import compile as command
from cdnaudit.knowledge import embedded
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.provider_folder import load
from cdnaudit.knowledge.rules import Folder
from cdnaudit.knowledge.self_test import problems
from cdnaudit.model.terms import Signal
from tests.knowledge import floor

ROOT = Path(__file__).parents[2]
FILE = """\
id = "examplecdn"
name = "Example CDN"

[[rule]]
role = "cdn"
on = "cname"
suffix = ["edge.examplecdn.test"]
basis = "official"
source = "https://docs.examplecdn.test/setup#dns"
verified = 2026-11-23
hits = ["acme.edge.examplecdn.test"]
misses = ["wedge.examplecdn.test"]
"""


@pytest.fixture
def providers(tmp_path: Path) -> Path:
    """Copy the folder of providers, compile it, and add one file."""
    folder = tmp_path / "providers"
    shutil.copytree(embedded.PROVIDERS, folder)
    embedded.load(folder, tmp_path / "rules.json")
    (folder / "examplecdn.toml").write_text(FILE, "utf-8")
    return folder


def test_the_next_run_knows_it(providers: Path) -> None:
    folder = embedded.load(providers, providers.parent / "rules.json")
    known = Knowledge(folder.providers, folder.rules, folder.companies)
    found = known.by_name(Signal.CNAME, "acme.edge.examplecdn.test")
    assert [match.rule.id for match in found] == ["examplecdn#cname-0"]
    assert known.owners_of("examplecdn") == ("examplecdn",)


def test_its_examples_are_tried(providers: Path) -> None:
    assert problems(load(providers)) == ()


def test_no_file_of_the_repository_has_to_follow(providers: Path) -> None:
    before = command.made(load(embedded.PROVIDERS), "stamp")
    after = command.made(load(providers), "stamp")
    changed = [f"cdnaudit/generated/{name}" for name in after if after[name] != before[name]]
    assert changed == ["cdnaudit/generated/rules.json"]
    assert changed[0] in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_floor_needs_no_line_of_it(providers: Path) -> None:
    assert floor.lost(counts(load(providers)), floor.floor(), floor.told()) == ()


def counts(folder: Folder) -> dict[str, int]:
    return {
        provider.id: sum(rule.provider == provider.id for rule in folder.rules)
        for provider in folder.providers
    }
