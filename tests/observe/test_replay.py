"""Answering from a recording: what is not in it is unknown, and no socket is opened."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    AsnAnswer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    RdapQuestion,
    Record,
)
from cdnaudit.observe.replay import Replay
from tests.world import announced

ROOT = Path(__file__).parents[2]
TAPE = ROOT / "fixtures" / "two-cdns" / "recording.json"
GUARD = """
import socket


def refuse(*_, **__):
    raise SystemExit("a socket was used")


for name in ("connect", "connect_ex", "sendto", "sendmsg", "bind"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = refuse
"""
ALIAS = DnsAnswer("NOERROR", (Record("a.example", "CNAME", 60, "b.example"),))
PAGE = HttpAnswer(200, ())


def ask(question: Question, **held: Answer) -> Answer:
    answers: dict[Question, Answer] = {
        DnsQuestion("a.example", "CNAME"): ALIAS,
        HttpQuestion("https://a.example/login"): PAGE,
        AsnQuestion("192.0.2.1"): AsnAnswer(1),
    }
    return asyncio.run(Replay(answers, announced).ask(question))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (DnsQuestion("a.example", "CNAME"), ALIAS),
        (DnsQuestion("a.example", "A"), ALIAS),
        (DnsQuestion("a.example", "A", server="192.0.2.53"), NOT_RECORDED),
        (DnsQuestion("b.example", "A"), NOT_RECORDED),
        (DnsQuestion("a.example", "CNAME", sample=1), NOT_RECORDED),
        (AsnQuestion("192.0.2.1"), AsnAnswer(1)),
        (AsnQuestion("198.51.100.1"), AsnAnswer(64501, "SOUTH", "198.51.100.0/24")),
        (AsnQuestion("9.9.9.9"), NOT_RECORDED),
        (RdapQuestion("192.0.2.1"), NOT_RECORDED),
        (HttpQuestion("https://a.example/login"), PAGE),
        (HttpQuestion("https://a.example/"), PAGE),
        (HttpQuestion("https://a.example/else"), NOT_RECORDED),
        (HttpQuestion("http://a.example/"), NOT_RECORDED),
    ],
    ids=str,
)
def test_a_question_has_its_answer(question: Question, answer: Answer) -> None:
    assert ask(question) == answer


def guarded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where any use of a socket ends the process."""
    (folder / "sitecustomize.py").write_text(GUARD)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_guard_stops_a_connection(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    found = guarded(tmp_path, "-c", code)
    assert (found.returncode, found.stderr) == (1, "a socket was used\n")


def test_the_guard_stops_a_datagram(tmp_path: Path) -> None:
    code = "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))"
    found = guarded(tmp_path, "-c", code)
    assert (found.returncode, found.stderr) == (1, "a socket was used\n")


def test_the_guard_stops_a_live_scan(tmp_path: Path) -> None:
    found = guarded(
        tmp_path, "-m", "cdnaudit", "scan", "--no-config", "--resolver", "127.0.0.1", "a.example"
    )
    assert "a socket was used" in found.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--replay", str(TAPE)], ["--offline", "www.shop.example"]],
    ids=["replay", "offline"],
)
def test_a_scan_over_a_recording_opens_no_socket(tmp_path: Path, arguments: list[str]) -> None:
    found = guarded(
        tmp_path, "-m", "cdnaudit", "scan", "--no-config", "--exit-zero", "-f", "json", *arguments
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert '"replayed": true' in found.stdout
