"""Exit codes, flags, environment and configuration, as the contract has them."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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
)

MEDIUM = ROOT / "fixtures" / "dns-only-at-cloudflare" / "recording.json"
"""A finding of medium severity, none above."""
FORMATS = (
    *("table", "json", "jsonl", "csv", "sarif", "junit"),
    *("github", "markdown", "html", "mermaid", "dot"),
)


@pytest.fixture
def dark(tmp_path: Path) -> Path:
    """A recording in which nobody answered anything."""
    return tape(tmp_path, "www.shop.example")


@pytest.mark.parametrize(
    ("recording", "flags", "code"),
    [
        (GOOD, [], PASS),
        (BAD, [], FINDINGS),
        (MIXED, [], FINDINGS),
        (MIXED, ["--fail-on", "none"], INCOMPLETE),
        (MIXED, ["--fail-on", "none", "--allow-incomplete"], PASS),
        (MIXED, ["--exit-zero"], PASS),
        (MIXED, ["--allow-incomplete"], FINDINGS),
        (MEDIUM, [], PASS),
        (MEDIUM, ["--fail-on", "medium"], FINDINGS),
        (MEDIUM, ["--fail-on", "info", "--min-confidence", "low"], FINDINGS),
    ],
)
def test_the_exit_code_follows_the_bar(recording: Path, flags: list[str], code: int) -> None:
    done = cdnaudit(*SCAN, "-f", "json", "--replay", recording, *flags)
    assert (done.returncode, done.stderr) == (code, "")
    assert json.loads(done.stdout)["run"]["exit_code"] == code


@pytest.mark.parametrize(
    ("flags", "code"),
    [([], INCOMPLETE), (["--allow-incomplete"], PASS), (["--exit-zero"], PASS)],
)
def test_missing_evidence_is_incomplete(dark: Path, flags: list[str], code: int) -> None:
    assert cdnaudit(*SCAN, "--replay", dark, *flags).returncode == code


def test_the_exit_code_is_the_same_for_every_format_and_each_is_written(tmp_path: Path) -> None:
    wanted = [f for name in FORMATS for f in ("-f", f"{name}:{tmp_path / name}")]
    together = cdnaudit(*SCAN, "--replay", BAD, *wanted)
    assert (together.returncode, together.stdout, together.stderr) == (FINDINGS, "", "")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(FORMATS)
    assert [p.name for p in tmp_path.iterdir() if not p.read_bytes()] == []


def test_one_format_to_standard_output_and_others_to_files(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = cdnaudit(*SCAN, "--replay", BAD, "-f", "csv", "-f", f"json:{file}")
    assert done.stdout.startswith("target,host,check,")
    assert json.loads(file.read_text())["run"]["exit_code"] == FINDINGS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["-f", "json", "-f", "csv", "a.example"],
            "two formats for standard output; give all but one a file, as json:report.json",
        ),
        (["-f", "yaml", "a.example"], "format 'yaml' is not known; use one of table, json, "),
        (["-f", "json:/none/x", "--replay", str(GOOD)], "/none/x: cannot be written: No such file"),
        (["192.0.2.1"], "target '192.0.2.1' is an address; give a host name"),
        (["a\x1b[31m.example"], r"target 'a\x1b[31m.example' is no valid host name"),
        ([], "no targets; name a host, as `cdnaudit scan www.example.com`"),
        (["--resolver", "dns.example", "a.example"], "resolver 'dns.example' is no address; write"),
        (["--ecs", "here", "--offline", "a.example"], "client subnet: 'here' does not appear"),
        (["--replay", "/none"], "/none: cannot be read: No such file or directory; give a rec"),
        (["--replay", str(GOOD), "--offline"], "--offline is --replay with nothing recorded"),
        (["--baseline", "/none", "--offline", "a.example"], "/none: cannot be read: No such file"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line_and_code_2(
    arguments: list[str], message: str
) -> None:
    done = cdnaudit(*SCAN, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (USAGE, "", 1)
    assert done.stderr.startswith(f"cdnaudit: {message}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["scan", "--no-such-flag"],
        ["scan", "--fail-on", "worst", "a.example"],
        ["no-such-command"],
        ["simulate", "--down", "alpha", str(GOOD)],
        ["diff", str(GOOD), "/none"],
        ["explain", "no-such-check"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_code_2(arguments: list[str]) -> None:
    done = cdnaudit(*arguments)
    assert (done.returncode, done.stdout, bool(done.stderr)) == (USAGE, "", True)
    assert "Traceback" not in done.stderr


def test_exit_zero_does_not_forgive_a_usage_error() -> None:
    assert cdnaudit(*SCAN, "--exit-zero", "localhost").returncode == USAGE


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
    (tmp_path / "cdnaudit.toml").write_text(entry)
    assert cdnaudit("scan", "--replay", MEDIUM, cwd=tmp_path).returncode == PASS


IGNORE = '[[ignore]]\ncheck = "{}"\ntarget = "*"\nreason = "accepted"\nexpires = {}\n'


def ignores(tmp_path: Path, expires: str) -> None:
    found = report("--replay", BAD)
    failing = {f["check"] for t in found["targets"] for f in t["findings"] if f["fails"]}
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
    assert [(t["target"], t["place"]) for t in found["targets"]] == [
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
def silent() -> Iterator[str]:
    """A resolver on this machine that never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unheard:
        unheard.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{unheard.getsockname()[1]}"


def test_a_dead_resolver_is_incomplete_with_every_question_named(silent: str) -> None:
    flags = ("--resolver", silent, "--timeout", "0.1", "--retries", "0")
    done = cdnaudit(*SCAN, "-f", "json", *flags, "www.shop.example")
    found = json.loads(done.stdout)
    assert (done.returncode, found["targets"][0]["status"]) == (INCOMPLETE, "incomplete")
    assert found["targets"][0]["findings"] == []
    assert found["run"]["resolvers"] == [silent]
    unknowns = {u["question"]: u["reason"] for u in found["targets"][0]["unknowns"]}
    assert sorted(unknowns) == [
        "dns A www.shop.example",
        "dns AAAA www.shop.example",
        "dns NS shop.example",
        "dns NS www.shop.example",
        "http https://www.shop.example/",
    ]
    assert {r[:7] for q, r in unknowns.items() if q[:3] == "dns"} == {"timeout"}


def test_an_interrupted_run_writes_what_it_has(silent: str, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    flags = ("--resolver", silent, "--timeout", "20", "-f", f"json:{file}")
    process = subprocess.Popen(
        [sys.executable, "-m", "cdnaudit", *SCAN, *flags, "www.shop.example"],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=10)
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


@pytest.mark.parametrize(
    ("flags", "env", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_a_flag_then_the_environment_then_the_terminal(
    flags: list[str], env: dict[str, str], colored: bool
) -> None:
    done = cdnaudit(*SCAN, "--replay", GOOD, *flags, env=env)
    assert ("\x1b[" in done.stdout) is colored


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"CDNAUDIT_FAIL_ON": "none"}, PASS),
        ({"CDNAUDIT_EXIT_ZERO": "1"}, PASS),
        ({"CDNAUDIT_FORMAT": "yaml"}, USAGE),
        ({"CDNAUDIT_FAIL_ON": "worst"}, USAGE),
        ({"CDNAUDIT_OFFLINE": "1"}, USAGE),
    ],
)
def test_the_environment_stands_for_flags(env: dict[str, str], code: int) -> None:
    assert cdnaudit(*SCAN, "--replay", BAD, env=env).returncode == code


def test_every_flag_of_scan_has_its_variable() -> None:
    shown = cdnaudit("scan", "--help", env={"COLUMNS": "400"}).stdout
    flags = set(re.findall(r"(?<=\s)--([a-z][a-z-]+)", shown)) - {"help"}
    missing = [f for f in sorted(flags) if f"CDNAUDIT_{f.upper().replace('-', '_')}" not in shown]
    assert missing == []


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
