"""``convert``, ``diff``, ``baseline`` and ``config init`` over saved runs, without the network."""

import json
from pathlib import Path

import pytest

from tests.cli.command import (
    BAD,
    FINDINGS,
    GOOD,
    INCOMPLETE,
    MIXED,
    PASS,
    SCAN,
    USAGE,
    cdnaudit,
    together,
)


def saved(folder: Path, recording: Path, *flags: str) -> Path:
    file = folder / "run.json"
    cdnaudit(*SCAN, "--replay", recording, "-f", f"json:{file}", *flags)
    return file


def changed(file: Path, **run: object) -> Path:
    """Write other values into the ``run`` of a saved report; None takes a key out."""
    raw = json.loads(file.read_text())
    raw["run"] = {k: v for k, v in (raw["run"] | run).items() if v is not None}
    file.write_text(json.dumps(raw))
    return file


def test_a_csv_of_dependencies_holds_no_verdicts_and_passes_nothing() -> None:
    done = cdnaudit("convert", MIXED.with_name("dependencies.csv"), "-f", "json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["run"]["exit_code"]) == (INCOMPLETE, INCOMPLETE)
    assert found["warnings"] == [
        "dependencies.csv: no verdicts are in a dependencies CSV: nothing passes, and nothing fails"
    ]
    assert {(t["status"], *t["limits_hit"]) for t in found["targets"]} == {
        ("incomplete", "no verdicts are in a dependencies CSV")
    }


@pytest.mark.parametrize(("recording", "code"), [(GOOD, PASS), (BAD, FINDINGS)])
def test_a_converted_run_ends_as_it_ended(tmp_path: Path, recording: Path, code: int) -> None:
    assert cdnaudit("convert", saved(tmp_path, recording)).returncode == code


def test_a_run_that_was_interrupted_or_crashed_stays_so(tmp_path: Path) -> None:
    file = saved(tmp_path, GOOD)
    for code, interrupted in ((130, True), (4, False)):
        changed(file, exit_code=code, interrupted=interrupted)
        done = cdnaudit("convert", file, "-f", "json")
        run = json.loads(done.stdout)["run"]
        assert (done.returncode, run["exit_code"], run["interrupted"]) == (code, code, interrupted)


def test_a_run_without_an_exit_code_has_that_of_its_targets(tmp_path: Path) -> None:
    file = changed(saved(tmp_path, MIXED, "--fail-on", "none"), exit_code=None)
    assert cdnaudit("convert", file).returncode == INCOMPLETE


def test_an_exit_code_that_nothing_has_is_refused_with_its_place(tmp_path: Path) -> None:
    file = changed(saved(tmp_path, GOOD), exit_code=7)
    done = cdnaudit("convert", file)
    assert done.returncode == USAGE
    assert "run.exit_code: is 7; use one of 0, 1, 2, 3, 4, 130\n" in done.stderr


def test_a_new_single_point_is_redundancy_lost_unless_nothing_fails(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    cdnaudit(*SCAN, "--replay", GOOD, "-f", f"json:{old}")
    new = tmp_path / "new.json"
    new.write_text(old.read_text().replace('"cuts": [', f'"cuts": [{json.dumps(CUT)},', 1))
    done = together({f: ("diff", old, new, *f.split()) for f in ("", "--fail-on none")})
    assert {f: d.returncode for f, d in done.items()} == {"": FINDINGS, "--fail-on none": PASS}


CUT = {"events": ["fastly/cdn"], "outcome": "down", "path": ["www.shop.example"]}


def test_what_cannot_be_written_is_refused_with_a_remedy(tmp_path: Path) -> None:
    file = saved(tmp_path, GOOD)
    lines = {
        "baseline": ("baseline", "write", "/none/x", file),
        "sheet": ("diff", file, file, "-f", "json:/none/x"),
        "report": ("convert", file, "-f", "json:/none/x"),
    }
    done = together(lines)
    message = "cdnaudit: /none/x: cannot be written: No such file or directory; choose another file"
    assert {n: (d.returncode, d.stderr) for n, d in done.items()} == dict.fromkeys(
        lines, (USAGE, f"{message}\n")
    )


def test_a_configuration_is_begun_from_a_run_and_not_written_over(tmp_path: Path) -> None:
    file = saved(tmp_path, BAD)
    first = cdnaudit("config", "init", "--run", file, cwd=tmp_path)
    again = cdnaudit("config", "init", "--run", file, cwd=tmp_path)
    checked = cdnaudit("config", "check", cwd=tmp_path)
    assert (first.stdout, again.stderr, checked.stdout) == (
        "wrote cdnaudit.toml: 1 target\n",
        "cdnaudit: cdnaudit.toml exists; --force writes over it\n",
        f"{tmp_path / 'cdnaudit.toml'}: 1 target, 0 ignores: in order\n",
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cdnaudit.toml", "run.json"]


def accepted(file: Path) -> list[tuple[str, str, str, str | None]]:
    rows = json.loads(file.read_text())["findings"]
    return [(row["check"], row["severity"], row["date"], row.get("by")) for row in rows]


def test_a_baseline_written_anew_keeps_day_and_name_of_what_stays(tmp_path: Path) -> None:
    run, base = saved(tmp_path, BAD), tmp_path / "base.json"
    first = cdnaudit("baseline", "write", base, run, "--by", "Ann")
    before = accepted(base)
    raw = json.loads(base.read_text())
    raw["findings"][0] |= {"severity": "info"}
    raw["findings"][1] |= {"date": "2020-02-02"}
    base.write_text(json.dumps(raw))
    cdnaudit("baseline", "write", base, run, "--by", "Bob")
    after = accepted(base)
    assert first.stdout == f"wrote {base}: {len(before)} findings accepted\n"
    assert {by for *_, by in before} == {"Ann"}
    assert [by for *_, by in after] == ["Bob", *["Ann"] * (len(after) - 1)]
    assert [date for *_, date, _ in after][1] == "2020-02-02"


def test_an_older_baseline_is_read_on_with_one_warning_that_names_the_remedy(
    tmp_path: Path,
) -> None:
    base = tmp_path / "base.json"
    cdnaudit("baseline", "write", base, saved(tmp_path, BAD))
    rows = json.loads(base.read_text())["findings"]
    kept = [{k: row[k] for k in ("fingerprint", "check", "target", "host")} for row in rows]
    base.write_text(json.dumps({"schema": "cdnaudit/baseline/v1", "findings": kept}))
    done = cdnaudit(*SCAN, "--replay", BAD, "--baseline", base, "--strict-ignores", "-f", "json")
    warnings = json.loads(done.stdout)["warnings"]
    assert (done.returncode, len(warnings)) == (PASS, 1)
    assert "`cdnaudit baseline write base.json`" in warnings[0]


def test_a_stale_entry_is_warned_of_and_refused_where_ignores_are_strict(tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    cdnaudit("baseline", "write", base, saved(tmp_path, BAD))
    raw = json.loads(base.read_text())
    raw["findings"].append(raw["findings"][0] | {"fingerprint": "sha256:0", "check": "gone"})
    base.write_text(json.dumps(raw))
    scan = (*SCAN, "--replay", BAD, "--baseline", base, "-f", "json")
    done = together({f: (*scan, *f.split()) for f in ("", "--strict-ignores")})
    target = raw["findings"][0]["target"]
    said = f"base.json: gone on {target} matches no finding: take it out"
    assert {f: (d.returncode, d.stderr) for f, d in done.items()} == {
        "": (PASS, f"cdnaudit: warning: {said}\n"),
        "--strict-ignores": (USAGE, f"cdnaudit: {said}\n"),
    }


def test_what_an_ignore_accepts_for_a_time_no_baseline_accepts_for_good(tmp_path: Path) -> None:
    findings = [
        f for t in json.loads(saved(tmp_path, BAD).read_text())["targets"] for f in t["findings"]
    ]
    check = findings[0]["check"]
    ignored = [f for f in findings if f["check"] == check]
    (tmp_path / "cdnaudit.toml").write_text(
        f'baseline = "base.json"\n[[ignore]]\ncheck = "{check}"\nreason = "r"\nexpires = 2999-01-01\n'
    )
    done = cdnaudit("baseline", "write", "base.json", BAD, cwd=tmp_path)
    kept = [c for c, *_ in accepted(tmp_path / "base.json")]
    noun = "finding" if len(ignored) == 1 else "findings"
    assert done.stdout == (
        f"wrote base.json: {len(findings) - len(ignored)} findings accepted; "
        f"{len(ignored)} {noun} left to an ignore\n"
    )
    assert check not in kept


def test_a_baseline_is_made_of_verdicts_and_written_over_nothing_else(tmp_path: Path) -> None:
    run = saved(tmp_path, GOOD)
    csv = MIXED.with_name("dependencies.csv")
    base, before = tmp_path / "base.json", run.read_text()
    done = together(
        {
            "no verdicts": ("baseline", "write", base, csv),
            "swapped": ("baseline", "write", run, base),
            "nobody": ("baseline", "write", base, run, "--by", " "),
        }
    )
    assert {n: (d.returncode, d.stderr) for n, d in done.items()} == {
        "no verdicts": (
            USAGE,
            (
                f"cdnaudit: {csv}: no verdicts are in a dependencies CSV; "
                "give a report that `cdnaudit scan -f json` wrote\n"
            ),
        ),
        "swapped": (
            USAGE,
            f"cdnaudit: {run}: schema: is 'cdnaudit/report/v1'; give 'cdnaudit/baseline/v2'\n",
        ),
        "nobody": (USAGE, "cdnaudit: --by is ' '; give a name\n"),
    }
    assert (base.exists(), run.read_text()) == (False, before)


@pytest.mark.parametrize("form", ["table", "markdown", "html", "github", "junit", "json"])
def test_a_csv_of_dependencies_says_in_every_format_that_no_verdicts_are_in_it(form: str) -> None:
    done = cdnaudit("convert", MIXED.with_name("dependencies.csv"), "-f", form)
    assert done.returncode == INCOMPLETE
    assert "no verdicts are in a dependencies CSV" in " ".join(done.stdout.split())


def test_a_csv_of_no_dependencies_passes_nothing_either(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(MIXED.with_name("dependencies.csv").read_text().splitlines()[0] + "\n")
    kept = tmp_path / "kept.json"
    first = cdnaudit("convert", empty, "-f", f"json:{kept}")
    assert (first.returncode, cdnaudit("convert", kept).returncode) == (INCOMPLETE, INCOMPLETE)


def with_targets(folder: Path, run: Path, name: str, *targets: dict[str, object]) -> Path:
    """Write a saved run with other targets."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps(json.loads(run.read_text()) | {"targets": targets}))
    return file


def test_a_difference_is_a_gate(tmp_path: Path) -> None:
    run = saved(tmp_path, BAD)
    (bad,) = json.loads(run.read_text())["targets"]
    other = json.loads(json.dumps(bad).replace(bad["target"], "else.example"))
    milder = json.loads(json.dumps(bad).replace('"severity": "high"', '"severity": "medium"'))
    dark = bad | {"inconclusive": [{"check": "c", "host": bad["target"], "reason": "timeout"}]}
    files = {
        "empty": with_targets(tmp_path, run, "empty"),
        "bad": run,
        "both": with_targets(tmp_path, run, "both", bad, other),
        "else": with_targets(tmp_path, run, "else", other),
        "milder": with_targets(tmp_path, run, "milder", milder),
        "dark": with_targets(tmp_path, run, "dark", dark),
        "csv": MIXED.with_name("dependencies.csv"),
    }
    expected = {
        "bad bad": PASS,
        "bad both": FINDINGS,
        "bad both --fail-on critical": PASS,
        "bad both --fail-on none": PASS,
        "both bad": PASS,
        "bad else": FINDINGS,
        "bad else --fail-on critical": PASS,
        "milder bad": FINDINGS,
        "bad milder": PASS,
        "bad dark": INCOMPLETE,
        "bad dark --fail-on none": INCOMPLETE,
        "bad dark --allow-incomplete": PASS,
        "milder dark": FINDINGS,
        "dark dark": PASS,
        "dark bad": PASS,
        "bad empty": INCOMPLETE,
        "empty bad": FINDINGS,
        "csv csv": INCOMPLETE,
    }
    lines = {case: ("diff", *(files.get(word, word) for word in case.split())) for case in expected}
    done = together(lines)
    assert {case: d.returncode for case, d in done.items()} == expected
    assert "Nothing was compared: no target is in both runs" in done["bad else"].stdout
    assert "1 target removed" in done["both bad"].stdout


def test_a_run_that_shows_only_what_is_new_makes_no_baseline(tmp_path: Path) -> None:
    base, run = tmp_path / "base.json", tmp_path / "run.json"
    cdnaudit("baseline", "write", base, "--replay", BAD, "--no-config")
    scan = (*SCAN, "--replay", BAD, "--baseline", base, "-f", f"json:{run}")
    shown = cdnaudit(*scan), cdnaudit("baseline", "write", base, run)
    hidden = cdnaudit(*scan, "--new-only"), cdnaudit("baseline", "write", base, run)
    assert [d.returncode for d in (*shown, *hidden)] == [PASS, PASS, PASS, USAGE]
    assert hidden[1].stderr == (
        f"cdnaudit: {run}: leaves out what the baseline of its scan accepted; "
        "scan without --new-only\n"
    )
