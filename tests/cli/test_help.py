"""What ``--help`` shows to somebody who begins, and what a wrong first word is told."""

import re
import shlex
from pathlib import Path

import pytest

from cdnaudit.cli.app import COMMANDS, EXAMPLES, PURPOSES
from cdnaudit.cli.grouped_help import EXAMPLES as SCAN_EXAMPLES
from cdnaudit.cli.grouped_help import HEADINGS
from cdnaudit.cli.lazy import LazyCommand
from tests.cli.command import GOOD, INCOMPLETE, USAGE, cdnaudit, together

WIDTH = {"COLUMNS": "80"}


def test_help_lists_commands_by_purpose_each_with_its_whole_sentence() -> None:
    said = cdnaudit("--help", env=WIDTH).stdout
    assert [line[:-1] for line in said.splitlines() if line.endswith(":") and line[0] != " "] == [
        "Options",
        *PURPOSES,
        "Examples",
    ]
    assert max(map(len, said.splitlines())) <= 80
    words = " ".join(said.split())
    assert [name for name, does in COMMANDS.items() if f"{name} {does}" not in words] == []


def test_no_help_cuts_a_sentence() -> None:
    every = {name: (name, "--help") for name in COMMANDS} | {"all": ("--help",)}
    shown = together(every, dict.fromkeys(every, WIDTH))
    assert [
        name
        for name, done in shown.items()
        if re.search(r"[a-z]\.\.\.$", done.stdout, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("examples", [EXAMPLES, SCAN_EXAMPLES])
def test_the_examples_of_a_help_are_two_commands_that_run(examples: str, tmp_path: Path) -> None:
    (tmp_path / "hosts.txt").write_text("a.example\n")
    cdnaudit("baseline", "write", "accepted.json", "--replay", GOOD, "--no-config", cwd=tmp_path)
    lines = [shlex.split(line) for line in examples.splitlines()]
    codes = [
        cdnaudit(*words[1:], cwd=tmp_path, env={"CDNAUDIT_OFFLINE": "1"}).returncode
        for words in lines
    ]
    assert codes == [INCOMPLETE, INCOMPLETE]


def test_every_flag_of_a_scan_has_a_heading_and_every_heading_its_flags() -> None:
    known = {flag for param in LazyCommand("scan").load().params for flag in param.opts[-1:]}
    listed = [flag for flags in HEADINGS.values() for flag in flags]
    assert sorted(listed) == sorted(flag for flag in known if flag.startswith("--"))


def test_the_headings_of_a_scan_are_in_its_help() -> None:
    said = cdnaudit("scan", "--help", env=WIDTH).stdout
    assert re.findall(r"^(\S.*):$", said, re.MULTILINE) == [
        "Examples",
        "Arguments",
        *HEADINGS,
        "Options",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("example.com",),
            "'example.com' is no command; did you mean `cdnaudit scan example.com`?",
        ),
        (
            ("https://a.example/?y=1&z", "-f", "json"),
            "'https://a.example/?y=1&z' is no command; did you mean `cdnaudit scan 'https://a.example/?y=1&z' -f json`?",
        ),
        (
            ("a" * 300 + ".b",),
            f"'{'a' * 300}.b' is no command; did you mean `cdnaudit scan {'a' * 300}.b`?",
        ),
        (
            ("README.md",),
            "'README.md' is no command; did you mean `cdnaudit scan -i README.md`?",
        ),
        (
            ("a.\x1b[31m",),
            r"'a.\x1b[31m' is no command; did you mean `cdnaudit scan 'a.\x1b[31m'`?",
        ),
    ],
)
def test_a_target_in_place_of_a_command_is_told_of_scan(words: tuple[str, ...], told: str) -> None:
    done = cdnaudit(*words)
    assert (done.returncode, done.stdout, done.stderr) == (USAGE, "", f"cdnaudit: {told}\n")


def test_a_mistyped_command_is_told_the_nearest() -> None:
    done = cdnaudit("sacn")
    assert (done.returncode, "Did you mean 'scan'?" in done.stderr) == (USAGE, True)
