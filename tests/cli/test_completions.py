import os
import subprocess
import sys
from pathlib import Path

import pytest

COMPLETIONS = Path(__file__).parents[2] / "completions"
CDNAUDIT = Path(sys.executable).with_name("cdnaudit")
FILES = {"bash": "cdnaudit.bash", "zsh": "_cdnaudit", "fish": "cdnaudit.fish"}


def ask(**environment: str) -> str:
    env = {**os.environ, **environment}
    done = subprocess.run([CDNAUDIT], env=env, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize("shell", sorted(FILES))
def test_completions_are_what_the_program_writes(
    shell: str, request: pytest.FixtureRequest
) -> None:
    written = ask(_CDNAUDIT_COMPLETE=f"source_{shell}")
    path = COMPLETIONS / FILES[shell]
    if request.config.getoption("--bless"):
        path.write_text(written, "utf-8")
    assert path.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cdnaudit sc", ["scan", "schema"]),
        (
            "cdnaudit explain dns-single-",
            ["dns-single-asn", "dns-single-prefix", "dns-single-provider"],
        ),
        ("cdnaudit scan --fail-on c", ["critical"]),
        ("cdnaudit scan -f ma", ["markdown"]),
        ("cdnaudit providers show amazon-cloudf", ["amazon-cloudfront"]),
    ],
)
def test_values_are_completed(words: str, expected: list[str]) -> None:
    count = str(len(words.split()) - 1)
    found = ask(_CDNAUDIT_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count)
    assert found.split() == expected
