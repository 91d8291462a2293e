"""The progress line is drawn on a terminal, taken away before the report, and drawn nowhere else."""

import os
import pty
import subprocess
import sys
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from cdnaudit.cli.progress_line import ProgressLine
from cdnaudit.observe.timeline import Chain, Timeline
from tests.cli.command import FINDINGS, INCOMPLETE, MIXED, ROOT, SCAN, environment

AWAY = "\r\x1b[K"
"""To the start of the line, and clear it."""


def drawn(*arguments: str | Path, term: str = "xterm") -> tuple[int, str]:
    """Scan with a terminal for standard error; return the code, and all that was drawn on it."""
    terminal, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cdnaudit", *SCAN, *map(str, arguments)],
        cwd=ROOT,
        env={**environment(), "TERM": term},
        stdout=subprocess.DEVNULL,
        stderr=inner,
    )
    os.close(inner)
    seen = _all(terminal)
    return process.wait(timeout=10), seen


def _all(terminal: int) -> str:
    """Read until the program has let go of the terminal, and close it."""
    octets = b"".join(iter(lambda: _some(terminal), b""))
    os.close(terminal)
    return octets.decode()


def _some(terminal: int) -> bytes:
    """Read on; nothing once the program has let go of the terminal, which is an error here."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_terminal_sees_the_run_go_on_and_nothing_of_it_stays() -> None:
    code, seen = drawn("--replay", MIXED)
    first, *_ = lines = seen.split(AWAY)[1:]
    assert code == FINDINGS
    assert first.startswith("0 of ")
    assert " targets, 1 answer (" in first
    assert [line for line in lines if len(line) > 78] == []
    assert lines[-1] == ""


def test_a_terminal_is_told_how_much_stays_unknown() -> None:
    code, seen = drawn("--offline", "www.shop.example")
    assert (code, seen.split(AWAY)[1].rpartition(", ")[2]) == (INCOMPLETE, "1 unknown")


def test_a_terminal_of_who_wants_quiet_stays_empty() -> None:
    assert drawn("--replay", MIXED, "-q") == (FINDINGS, "")


def test_a_terminal_of_who_wants_every_question_has_no_line_to_clear() -> None:
    _, seen = drawn("--replay", MIXED, "-v")
    assert ("dns " in seen, AWAY in seen) == (True, False)


def test_a_terminal_that_clears_no_line_stays_empty() -> None:
    assert drawn("--replay", MIXED, term="dumb") == (FINDINGS, "")


@pytest.fixture(autouse=True)
def a_terminal_that_clears_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def heard(*finished: str, targets: int) -> str:
    """Return what a line of this process draws on a terminal while targets are finished."""
    terminal, inner = pty.openpty()
    with os.fdopen(inner, "w") as screen, redirect_stderr(screen):
        line = ProgressLine()
        line.started(targets)
        for target in finished:
            line.finished(target)
        line.ended()
        screen.write(".")
    return _all(terminal)


def test_who_wants_every_question_is_told_what_was_waited_for() -> None:
    timeline = Timeline(questions=1, longest=Chain(0.168, 9), seconds=0.1744)
    out = StringIO()
    with redirect_stderr(out):
        ProgressLine(verbose=True).observed("a.example", timeline)
        ProgressLine().observed("a.example", timeline)
    assert out.getvalue() == (
        "a.example: asked 1 question in 9 round trips; 168 of 174 ms waiting for the network\n"
    )


def test_what_is_left_is_told_in_seconds_while_targets_are() -> None:
    assert heard("a.example", targets=2) == (
        f"{AWAY}1 of 2 targets, 0 answers (0/s), 0 s left{AWAY}."
    )
    assert heard("a.example", targets=1) == f"{AWAY}1 of 1 target, 0 answers (0/s){AWAY}."


def test_a_second_drawing_waits_its_turn() -> None:
    assert heard("a.example", "b.example", targets=2).count("targets") == 1


def test_a_line_that_was_never_drawn_is_not_cleared() -> None:
    assert heard(targets=2) == "."
