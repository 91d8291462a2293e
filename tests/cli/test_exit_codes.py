"""The exit code is the verdict, the same for every format."""

import json
from pathlib import Path

from cdnaudit.formats import registry
from tests.cli.command import (
    BAD,
    FINDINGS,
    GOOD,
    INCOMPLETE,
    MEDIUM,
    MIXED,
    PASS,
    SCAN,
    cdnaudit,
    recorded,
    together,
)

FORMATS = tuple(form.name for form in registry.FORMATS)


CODES: dict[str, tuple[Path, str, int]] = {
    "good": (GOOD, "", PASS),
    "bad": (BAD, "", FINDINGS),
    "a finding outweighs a gap": (MIXED, "", FINDINGS),
    "a gap alone": (MIXED, "--fail-on none", INCOMPLETE),
    "all forgiven": (MIXED, "--exit-zero", PASS),
    "medium at the threshold": (MEDIUM, "--fail-on medium", FINDINGS),
    "everything counts": (MEDIUM, "--fail-on info --min-confidence low", FINDINGS),
}


def test_the_exit_code_follows_the_threshold() -> None:
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
    dark = recorded(tmp_path, "www.shop.example")
    flags = {"": INCOMPLETE, "--allow-incomplete": PASS, "--exit-zero": PASS}
    done = together({f: (*SCAN, "--replay", dark, *f.split()) for f in flags})
    assert {f: d.returncode for f, d in done.items()} == flags


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


def test_a_name_that_does_not_exist_is_a_finding_and_no_missing_evidence(tmp_path: Path) -> None:
    gone = "www.gone.example"
    answers: list[dict[str, object]] = [
        {"ask": "dns", "name": gone, "type": kind, "rcode": "NXDOMAIN", "records": []}
        for kind in ("A", "AAAA")
    ]
    file = recorded(tmp_path, gone, answers=answers)
    flags = {"": FINDINGS, "--allow-incomplete": FINDINGS, "--exit-zero": PASS}
    done = together({f: (*SCAN, "-f", "json", "--replay", file, *f.split()) for f in flags})
    assert {f: d.returncode for f, d in done.items()} == flags
    (target,) = json.loads(done["--allow-incomplete"].stdout)["targets"]
    assert [f["check"] for f in target["findings"] if f["fails_gate"]] == ["target-does-not-exist"]
