import re
from pathlib import Path

from tests.docs import program
from tests.docs.check_pages import PARTS
from tests.docs.markdown import ROOT, rows, section

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SECTIONS = (
    "Setting up",
    "The map",
    "The walk is a pure function, asked again",
    "Add a provider",
    "Add a check",
    "Add a format",
    "Add a fixture",
    "Goldens and documentation",
    "The lab",
    "Worlds of lost answers",
    "Benchmarks",
    "Mutants and coverage",
    "Style",
    "Releases",
)
MADE_UP = {"cdnaudit/checks/my_check.py", "tests/checks/test_my_check.py"}


def test_every_section_is_there_in_order() -> None:
    assert tuple(re.findall(r"^## (.+)$", TEXT, re.MULTILINE)) == SECTIONS


def test_the_provider_shown_is_valid_and_its_examples_hold(tmp_path: Path) -> None:
    shown = TEXT.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "examplecdn.toml").write_text(shown, "utf-8")
    (tmp_path / "companies.toml").write_text(
        '[[company]]\nid = "example-holding"\nname = "Example Holding"\nsource = "https://example.test/"\n',
        "utf-8",
    )
    assert program.provider_problems(tmp_path) == ()


def test_every_signal_is_explained() -> None:
    explained = {row[0].strip("`") for row in rows(section(TEXT, "Add a provider"))}
    assert explained == set(program.VOCABULARY["Signals"])


def test_every_file_named_exists() -> None:
    named = set(re.findall(r"`((?:cdnaudit|tests|fixtures|docs)/[a-z_/.]*)`", TEXT))
    assert {n for n in named - MADE_UP if not (ROOT / n).exists()} == set()


def test_the_map_has_every_layer_and_no_other() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    layers = set(re.findall(r"[a-z_]+", project.partition("\nlayers = [")[2].partition("]")[0]))
    drawn = {row[0].strip("`") for row in rows(section(TEXT, "The map"))}
    assert drawn == layers


def test_every_part_of_a_checks_docstring_is_asked_for() -> None:
    assert "**" + ", ".join(PARTS) + "**" in TEXT
    assert [c.id for c in program.checks() if not all(f"\n{p}: " in c.help for p in PARTS)] == []
