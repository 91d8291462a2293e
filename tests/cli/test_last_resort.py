"""An error of ours and Ctrl-C have exit codes of their own: 1 is for findings alone."""

import subprocess
import sys

from cdnaudit.judging.catalogue import BY_ID
from tests.cli.command import PASS, ROOT, cdnaudit, environment

INTERNAL, INTERRUPTED = 4, 130
ENDING = """
import sys
from cdnaudit.cli.app import app, main


@app.command()
def crash() -> None:
    raise ZeroDivisionError("ours")


@app.command()
def halt() -> None:
    raise KeyboardInterrupt


main()
"""
"""The program with two commands more, which end as no command should."""


def ended(command: str) -> tuple[int, str, list[str]]:
    """Return the exit code, what was printed, and the last line of what was said."""
    done = subprocess.run(
        [sys.executable, "-c", ENDING, command],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


def test_an_error_of_ours_is_told_in_full_and_is_no_finding() -> None:
    assert ended("crash") == (INTERNAL, "", ["ZeroDivisionError: ours"])


def test_a_command_that_is_interrupted_says_nothing_more() -> None:
    assert ended("halt") == (INTERRUPTED, "", [])


def test_a_check_is_explained_with_its_severity_and_its_whole_text() -> None:
    check = BY_ID["dns-single-asn"]
    done = cdnaudit("explain", "dns-single-asn")
    assert (done.returncode, done.stdout, done.stderr) == (
        PASS,
        f"dns-single-asn (medium by default)\n\n{check.help.strip()}\n",
        "",
    )
