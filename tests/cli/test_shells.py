"""Completion in real shells, as somebody types: what Python alone believes of them is not enough."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command import ROOT, environment
from tests.cli.terminal import Terminal, terminal
from tests.cli.test_completions import CDNAUDIT, COMPLETIONS

TYPED: Mapping[str, str] = {
    "simu": "simulate",
    "scan --fail-on cr": "critical",
    "scan --fail-on=med": "--fail-on=medium",
    "scan -f mar": "markdown",
    "convert -f html:rep": "html:report.html",
    "convert rep": "report.html",
    "explain dns-single-pre": "dns-single-prefix",
    "providers list --role st": "steering",
    "schema rec": "recording",
    "simulate --down company:goo": "company:google",
    "simulate --down cloudflare/ch": "cloudflare/challenge",
    "simulate --scenario dyn": "dyn-2016-10-21",
}
"""What is typed after ``cdnaudit``, and the word that the TAB key makes of its end."""
CLEAR = "\x15"


def shell(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("CDNAUDIT_LAB") == "required":
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one file, to see that files are completed too."""
    (tmp_path / "report.html").touch()
    return tmp_path


def alone(folder: Path) -> dict[str, str]:
    """Return an environment in which nobody's start-up file is read."""
    path = f"{CDNAUDIT.parent}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(folder), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return environment(PATH=path, TERM="dumb", PS1="$ ", LC_ALL="C.UTF-8", **home)


def completed(there: Terminal) -> dict[str, str]:
    """Return the words that the terminal shows after TAB, where they are those expected."""
    found = {}
    for typed, word in TYPED.items():
        seen = there.type(f"cdnaudit {typed}\t", until=word)
        found[typed] = word if word in seen else seen
        there.type(f"{CLEAR}:\r", until="\n")
    return found


def test_bash_completes_words_values_and_files(folder: Path) -> None:
    script = COMPLETIONS / "cdnaudit.bash"
    with terminal([shell("bash"), "--norc", "--noprofile", "-i"], folder, alone(folder)) as there:
        there.type(f". {script}; echo re''ady\r", until="ready")
        assert completed(there) == TYPED


def test_zsh_loads_the_function_from_its_path_and_completes_at_the_first_tab(folder: Path) -> None:
    begin = f"fpath=({COMPLETIONS} $fpath); autoload -U compinit; compinit -u -D; echo re''ady\r"
    with terminal([shell("zsh"), "-f", "-i"], folder, alone(folder)) as there:
        there.type(begin, until="ready")
        assert completed(there) == TYPED


def test_fish_completes_words_values_and_files(folder: Path) -> None:
    asked = "; ".join(f"complete -C 'cdnaudit {typed}'" for typed in TYPED)
    done = subprocess.run(
        [shell("fish"), "--no-config", "-c", f"source {COMPLETIONS / 'cdnaudit.fish'}; {asked}"],
        cwd=folder,
        env=alone(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.partition("\t")[0] for line in done.stdout.splitlines()] == list(TYPED.values())


def test_fish_shows_the_whole_help_of_a_flag_in_its_line(folder: Path) -> None:
    ask = "complete -C 'cdnaudit scan --form'"
    script = f"source {ROOT / 'completions' / 'cdnaudit.fish'}; {ask}"
    done = subprocess.run(
        [shell("fish"), "--no-config", "-c", script],
        cwd=folder,
        env=alone(folder),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("--format\tHow to write the report, and where; repeatable. table")
