"""Targets that nobody answers for, a run that is interrupted, and lists of targets."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import (
    INCOMPLETE,
    ROOT,
    SCAN,
    cdnaudit,
    environment,
    recorded,
    report,
)


def test_a_resolver_that_fails_is_unknown_and_not_none(tmp_path: Path) -> None:
    question = {"ask": "dns", "name": "www.shop.example", "records": []}
    answers: list[dict[str, object]] = [
        {**question, "type": t, "rcode": "SERVFAIL"} for t in ("A", "AAAA")
    ]
    found = report("--replay", recorded(tmp_path, "www.shop.example", answers=answers))
    questions = [u["question"] for u in found["targets"][0]["unknowns"]]
    assert questions[:2] == ["dns A www.shop.example", "dns AAAA www.shop.example"]


def test_targets_come_from_a_list_with_comments(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.write_text("# ours\nb.example  # shop\n\nhttps://A.example/login\n")
    found = report("--offline", "-i", file)
    assert [(t["target"], t["location"]) for t in found["targets"]] == [
        ("b.example", {"file": str(file), "line": 2}),
        ("a.example", {"file": str(file), "line": 4}),
    ]


def test_targets_come_from_standard_input() -> None:
    done = cdnaudit(*SCAN, "--offline", "-i", "-", "-f", "json", stdin="a.example\n")
    assert [t["target"] for t in json.loads(done.stdout)["targets"]] == ["a.example"]


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A resolver on this machine that hears and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unanswering:
        unanswering.bind(("127.0.0.1", 0))
        unanswering.settimeout(20)
        yield unanswering


def address(resolver: socket.socket) -> str:
    return f"127.0.0.1:{resolver.getsockname()[1]}"


def test_a_dead_resolver_is_incomplete_with_every_question_named(silent: socket.socket) -> None:
    flags = ("--resolver", address(silent), "--timeout", "0.1", "--retries", "0")
    done = cdnaudit(*SCAN, "-f", "json", *flags, "www.shop.example")
    found = json.loads(done.stdout)
    assert (done.returncode, found["targets"][0]["status"]) == (INCOMPLETE, "incomplete")
    assert found["targets"][0]["findings"] == []
    assert found["run"]["resolvers"] == [address(silent)]
    unknowns = {u["question"]: u["reason"] for u in found["targets"][0]["unknowns"]}
    assert sorted(unknowns) == [
        "dns A www.shop.example",
        "dns AAAA www.shop.example",
        "dns NS example",
        "dns NS shop.example",
        "dns NS www.shop.example",
        "http https://www.shop.example/",
    ]
    absent = "no resolver answers: 127.0.0.1 (timeout)"
    assert {reason for q, reason in unknowns.items() if q[:3] == "dns"} == {absent}


def test_a_dead_resolver_is_told_once_whatever_the_number_of_targets(
    silent: socket.socket,
) -> None:
    """Forty targets ask more than a hundred questions; few of them are sent."""
    flags = ("--resolver", address(silent), "--timeout", "0.1", "--retries", "0", "--no-http")
    targets = [f"www.shop{number}.example" for number in range(40)]
    done = cdnaudit("scan", "--no-config", "-f", "json", *flags, *targets)
    found = json.loads(done.stdout)
    assert done.returncode == INCOMPLETE
    assert {target["status"] for target in found["targets"]} == {"incomplete"}
    absent = "no resolver answers: 127.0.0.1 (timeout)"
    remedy = "check the network, or name another with --resolver"
    assert done.stderr == f"cdnaudit: warning: {absent}; {remedy}\n"
    assert len(list(heard(silent))) < 120


def heard(resolver: socket.socket) -> Iterator[bytes]:
    """Yield the datagrams that came."""
    resolver.setblocking(False)
    while True:
        try:
            yield resolver.recv(512)
        except BlockingIOError:
            return


SET = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
{more}
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""Children inherit what is ignored; a shell starts what runs in the background without SIGINT."""
IGNORED = "signal.signal(signal.{}, signal.SIG_IGN)"


def started(silent: socket.socket, more: str, *flags: str) -> subprocess.Popen[bytes]:
    """Start a scan of one target that waits for an answer which does not come."""
    asked = ("--resolver", address(silent), "--timeout", "20", *flags, "www.shop.example")
    process = subprocess.Popen(
        [sys.executable, "-c", SET.format(more=more), "cdnaudit", *SCAN, *asked],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
        process_group=0,
    )
    silent.recvfrom(512)
    return process


@pytest.mark.parametrize(
    ("sent", "more"),
    [
        (signal.SIGINT, ""),
        (signal.SIGTERM, ""),
        (signal.SIGHUP, ""),
        (signal.SIGTERM, IGNORED.format("SIGINT")),
        (signal.SIGTERM, IGNORED.format("SIGHUP")),
    ],
    ids=["ctrl-c", "sigterm", "sighup", "sigterm-in-the-background", "sigterm-under-nohup"],
)
def test_an_interrupted_run_writes_what_it_has(
    silent: socket.socket, tmp_path: Path, sent: signal.Signals, more: str
) -> None:
    file, recording = tmp_path / "report.json", tmp_path / "recording.json"
    process = started(silent, more, "-f", f"json:{file}", "--record", str(recording))
    try:
        process.send_signal(sent)
        _, stderr = process.communicate(timeout=10)
    finally:
        process.kill()
    found = json.loads(file.read_text())
    assert (process.returncode, stderr) == (130, b"")
    assert (found["run"]["exit_code"], found["run"]["interrupted"]) == (130, True)
    assert [(t["target"], t["status"]) for t in found["targets"]] == [
        ("www.shop.example", "incomplete")
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["recording.json", "report.json"]


def test_a_hang_up_under_nohup_stops_nothing(silent: socket.socket) -> None:
    process = started(silent, IGNORED.format("SIGHUP"))
    try:
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
    finally:
        process.kill()
        process.communicate()


def test_a_second_ctrl_c_ends_at_once_without_a_traceback(silent: socket.socket) -> None:
    process = started(silent, "")
    try:
        for _ in range(2):
            process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=5)
    finally:
        process.kill()
    assert (process.returncode, stderr) == (130, b"")
