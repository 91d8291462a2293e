"""Completion in real shells, as somebody types: what Python alone believes of them is not enough."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.command import PASS, cdnaudit, environment
from tests.cli.terminal import Terminal, terminal
from tests.cli.test_completions import CDNAUDIT

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


def there(found: str | None, name: str) -> str:
    """Return a path, or skip the test where there is none; a pipeline must have it."""
    if found:
        return found
    if os.environ.get("CDNAUDIT_LAB") == "required":
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")


def shell(name: str) -> str:
    return there(shutil.which(name), name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a home with one file, to see that files are completed too."""
    (tmp_path / "report.html").touch()
    return tmp_path


def installed(folder: Path, name: str) -> dict[str, str]:
    """Install the completion of a shell into a home; return the environment of who lives there."""
    path = f"{CDNAUDIT.parent}{os.pathsep}{os.environ['PATH']}"
    nobody = {"XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "", "ZDOTDIR": str(folder)}
    env = {"HOME": str(folder), "SHELL": name, "PATH": path, **nobody}
    assert cdnaudit("--install-completion", env=env).returncode == PASS
    return environment(TERM="dumb", PS1="$ ", LC_ALL="C.UTF-8", **env)


def completed(shown: Terminal) -> dict[str, str]:
    """Return the words that the terminal shows after TAB, where they are those expected."""
    found = {}
    for typed, word in TYPED.items():
        seen = shown.type(f"cdnaudit {typed}\t", until=word)
        found[typed] = word if word in seen else seen
        shown.type(f"{CLEAR}:\r", until="\n")
    return found


def test_bash_completes_words_values_and_files(folder: Path) -> None:
    loader = Path("/usr/share/bash-completion/bash_completion")
    there(str(loader) if loader.exists() else None, "bash-completion")
    env = installed(folder, "bash")
    with terminal([shell("bash"), "--norc", "--noprofile", "-i"], folder, env) as shown:
        shown.type(f". {loader}; echo re''ady\r", until="ready")
        assert completed(shown) == TYPED


def test_zsh_completes_at_the_first_tab_what_its_path_of_functions_holds(folder: Path) -> None:
    env = installed(folder, "zsh")
    begin = "fpath=(~/.zfunc $fpath); autoload -U compinit; compinit -u -D; echo re''ady\r"
    with terminal([shell("zsh"), "-f", "-i"], folder, env) as shown:
        shown.type(begin, until="ready")
        assert completed(shown) == TYPED


def fish(folder: Path, *typed: str) -> list[str]:
    """Return the lines that fish would offer."""
    asked = "; ".join(f"complete -C 'cdnaudit {words}'" for words in typed)
    command = [shell("fish"), "-c", asked]
    env = installed(folder, "fish")
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_fish_completes_words_values_and_files(folder: Path) -> None:
    assert [line.partition("\t")[0] for line in fish(folder, *TYPED)] == list(TYPED.values())


def test_fish_shows_the_whole_help_of_a_flag_in_its_line(folder: Path) -> None:
    (line,) = fish(folder, "scan --form")
    assert line.startswith("--format\tHow to write the report, and where; repeatable. table")
