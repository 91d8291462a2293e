"""Exit codes, flags, environment and configuration, as the contract has them."""

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdnaudit.formats.registry import FORMATS
from tests.cli.command import (
    BAD,
    FINDINGS,
    GOOD,
    INCOMPLETE,
    MIXED,
    PASS,
    ROOT,
    SCAN,
    USAGE,
    cdnaudit,
    environment,
    report,
    tape,
    together,
)

NAMES = tuple(known.name for known in FORMATS)
MEDIUM = ROOT / "fixtures" / "dns-only-at-cloudflare" / "recording.json"
"""A finding of medium severity, none above."""


CODES: dict[str, tuple[Path, str, int]] = {
    "good": (GOOD, "", PASS),
    "bad": (BAD, "", FINDINGS),
    "a finding outweighs a gap": (MIXED, "", FINDINGS),
    "a gap alone": (MIXED, "--fail-on none", INCOMPLETE),
    "all forgiven": (MIXED, "--exit-zero", PASS),
    "medium at the threshold": (MEDIUM, "--fail-on medium", FINDINGS),
    "everything counts": (MEDIUM, "--fail-on info --min-confidence low", FINDINGS),
}


def test_the_exit_code_follows_the_bar() -> None:
    done = together(
        {
            name: (*SCAN, "-f", "json", "--replay", file, *flags.split())
            for name, (file, flags, _) in CODES.items()
        }
    )
    expected = {name: (code, "") for name, (_, _, code) in CODES.items()}
    assert {n: (d.returncode, d.stderr) for n, d in done.items()} == expected
    inside = {n: json.loads(d.stdout)["run"]["exit_code"] for n, d in done.items()}
    assert inside == {n: code for n, (code, _) in expected.items()}


def test_nobody_answered_is_incomplete_if_not_forgiven(tmp_path: Path) -> None:
    dark = tape(tmp_path, "www.shop.example")
    flags = {"": INCOMPLETE, "--allow-incomplete": PASS, "--exit-zero": PASS}
    done = together({f: (*SCAN, "--replay", dark, *f.split()) for f in flags})
    assert {f: d.returncode for f, d in done.items()} == flags


def test_the_exit_code_is_the_same_for_every_format_and_each_is_written(tmp_path: Path) -> None:
    wanted = [f for name in NAMES for f in ("-f", f"{name}:{tmp_path / name}")]
    together = cdnaudit(*SCAN, "--replay", BAD, *wanted)
    assert (together.returncode, together.stdout, together.stderr) == (FINDINGS, "", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(NAMES)
    assert [p.name for p in tmp_path.iterdir() if not p.read_bytes()] == []


def test_one_format_to_standard_output_and_others_to_files(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = cdnaudit(*SCAN, "--replay", BAD, "-f", "csv", "-f", f"json:{file}")
    assert done.stdout.startswith("target,host,check,")
    assert json.loads(file.read_text())["run"]["exit_code"] == FINDINGS


UNUSABLE: dict[str, tuple[list[str], str]] = {
    "two for stdout": (
        ["-f", "json", "-f", "csv", "a.example"],
        "two formats for standard output; give all but one a file, as json:report.json",
    ),
    "no format": (["-f", "yaml", "a.example"], "format 'yaml' is not known; use one of table, "),
    "no folder": (
        ["-f", "json:/none/x", "--replay", str(GOOD)],
        "/none/x: cannot be written: No such file or directory; choose another file",
    ),
    "an address": (["192.0.2.1"], "target '192.0.2.1' is an address; give a host name"),
    "no dot": (
        ["--exit-zero", "localhost"],
        "target 'localhost' has no dot; give a full name, as www.example.com",
    ),
    "a control character": (
        ["a\x1b[31m.example"],
        r"target 'a\x1b[31m.example' is no valid host name; write it as www.example.com",
    ),
    "nothing": ([], "no targets; name a host, as `cdnaudit scan www.example.com`"),
    "a resolver's name": (
        ["--resolver", "dns.example", "a.example"],
        "resolver 'dns.example' is no address; write 192.0.2.53 or [2001:db8::1]:53",
    ),
    "no subnet": (["--ecs", "here", "--offline", "a.example"], "client subnet: 'here' does not"),
    "no recording": (
        ["--replay", "/none"],
        "/none: cannot be read: No such file or directory; give a recording file",
    ),
    "two sources": (["--replay", str(GOOD), "--offline"], "--offline is --replay with nothing"),
    "no baseline": (
        ["--baseline", "/none", "--offline", "a.example"],
        "/none: cannot be read: No such file or directory; write it with `cdnaudit baseline write`",
    ),
}
"""Flags, and how the message begins."""


def test_what_cannot_be_used_is_one_clear_line_and_code_2() -> None:
    done = together({name: (*SCAN, *flags) for name, (flags, _) in UNUSABLE.items()})
    assert {n: (d.returncode, d.stdout, d.stderr.count("\n")) for n, d in done.items()} == (
        dict.fromkeys(UNUSABLE, (USAGE, "", 1))
    )
    begun = {n: d.stderr[: len(f"cdnaudit: {UNUSABLE[n][1]}")] for n, d in done.items()}
    assert begun == {n: f"cdnaudit: {message}" for n, (_, message) in UNUSABLE.items()}


WRONG = (
    "scan --no-such-flag",
    "scan --fail-on worst a.example",
    "no-such-command",
    f"simulate --down alpha {GOOD}",
    f"simulate {GOOD}",
    f"diff {GOOD} /none",
    "convert /none",
    "explain no-such-check",
    "config check /none",
)


def test_a_wrong_command_line_is_code_2_and_no_traceback() -> None:
    done = together({line: line.split() for line in WRONG})
    seen = {n: (d.returncode, d.stdout, "Traceback" in d.stderr) for n, d in done.items()}
    assert seen == dict.fromkeys(WRONG, (USAGE, "", False))
    assert [n for n, d in done.items() if not d.stderr] == []


def test_an_unknown_key_of_the_configuration_is_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('fail-on = "low"\n')
    done = cdnaudit("scan", "--offline", "a.example", cwd=tmp_path)
    expected = "cdnaudit.toml: fail-on: is no known key; did you mean fail_on?\n"
    assert done.returncode == USAGE
    assert done.stderr == f"cdnaudit: {tmp_path}/{expected}"


def test_the_configuration_gives_targets_and_the_bar(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('fail_on = "none"\ntargets = ["www.shop.example"]\n')
    done = cdnaudit("scan", "--replay", BAD, "-f", "json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert [t["target"] for t in found["targets"]] == ["www.shop.example"]


def test_a_flag_outweighs_the_environment_and_that_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('fail_on = "none"\n')
    by_config = cdnaudit("scan", "--replay", BAD, cwd=tmp_path)
    by_environment = cdnaudit(
        "scan", "--replay", BAD, cwd=tmp_path, env={"CDNAUDIT_FAIL_ON": "high"}
    )
    by_flag = cdnaudit(
        "scan", "--replay", BAD, "--fail-on", "none", cwd=tmp_path, env={"CDNAUDIT_FAIL_ON": "high"}
    )
    codes = (by_config.returncode, by_environment.returncode, by_flag.returncode)
    assert codes == (PASS, FINDINGS, PASS)


def test_a_tier_1_target_raises_a_single_point(tmp_path: Path) -> None:
    name = json.loads(MEDIUM.read_text())["targets"][0]
    entry = f'[[target]]\nname = "{name}"\n'
    (tmp_path / "cdnaudit.toml").write_text(entry + 'criticality = "tier1"\n')
    assert cdnaudit("scan", "--replay", MEDIUM, cwd=tmp_path).returncode == FINDINGS
    assert cdnaudit(*SCAN, "--replay", MEDIUM, cwd=tmp_path).returncode == PASS


IGNORE = '[[ignore]]\ncheck = "{}"\ntarget = "*"\nreason = "accepted"\nexpires = {}\n'


def ignores(tmp_path: Path, expires: str) -> None:
    found = report("--replay", BAD)
    failing = {f["check"] for t in found["targets"] for f in t["findings"] if f["fails_gate"]}
    text = "".join(IGNORE.format(check, expires) for check in sorted(failing))
    (tmp_path / "cdnaudit.toml").write_text(text)


def test_an_ignore_holds_until_it_expires_and_is_then_warned_of(tmp_path: Path) -> None:
    ignores(tmp_path, "2999-01-01")
    held = cdnaudit("scan", "--replay", BAD, "-f", "json", cwd=tmp_path)
    shown = cdnaudit("scan", "--replay", BAD, "--no-ignores", cwd=tmp_path)
    ignores(tmp_path, "2020-01-01")
    late = cdnaudit("scan", "--replay", BAD, "-f", "json", cwd=tmp_path)
    strict = cdnaudit("scan", "--replay", BAD, "--strict-ignores", cwd=tmp_path)
    codes = [d.returncode for d in (held, shown, late, strict)]
    assert codes == [PASS, FINDINGS, FINDINGS, USAGE]
    assert json.loads(held.stdout)["warnings"] == []
    assert "expired on 2020-01-01: the finding is back" in json.loads(late.stdout)["warnings"][0]
    assert "expired on 2020-01-01" in strict.stderr


def test_a_baseline_lets_only_new_findings_fail(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    wrote = cdnaudit("baseline", "write", file, "--replay", BAD, "--no-config")
    held = cdnaudit(*SCAN, "--replay", BAD, "--baseline", file, "-f", "json")
    fresh = cdnaudit(*SCAN, "--replay", BAD, "--baseline", file, "--new-only", "-f", "json")
    assert (wrote.returncode, held.returncode, fresh.returncode) == (PASS, PASS, PASS)
    kinds = {
        f["suppressed"]["kind"] for t in json.loads(held.stdout)["targets"] for f in t["findings"]
    }
    assert kinds == {"baseline"}
    assert [f for t in json.loads(fresh.stdout)["targets"] for f in t["findings"]] == []


def test_a_resolver_that_fails_is_unknown_and_not_none(tmp_path: Path) -> None:
    question = {"ask": "dns", "name": "www.shop.example", "records": []}
    answers: list[dict[str, object]] = [
        {**question, "type": t, "rcode": "SERVFAIL"} for t in ("A", "AAAA")
    ]
    found = report("--replay", tape(tmp_path, "www.shop.example", answers=answers))
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


def test_a_wrong_line_of_a_list_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.write_text("a.example\nlocalhost\n")
    done = cdnaudit(*SCAN, "--offline", "-i", file)
    assert done.returncode == USAGE
    assert done.stderr.startswith(f"cdnaudit: {file}:2: target 'localhost' has no dot")


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


@pytest.mark.parametrize("name", ["json", "table"])
def test_a_reader_that_went_away_is_no_error(name: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "cdnaudit", *SCAN, "--replay", str(BAD), "-f", name],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=10) == FINDINGS
    process.stderr.close()


COLOURS: dict[str, tuple[str, dict[str, str], bool]] = {
    "a pipe": ("", {}, False),
    "forced": ("", {"FORCE_COLOR": "1"}, True),
    "forced and forbidden": ("", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    "always, though forbidden": ("--color always", {"NO_COLOR": "1"}, True),
    "never, though forced": ("--color never", {"FORCE_COLOR": "1"}, False),
}


def test_colour_is_a_flag_then_the_environment_then_the_terminal() -> None:
    done = together(
        {n: (*SCAN, "--replay", GOOD, *flags.split()) for n, (flags, _, _) in COLOURS.items()},
        {n: env for n, (_, env, _) in COLOURS.items()},
    )
    seen = {n: "\x1b[" in d.stdout for n, d in done.items()}
    assert seen == {n: colored for n, (_, _, colored) in COLOURS.items()}


VARIABLES = {
    "CDNAUDIT_FAIL_ON=none": PASS,
    "CDNAUDIT_FORMAT=yaml": USAGE,
    "CDNAUDIT_OFFLINE=1": USAGE,
    "CDNAUDIT_UNHEARD_OF=1": FINDINGS,
}


def test_the_environment_stands_for_flags() -> None:
    done = together(
        dict.fromkeys(VARIABLES, ("scan", "--replay", BAD)),
        {v: dict([v.split("=")]) for v in VARIABLES},
    )
    assert {v: d.returncode for v, d in done.items()} == VARIABLES


def test_every_flag_of_scan_has_its_variable() -> None:
    shown = cdnaudit("scan", "--help", env={"COLUMNS": "400"}).stdout
    flags = set(re.findall(r"(?<=\s)--([a-z][a-z-]+)", shown)) - {"help"}
    missing = [f for f in sorted(flags) if f"CDNAUDIT_{f.upper().replace('-', '_')}" not in shown]
    assert missing == []
    assert {"fail-on", "input", "no-config", "replay"} <= flags


def test_the_version_is_printed() -> None:
    done = cdnaudit("--version")
    assert (done.returncode, re.sub(r"[\d.]+", "N", done.stdout), done.stderr) == (
        PASS,
        "cdnaudit N\n",
        "",
    )


def test_results_go_to_standard_output_and_the_rest_to_standard_error() -> None:
    done = cdnaudit(*SCAN, "--replay", GOOD, "-v", "-f", "json")
    assert json.loads(done.stdout)["schema"] == "cdnaudit/report/v1"
    assert "dns A www.shop.example: answered" in done.stderr.splitlines()


def test_quiet_is_quiet_even_when_asked_to_be_verbose() -> None:
    assert cdnaudit(*SCAN, "--replay", GOOD, "-v", "-q").stderr == ""


def test_a_recording_made_from_a_replay_reads_back_the_same(tmp_path: Path) -> None:
    first = report("--replay", BAD)
    file = tmp_path / "run.json"
    cdnaudit(*SCAN, "--replay", BAD, "-f", f"json:{file}")
    converted = cdnaudit("convert", file, "-f", "json")
    again = json.loads(converted.stdout)
    assert converted.returncode == FINDINGS
    assert again["targets"] == first["targets"]


def test_nothing_is_left_beside_a_report(tmp_path: Path) -> None:
    cdnaudit(*SCAN, "--replay", GOOD, "-f", f"json:{tmp_path / 'report.json'}")
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]
