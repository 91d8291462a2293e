"""What cannot be used ends with code 2 and one line that says what to do."""

import subprocess
import sys
from pathlib import Path

from tests.cli.command import (
    GOOD,
    ROOT,
    SCAN,
    USAGE,
    cdnaudit,
    environment,
    together,
)

UNUSABLE: dict[str, tuple[list[str], str]] = {
    "two for stdout": (
        ["-f", "json", "-f", "csv", "a.example"],
        "two formats for standard output; give all but one a file, as json:report.json",
    ),
    "no format": (["-f", "yaml", "a.example"], "format 'yaml' is not known; use one of table, "),
    "more and less": (
        ["--summary", "--details", "a.example"],
        "--summary and --details exclude each other; give one of them",
    ),
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
    assert done.stderr == f"cdnaudit: {expected}"


def test_a_wrong_line_of_a_list_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.write_text("a.example\nlocalhost\n")
    done = cdnaudit(*SCAN, "--offline", "-i", file)
    assert done.returncode == USAGE
    assert done.stderr.startswith(f"cdnaudit: {file}:2: target 'localhost' has no dot")


def test_a_closed_standard_input_is_code_2() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m cdnaudit scan --no-config --offline -i - <&-', sys.executable],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        USAGE,
        "cdnaudit: -: standard input is closed; give a text file, a name a line\n",
    )


def test_a_file_that_fails_at_the_end_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    wanted = [f"json:{tmp_path / 'a.json'}", "html:/dev/full", f"csv:{tmp_path / 'b.csv'}"]
    flags = [part for form in wanted for part in ("-f", form)]
    done = cdnaudit(*SCAN, "--replay", str(GOOD), *flags)
    twice = cdnaudit(*SCAN, "--replay", str(GOOD), "-f", "csv:/dev/full", *flags)
    full = "/dev/full: cannot be written: No space left on device; choose another file"
    assert (done.returncode, done.stderr) == (USAGE, f"cdnaudit: {full}\n")
    assert (twice.returncode, twice.stderr) == (USAGE, f"cdnaudit: {full}\n" * 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.csv"]


def test_a_file_that_cannot_be_written_is_refused_before_the_scan(tmp_path: Path) -> None:
    wanted = ("-f", f"csv:{tmp_path / 'a.csv'}", "-f", "json:/none/x")
    done = cdnaudit(*SCAN, "--offline", "a.example", *wanted)
    assert (done.returncode, sorted(tmp_path.iterdir())) == (USAGE, [])
