"""``cdnaudit portfolio``: what it prints, what it says beside, and what it refuses."""

import json
from pathlib import Path

from tests.cli.command import BAD, FINDINGS, GOOD, PASS, SCAN, USAGE, cdnaudit


def test_tags_of_the_configuration_go_with_the_report(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text(
        '[[target]]\nname = "www.shop.example"\ntags = ["web", "retail"]\n'
    )
    run = tmp_path / "run.json"
    scan = ("scan", "-q", "--replay", BAD, "-f", f"json:{run}")
    assert cdnaudit(*scan, cwd=tmp_path).returncode == FINDINGS
    (target,) = json.loads(run.read_text("utf-8"))["targets"]
    assert target["tags"] == ["retail", "web"]
    done = cdnaudit("portfolio", run, "--by-tag", "-f", "csv")
    assert (done.returncode, done.stderr) == (PASS, "")
    _head, *rows = done.stdout.splitlines()
    tags = {row.split(",", 1)[0] for row in rows}
    assert tags == {"", "retail", "web"}
    assert len(rows) % len(tags) == 0


def test_a_recording_is_judged_and_a_target_of_two_runs_is_told_of(tmp_path: Path) -> None:
    run = tmp_path / "run.jsonl"
    cdnaudit(*SCAN, "-q", "--replay", GOOD, "-f", f"jsonl:{run}")
    done = cdnaudit("portfolio", run, GOOD, "-f", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["targets"], found["repeated"]) == (PASS, 1, 1)
    assert done.stderr.endswith("cdnaudit: 1 target counted as an earlier run has it\n")


def test_a_run_is_read_from_standard_input() -> None:
    table = "target,host,role,provider,company,depth,via\na.example,a.example,dns,ns1,ibm,1,\n"
    done = cdnaudit("portfolio", "-", stdin=table)
    assert (done.returncode, done.stderr) == (PASS, "")
    assert done.stdout.startswith(
        "International Business Machines Corporation alone takes out 1 of 1 target"
    )


def test_what_cannot_be_used_is_refused(tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("target,host\n")
    for words, message in {
        ("portfolio", "nothing.json"): "nothing.json: cannot be read",
        ("portfolio", str(rows)): "is no table with a column role",
        ("portfolio", str(GOOD), "-f", "sarif"): "format 'sarif' is not known",
        ("portfolio", str(rows), "-f", f"json:{rows}"): "RUN",
        ("portfolio", str(GOOD), "--top", "0"): "--top",
    }.items():
        done = cdnaudit(*words, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (USAGE, "")
        assert message in done.stderr
