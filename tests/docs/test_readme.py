import os
import re
import subprocess
import sys
from pathlib import Path

from tests.docs import program
from tests.docs.markdown import DOCS, ROOT, pages, rows, section

README = ROOT / "README.md"
FIRST_SCREEN = 20
"""Lines."""
LIMIT = 320
"""Lines of the README."""


def text(path: Path = README) -> str:
    return path.read_text("utf-8")


def everything() -> str:
    return "\n".join(text(page) for page in pages() if page.name != "CHANGELOG.md")


def test_the_readme_is_short_and_begins_with_how_to_install_it() -> None:
    lines = text().splitlines()
    assert len(lines) < LIMIT
    assert [line for line in lines[:FIRST_SCREEN] if line.startswith("    pipx install .")] != []


def test_the_readme_has_a_list_of_its_contents() -> None:
    headings = re.findall(r"^## (.+)$", text(), re.MULTILINE)
    contents = text().partition("**Contents**")[2].partition("\n\n")[0]
    assert re.findall(r"\[([^\]]+)\]", contents) == headings


def test_every_page_is_in_the_list_of_the_documentation() -> None:
    listed = {row[0] for row in rows(text(DOCS / "README.md"))}
    names = {p.name for p in DOCS.glob("*.md") if p.name != "README.md"} | {"checks/"}
    assert {re.sub(r"\[(.+)\]\(.+\)", r"\1", cell) for cell in listed} == names


def test_every_command_is_listed_and_its_help_shown() -> None:
    names = [name for name, _ in program.commands()]
    assert re.findall(r"^\| \[`cdnaudit ([a-z ]+)`\]", text(), re.MULTILINE) == names
    shown = re.findall(r"^## cdnaudit ([a-z ]+)$", text(DOCS / "commands.md"), re.MULTILINE)
    assert shown == names


def test_no_command_is_named_that_does_not_exist() -> None:
    shell = "".join(re.findall(r"```sh\n(.*?)```", everything(), re.DOTALL))
    named = set(re.findall(r"(?:`|^ {4})cdnaudit ([a-z]+)\b", everything(), re.MULTILINE))
    named |= set(re.findall(r"^(?:[A-Z_]+=\S+ )*cdnaudit ([a-z]+)", shell, re.MULTILINE))
    known = {name.partition(" ")[0] for name, _ in program.commands()}
    assert named <= known
    assert {"scan", "simulate", "diff", "convert", "explain"} <= named


def test_every_flag_named_exists() -> None:
    helps = "".join(program.output(*name.split(), "--help") for name, _ in program.commands())
    known = set(re.findall(r"--[a-z][a-z-]+", helps + program.output("--help")))
    elsewhere = {"--bless", "--strict", "--from-file"}  # of pytest, mypy and kubectl
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", everything()))
    assert named - known - elsewhere == set()


def test_every_flag_of_every_command_is_shown() -> None:
    helps = text(DOCS / "commands.md")
    for name, _ in program.commands():
        flags = set(re.findall(r"--[a-z][a-z-]+", program.output(*name.split(), "--help")))
        assert flags <= set(re.findall(r"--[a-z][a-z-]+", section(helps, f"cdnaudit {name}"))), name


def test_every_exit_code_is_explained() -> None:
    found = [row[0] for row in rows(section(text(), "Exit codes"))]
    assert found == [str(code) for code in program.exit_codes()]


def test_every_format_is_explained() -> None:
    cells = [row[0] for row in rows(section(text(), "Formats"))]
    named = re.findall(r"`([a-z]+)`", " ".join(cells))
    assert sorted(named) == sorted(program.formats())


def test_every_scenario_is_named() -> None:
    named = re.findall(r"^\| \[`(.+?)`\]", text(DOCS / "events.md"), re.MULTILINE)
    assert named == [scenario.id for scenario in program.scenarios()]


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:`|^ {4})make ([a-z]+)\b", everything(), re.MULTILINE))
    assert {t for t in named if not re.search(rf"^{t}:", makefile, re.MULTILINE)} == set()
    assert {"demo", "test", "bless"} <= named


def test_the_version_of_the_action_is_that_of_the_program() -> None:
    used = re.findall(r"OWNER/cdnaudit@v([\d.]+)", everything())
    assert set(used) == {program.version()}


def test_the_changelog_names_every_format() -> None:
    said = text(ROOT / "CHANGELOG.md").partition("Formats: ")[2].partition(";")[0]
    assert sorted(re.findall(r"`([a-z]+)`", said)) == sorted(program.formats())


def test_the_picture_of_the_page_stands_in_the_first_screen_and_is_small() -> None:
    picture = (DOCS / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert len(picture) < 300_000
    assert "(docs/report.png)" in "\n".join(text().splitlines()[:FIRST_SCREEN])


def test_every_key_of_the_configuration_is_in_the_readme() -> None:
    keys = [row[0] for row in rows(section(text(DOCS / "configuration.md"), "Every key"))]
    assert [row[0] for row in rows(section(text(), "Configuration"))] == keys


def test_make_demo_begins_and_ends_as_the_readme_shows() -> None:
    shown = section(text(), "What it shows").partition("```text\n")[2].partition("\n```")[0]
    begin, end = shown.split("\n\n  ⋮\n\n")
    home = Path(sys.executable).parents[1]
    done = subprocess.run(
        ["make", "--no-print-directory", "--old-file", f"{home}/.user", "demo", f"VENV={home}"],
        cwd=ROOT,
        env={**os.environ, **program.ENV},
        capture_output=True,
        text=True,
        check=True,
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())
    assert (printed[: len(begin)], printed[-len(end) :]) == (begin, end)


def test_make_says_what_it_is_doing_before_each_step_that_takes_long() -> None:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    slow = [n for n, line in enumerate(lines) if " -m venv " in line or " pip install " in line]
    assert len(slow) == 3
    assert [lines[n] for n in slow if not lines[n - 1].startswith("\t@echo ")] == []
