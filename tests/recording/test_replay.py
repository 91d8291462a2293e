"""Answering from a recording: what is not in it is unknown, and no socket is opened."""

import json
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
from cdnaudit.recording.replay import Replay
from tests.world import announced

ROOT = Path(__file__).parents[2]
RECORDING = ROOT / "fixtures" / "two-cdns" / "recording.json"
GUARD = """
import socket

make = socket.socket.__init__


def refuse(*_, **__):
    raise SystemExit("a socket was used")


def checked(self, family=-1, *rest, **more):
    if STRICT and family in (-1, socket.AF_INET, socket.AF_INET6):
        refuse()
    make(self, family, *rest, **more)


socket.socket.__init__ = checked
for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = refuse
"""
"""Ends the process when anything is sent; where STRICT, when an internet socket is so much as made."""
USED = "a socket was used\n"
SCAN = ("-m", "cdnaudit", "scan", "--no-config")
ALIAS = DnsAnswer("NOERROR", (Record("a.example", "CNAME", 60, "b.example"),))
PAGE = HttpAnswer(200, ())


def ask(question: Question) -> Answer:
    answers: dict[Question, Answer] = {
        DnsQuestion("a.example", "CNAME"): ALIAS,
        HttpQuestion("https://a.example/login"): PAGE,
        AsnQuestion("192.0.2.1"): AsnAnswer(1),
    }
    return Replay(answers, announced).answer(question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (DnsQuestion("a.example", "CNAME"), ALIAS),
        (DnsQuestion("a.example", "A"), ALIAS),
        (DnsQuestion("a.example", "A", server="192.0.2.53"), NOT_RECORDED),
        (DnsQuestion("b.example", "A"), NOT_RECORDED),
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


def guarded(
    folder: Path, *arguments: str, strict: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run Python where any use of a socket ends the process."""
    (folder / "sitecustomize.py").write_text(f"STRICT = {strict}\n{GUARD}")
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("code", "strict"),
    [
        ("socket.create_connection(('127.0.0.1', 9))", False),
        ("socket.socket().connect(('127.0.0.1', 9))", False),
        ("socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))", False),
        ("socket.getaddrinfo('a.example', 80)", False),
        ("socket.socket()", True),
        ("socket.socket(socket.AF_INET6)", True),
    ],
)
def test_the_guard_stops_what_it_should(tmp_path: Path, code: str, strict: bool) -> None:
    found = guarded(tmp_path, "-c", f"import socket; {code}", strict=strict)
    assert (found.returncode, found.stderr) == (1, USED)


def test_the_guard_stops_a_live_scan(tmp_path: Path) -> None:
    found = guarded(tmp_path, *SCAN, "--resolver", "127.0.0.1", "www.shop.example")
    assert USED in found.stderr


@pytest.mark.parametrize("strict", [False, True], ids=["nothing is sent", "no socket is made"])
@pytest.mark.parametrize(
    "source",
    [["--replay", str(RECORDING)], ["--offline", "www.shop.example"]],
    ids=["replay", "offline"],
)
def test_a_scan_without_the_network_opens_no_socket(
    tmp_path: Path, source: list[str], strict: bool
) -> None:
    found = guarded(tmp_path, *SCAN, "--exit-zero", "-f", "json", *source, strict=strict)
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["run"]["replayed"] is True


def test_a_page_of_the_host_never_stands_for_what_its_origin_answers() -> None:
    url = "https://a.example/"
    direct = HttpQuestion(url, origin="192.0.2.9")
    by_edge = Replay({HttpQuestion(url): PAGE}, announced)
    assert by_edge.answer(direct) == NOT_RECORDED
    by_origin = Replay({direct: PAGE}, announced)
    assert by_origin.answer(HttpQuestion(url)) == NOT_RECORDED
    assert by_origin.answer(direct) == PAGE
