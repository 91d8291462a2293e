"""What is completed, and the scripts that ask for it; ``test_shells`` has real shells try them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import USAGE, cdnaudit

COMPLETIONS = Path(__file__).parents[2] / "completions"
CDNAUDIT = Path(sys.executable).with_name("cdnaudit")
FILES = {"bash": "cdnaudit.bash", "zsh": "_cdnaudit", "fish": "cdnaudit.fish"}
FOUND_IN = {
    "bash": ".local/share/bash-completion/completions/cdnaudit",
    "zsh": ".zfunc/_cdnaudit",
    "fish": ".config/fish/completions/cdnaudit.fish",
}


def ask(**environment: str) -> str:
    env = {**os.environ, **environment}
    done = subprocess.run([CDNAUDIT], env=env, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize("shell", sorted(FILES))
def test_completions_are_what_the_program_writes(
    shell: str, request: pytest.FixtureRequest
) -> None:
    written = cdnaudit("--show-completion", shell).stdout
    path = COMPLETIONS / FILES[shell]
    if request.config.getoption("--bless"):
        path.write_text(written, "utf-8")
    assert path.read_text("utf-8") == written


def test_zsh_finds_its_mark_in_the_first_line() -> None:
    assert (COMPLETIONS / "_cdnaudit").read_text("utf-8").startswith("#compdef cdnaudit\n")


@pytest.mark.parametrize("shell", sorted(FILES))
def test_a_script_is_put_where_the_shell_looks_for_it(shell: str, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""}
    done = cdnaudit("--install-completion", env={"SHELL": f"/bin/{shell}", **home})
    file = tmp_path / FOUND_IN[shell]
    assert done.stdout.splitlines()[0] == f"wrote {file}"
    assert file.read_text("utf-8") == (COMPLETIONS / FILES[shell]).read_text("utf-8")


def test_an_unknown_shell_is_told_which_are_known(tmp_path: Path) -> None:
    (tmp_path / ".zfunc").touch()
    home = {"HOME": str(tmp_path), "SHELL": "/bin/zsh"}
    told = (
        cdnaudit("--show-completion", "csh"),
        cdnaudit("--install-completion", env={"SHELL": "/bin/csh"}),
        cdnaudit("--install-completion", env=home),
    )
    unknown = "cdnaudit: shell 'csh' is not known; use --show-completion bash, zsh or fish\n"
    denied = f"{tmp_path}/.zfunc/_cdnaudit: cannot be written: File exists; choose another file"
    assert [(d.returncode, d.stderr) for d in told] == [
        (USAGE, unknown),
        (USAGE, unknown),
        (USAGE, f"cdnaudit: {denied}\n"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cdnaudit sc", ["scan", "schema"]),
        ("cdnaudit --show-completion z", ["zsh"]),
        (
            "cdnaudit explain dns-single-",
            ["dns-single-asn", "dns-single-prefix", "dns-single-provider"],
        ),
        ("cdnaudit scan --fail-on c", ["critical"]),
        ("cdnaudit scan --min-confidence m", ["medium"]),
        ("cdnaudit scan -f ma", ["markdown"]),
        ("cdnaudit diff -f ma", ["markdown"]),
        ("cdnaudit providers show amazon-cloudf", ["amazon-cloudfront"]),
        ("cdnaudit providers test amazon-cloudf", ["amazon-cloudfront"]),
        ("cdnaudit providers list --role c", ["cdn", "challenge", "ca", "control"]),
        ("cdnaudit schema repo", ["report"]),
        ("cdnaudit simulate --scenario dyn", ["dyn-2016-10-21"]),
        ("cdnaudit simulate --down cloudflare/c", ["cloudflare/cdn", "cloudflare/challenge"]),
        ("cdnaudit simulate --down company:goo", ["company:google"]),
    ],
)
def test_values_are_completed(words: str, expected: list[str]) -> None:
    count = str(len(words.split()) - 1)
    found = ask(_CDNAUDIT_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
    assert found.split() == expected


def test_shellcheck_finds_nothing_in_the_script_of_bash() -> None:
    command = [
        str(CDNAUDIT.with_name("shellcheck")),
        "--shell=bash",
        str(COMPLETIONS / "cdnaudit.bash"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
