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
        "dns NS shop.example",
        "dns NS www.shop.example",
        "http https://www.shop.example/",
    ]
    assert {r[:7] for q, r in unknowns.items() if q[:3] == "dns"} == {"timeout"}


INTERRUPTIBLE = """
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""A shell starts what runs in the background with SIGINT ignored, and children inherit that."""


def test_an_interrupted_run_writes_what_it_has(silent: socket.socket, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    flags = ("--resolver", address(silent), "--timeout", "20", "-f", f"json:{file}")
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "cdnaudit", *SCAN, *flags, "www.shop.example"],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
        process_group=0,
    )
    try:
        silent.recvfrom(512)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=10)
    finally:
        process.kill()
    found = json.loads(file.read_text())
    assert (process.returncode, stderr) == (130, b"")
    assert (found["run"]["exit_code"], found["run"]["interrupted"]) == (130, True)
    assert [(t["target"], t["status"]) for t in found["targets"]] == [
        ("www.shop.example", "incomplete")
    ]
