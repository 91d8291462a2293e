import re
from pathlib import Path

from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.knowledge.provider_folder import load
from cdnaudit.knowledge.self_test import problems
from cdnaudit.model.terms import Signal

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_provider_shown_is_valid_and_its_examples_hold(tmp_path: Path) -> None:
    shown = TEXT.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "examplecdn.toml").write_text(shown, "utf-8")
    (tmp_path / "companies.toml").write_text(
        '[[company]]\nid = "example-holding"\nname = "Example Holding"\nsource = "https://example.test/"\n',
        "utf-8",
    )
    folder = load(tmp_path)
    assert [p.id for p in folder.providers] == ["examplecdn"]
    assert problems(folder) == ()


def test_every_place_a_rule_can_look_is_explained() -> None:
    rows = TEXT.partition("| `on` |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([a-z]+)` \|", rows, re.MULTILINE)) == set(Signal)


def test_every_file_named_exists() -> None:
    named = set(re.findall(r"`((?:cdnaudit|tests|fixtures)/[a-z_/.]+)`", TEXT))
    made_up = {"cdnaudit/checks/my_check.py", "tests/checks/test_my_check.py"}
    assert {n for n in named - made_up if not (ROOT / n).exists()} == set()


def test_every_layer_is_drawn() -> None:
    layers = re.search(
        r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.DOTALL
    )
    assert layers
    drawn = TEXT.partition("## The house")[2].partition("```")[2].partition("```")[0]
    assert set(re.findall(r"[a-z_]+", layers[1])) <= set(re.findall(r"[a-z_]+", drawn))


def test_every_part_of_a_checks_docstring_is_asked_for() -> None:
    parts = ("Asks", "Why", "Silent when", "Remedy", "Source")
    assert "**" + ", ".join(parts) + "**" in TEXT
    assert [c.id for c in CHECKS if not all(f"\n{p}: " in c.help for p in parts)] == []
