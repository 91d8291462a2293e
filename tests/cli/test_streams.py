"""Results go to standard output, all else to standard error, and a file is whole."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import (
    BAD,
    FINDINGS,
    GOOD,
    MIXED,
    PASS,
    ROOT,
    SCAN,
    cdnaudit,
    environment,
    report,
    together,
)


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


FORMS = ("table", "markdown", "github", "junit", "html", "csv", "json", "sarif", "dot", "mermaid")


def test_a_stream_of_ascii_alone_is_written_to_in_every_format() -> None:
    done = together(
        {form: (*SCAN, "--replay", BAD, "-f", form) for form in FORMS},
        {form: {"PYTHONIOENCODING": "ascii"} for form in FORMS},
    )
    assert {form: (d.returncode, d.stdout.isascii()) for form, d in done.items()} == dict.fromkeys(
        FORMS, (FINDINGS, True)
    )
    assert "\\u" not in done["table"].stdout


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


VIEWS: dict[str, tuple[tuple[str, ...], int, bool]] = {
    "as it fits": ((), 5, False),
    "a summary": (("--summary",), 0, False),
    "with evidence": (("-v",), 5, True),
    "in full": (("--details",), 5, False),
}
"""Flags, how many targets are told by themselves, and whether with their providers' evidence."""


def test_as_much_is_told_as_was_asked_for_of_a_scan_and_of_a_saved_run() -> None:
    starts = {"scan": (*SCAN, "--replay", MIXED), "convert": ("convert", MIXED)}
    done = together(
        {
            f"{command} {view}": (*start, *flags)
            for view, (flags, _, _) in VIEWS.items()
            for command, start in starts.items()
        }
    )
    told = {
        k: (d.stdout.count(" depends on\n"), "\nProviders\n" in d.stdout) for k, d in done.items()
    }
    assert told == {key: VIEWS[key.partition(" ")[2]][1:] for key in told}
