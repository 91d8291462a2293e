"""``convert``, ``simulate`` and ``diff`` read a run from a pipe: ``-``, or a file that gives itself once."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.command import (
    BAD,
    FINDINGS,
    GOOD,
    PASS,
    ROOT,
    USAGE,
    cdnaudit,
    environment,
    together,
)

RUN = GOOD.with_name("report.json")
TABLE = GOOD.with_name("dependencies.csv")
EVENT = ("--down", "fastly/cdn", "-f", "json")
COMMANDS: dict[str, tuple[str, ...]] = {
    "convert": ("convert", "-", "-f", "json"),
    "simulate": ("simulate", *EVENT, "-"),
    "diff, the earlier": ("diff", "-", str(RUN)),
    "diff, the later": ("diff", str(RUN), "-"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("run", [RUN, TABLE, GOOD], ids=["report", "table", "recording"])
def test_what_comes_down_a_pipe_is_read_as_a_file_is(command: str, run: Path) -> None:
    words = COMMANDS[command]
    piped = cdnaudit(*words, stdin=run.read_text("utf-8"))
    named = cdnaudit(*(str(run) if word == "-" else word for word in words))
    piped_out, named_out = (without_names(done.stdout, run.name) for done in (piped, named))
    assert (piped.returncode, piped.stderr, piped_out) == (named.returncode, "", named_out)


def without_names(text: str, name: str) -> list[str]:
    """Take out when a recording was judged, and how a run was named."""
    lines = text.replace(f'"{name}: ', '"-: ').splitlines()
    return [line for line in lines if not line.strip().startswith(('"finished"', '"replay"'))]


def started(words: Sequence[str], stdin: int | None) -> subprocess.CompletedProcess[str]:
    """Run with this for standard input; None: it is closed."""
    return subprocess.run(
        [sys.executable, "-m", "cdnaudit", *words],
        stdin=stdin,
        preexec_fn=None if stdin is not None else lambda: os.close(0),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_standard_input_that_gives_nothing_is_refused_in_one_line(command: str) -> None:
    words = COMMANDS[command]
    outer, inner = pty.openpty()
    try:
        done = [started(words, stdin) for stdin in (inner, subprocess.DEVNULL, None)]
    finally:
        os.close(outer)
        os.close(inner)
    assert [(d.returncode, d.stdout, d.stderr) for d in done] == [
        (USAGE, "", f"cdnaudit: -: standard input is {what}; pipe a saved run into it\n")
        for what in ("a terminal", "empty", "closed")
    ]


def test_standard_input_is_read_once_and_no_more() -> None:
    done = together(
        {"diff": ("diff", "-", "-"), "simulate": ("simulate", *EVENT, "-", str(RUN), "-")}
    )
    message = "cdnaudit: -: standard input is one run; save the other to a file\n"
    assert {(d.returncode, d.stderr) for d in done.values()} == {(USAGE, message)}


@pytest.mark.parametrize("run", [BAD, BAD.with_name("report.json")], ids=["recording", "report"])
def test_a_run_is_read_from_a_pipe_that_has_a_name(tmp_path: Path, run: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"cat '{run}' > '{pipe}'"]):
        done = cdnaudit("convert", pipe, "-f", "csv")
    assert (done.returncode, done.stderr) == (FINDINGS, "")
    assert done.stdout == BAD.with_name("report.csv").read_text("utf-8")


def test_what_is_no_run_is_named_as_standard_input() -> None:
    done = cdnaudit("convert", "-", stdin="{")
    assert done.returncode == USAGE
    assert done.stderr.startswith("cdnaudit: -: line 1: is not JSON: ")
    assert cdnaudit("convert", "-", stdin=RUN.read_text("utf-8")).returncode == PASS
