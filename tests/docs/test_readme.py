import re
import subprocess
import sys
from pathlib import Path

import pytest

from cdnaudit.analysis.scenarios import SCENARIOS
from cdnaudit.formats.output import FORMATS
from cdnaudit.gate.configuration import load
from cdnaudit.gate.verdict import Exit
from cdnaudit.judging.catalogue import CHECKS
from tests.docs import shown

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


def test_every_command_is_listed_and_its_help_shown() -> None:
    names = [name for name, _ in shown.commands()]
    assert re.findall(r"^\| `cdnaudit ([a-z ]+)` \|", TEXT, re.MULTILINE) == names
    assert re.findall(r"<code>cdnaudit ([a-z ]+) --help</code>", TEXT) == names


def test_no_command_is_named_that_does_not_exist() -> None:
    blocks = "".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL))
    named = set(re.findall(r"(?:`|^ {4})cdnaudit ([a-z]+)\b", TEXT, re.MULTILINE))
    named |= set(re.findall(r"^cdnaudit ([a-z]+)", blocks, re.MULTILINE))
    assert named <= {name.partition(" ")[0] for name, _ in shown.commands()}
    assert {"scan", "simulate"} <= named


@pytest.mark.parametrize("flag", sorted(set(re.findall(r"`(--[a-z-]+)", TEXT))))
def test_a_flag_named_in_the_text_exists(flag: str) -> None:
    helps = "".join(shown.output(*name.split(), "--help") for name, _ in shown.commands())
    assert flag in helps + shown.output("--help")


def test_the_configuration_shown_is_valid(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text(TEXT.partition("```toml\n")[2].partition("```")[0], "utf-8")
    held = load(config, frozenset(c.id for c in CHECKS))
    assert [t.name for t in held.targets] == ["login.example.com"]
    assert [i.check for i in held.ignores] == ["dns-single-provider"]


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
