import re
import subprocess
import sys
from pathlib import Path

import pytest

from cdnaudit.checks.catalogue import CHECKS
from cdnaudit.cli.output import FORMATS
from cdnaudit.gate.verdict import Exit
from cdnaudit.saved.scenarios import SCENARIOS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")


def cog(*flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cogapp", *flags, README.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_readme_shows_what_the_program_prints(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--bless"):
        cog("-r")
    done = cog("--check", "--diff")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("check", [c.id for c in CHECKS])
def test_every_check_is_named(check: str) -> None:
    assert f"| `{check}` |" in TEXT


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_explained(code: Exit) -> None:
    assert re.search(rf"^\| {code} \| \w", TEXT, re.MULTILINE)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_named(name: str) -> None:
    rows = TEXT.partition("\n### Formats\n")[2].partition("\n## ")[0]
    assert f"`{name}`" in rows


def test_the_number_of_formats_is_right() -> None:
    assert len(FORMATS) == 11
    assert "eleven formats" in TEXT


@pytest.mark.parametrize("scenario", [s.id for s in SCENARIOS])
def test_every_scenario_is_named(scenario: str) -> None:
    assert f"`{scenario}`" in TEXT


def test_every_linked_file_exists() -> None:
    links = set(re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT))
    assert {link for link in links if not (ROOT / link).exists()} == set()
    assert {"LICENSE", "action.yml"} <= links


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=\s{2}|`)", TEXT))
    assert {t for t in named if not re.search(rf"^{t}:", makefile, re.MULTILINE)} == set()
    assert {"demo", "test"} <= named
