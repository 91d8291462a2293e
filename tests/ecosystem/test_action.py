import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from cdnaudit.model.terms import Exit
from tests.ecosystem.shell import BIN, IN_ORDER, OUTAGE, ROOT, Ran, run

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {s["id"]: s for s in ACTION["runs"]["steps"]}
REFERENCE = re.compile(r"\$\{\{ (.+?) \}\}")


@dataclass(frozen=True, slots=True)
class Scanned:
    ran: Ran
    outputs: dict[str, str]
    summary: str


def scan(folder: Path, replay: Path | None, **inputs: str) -> Scanned:
    """Run the action's scan step over a recording, as the runner would fill it in."""
    given = {f"inputs.{name}": spec["default"] for name, spec in ACTION["inputs"].items()}
    given |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    given |= {"steps.install.outputs.bin": str(BIN), "github.action_path": str(ROOT)}
    step = STEPS["scan"]
    env = {k: REFERENCE.sub(lambda m: given[m[1]], v) for k, v in step["env"].items()}
    output, summary = folder / "output", folder / "summary"
    output.touch()
    summary.touch()
    env |= {"RUNNER_TEMP": str(folder)}
    env |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    if replay:
        env["CDNAUDIT_REPLAY"] = str(replay)
    ran = run(step["run"], folder, env)
    lines = output.read_text("utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return Scanned(ran, outputs, summary.read_text("utf-8"))


def test_every_output_comes_from_the_scan_step() -> None:
    assert {name: spec["value"] for name, spec in ACTION["outputs"].items()} == {
        name: f"${{{{ steps.scan.outputs.{name} }}}}"
        for name in ("exit-code", "findings", "highest")
    }


def test_no_script_has_an_expression_in_its_text() -> None:
    assert [s["run"] for s in STEPS.values() if "${{" in s.get("run", "")] == []


def test_every_input_reaches_the_scan_step() -> None:
    used = set(REFERENCE.findall(" ".join(STEPS["scan"]["env"].values())))
    runner = {"steps.install.outputs.bin", "github.action_path"}
    assert used == {f"inputs.{name}" for name in ACTION["inputs"]} | runner


def test_reports_are_uploaded_between_the_scan_and_the_gate() -> None:
    order = list(STEPS)
    assert order[order.index("scan") :] == ["scan", "upload", "page", "gate"]


def test_nothing_is_uploaded_that_was_not_written() -> None:
    conditions = {id_: STEPS[id_]["if"] for id_ in ("upload", "page")}
    assert conditions == {
        "upload": "steps.scan.outputs.sarif != ''",
        "page": "always() && steps.scan.outputs.html != ''",
    }


def test_findings_are_written_down_before_anything_fails(tmp_path: Path) -> None:
    done = scan(tmp_path, OUTAGE)
    assert done.ran.code == 0, done.ran.stderr
    found = json.loads((tmp_path / "cdnaudit.json").read_text("utf-8"))["summary"]["findings"]
    assert done.outputs == {
        "exit-code": "1",
        "sarif": "cdnaudit.sarif",
        "findings": str(sum(found.values())),
        "highest": "critical",
    }
    assert json.loads((tmp_path / "cdnaudit.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "chatgpt.com" in done.summary


def test_the_log_shows_annotations(tmp_path: Path) -> None:
    assert "::error" in scan(tmp_path, OUTAGE).ran.stdout


@pytest.mark.parametrize("text", ["x.com claude.ai", "x.com,claude.ai", "x.com\n  claude.ai\n"])
def test_targets_may_be_apart_by_spaces_commas_or_lines(tmp_path: Path, text: str) -> None:
    scan(tmp_path, OUTAGE, targets=text)
    report = json.loads((tmp_path / "cdnaudit.json").read_text("utf-8"))
    assert sorted(t["target"] for t in report["targets"]) == ["claude.ai", "x.com"]


def test_a_target_is_never_read_as_a_flag_or_as_shell(tmp_path: Path) -> None:
    done = scan(tmp_path, OUTAGE, targets="--exit-zero $(touch${IFS}owned) `touch owned`")
    assert done.outputs == {"exit-code": "2"}
    assert not (tmp_path / "owned").exists()


def test_the_threshold_may_be_set(tmp_path: Path) -> None:
    assert scan(tmp_path, OUTAGE, targets="x.com", fail_on="medium").outputs["exit-code"] == "1"
    assert scan(tmp_path, OUTAGE, targets="x.com", fail_on="high").outputs["exit-code"] == "0"


def test_accepted_findings_pass(tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.json"
    made = run(
        f"cdnaudit baseline write {accepted} --replay {OUTAGE} --no-config", tmp_path, env={}
    )
    assert made.code == 0, made.stderr
    done = scan(tmp_path, OUTAGE, targets="claude.ai", baseline=str(accepted))
    assert done.outputs["exit-code"] == "0"
    assert (done.outputs["findings"], done.outputs["highest"]) == ("0", "none")


def test_a_configuration_gives_targets_and_threshold(tmp_path: Path) -> None:
    config = tmp_path / "edge.toml"
    config.write_text('fail_on = "medium"\ntargets = ["x.com"]\n', "utf-8")
    assert scan(tmp_path, OUTAGE, config=str(config)).outputs["exit-code"] == "1"


def test_no_sarif_file_means_no_upload(tmp_path: Path) -> None:
    done = scan(tmp_path, IN_ORDER, sarif_file="")
    assert "sarif" not in done.outputs
    assert done.outputs["exit-code"] == "0"


def test_a_sarif_file_that_cannot_be_written_is_not_uploaded(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.sarif").mkdir()
    done = scan(tmp_path, IN_ORDER, sarif_file="none/cdnaudit.sarif")
    assert done.outputs == {"exit-code": "2"}


def test_the_page_is_written_where_an_artifact_is_named(tmp_path: Path) -> None:
    assert "html" not in scan(tmp_path, IN_ORDER).outputs
    done = scan(tmp_path, IN_ORDER, html_artifact="report")
    assert done.outputs["html"] == str(tmp_path / "cdnaudit.html")
    assert (tmp_path / "cdnaudit.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "args", ["--skip dns-single-asn --exit-zero", "--skip\n'dns-single-asn'\n--exit-zero\n"]
)
def test_further_flags_are_split_as_a_shell_does(tmp_path: Path, args: str) -> None:
    done = scan(tmp_path, OUTAGE, args=args)
    assert done.outputs["exit-code"] == "0"
    run_ = json.loads((tmp_path / "cdnaudit.json").read_text("utf-8"))["run"]
    assert run_["not_run"] == ["dns-single-asn"]


def test_further_flags_are_no_shell(tmp_path: Path) -> None:
    done = scan(tmp_path, OUTAGE, args="$(touch${IFS}owned).example `touch owned`; touch owned")
    assert done.outputs == {"exit-code": "2"}
    assert not (tmp_path / "owned").exists()


def test_a_quote_that_is_not_closed_is_told(tmp_path: Path) -> None:
    done = scan(tmp_path, OUTAGE, args="--skip 'dns")
    assert (done.ran.code, done.outputs) == (0, {"exit-code": "2"})
    assert done.ran.stderr == "cdnaudit: args: No closing quotation; mend the quotes\n"


def test_the_summary_of_any_report_fits(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    lines = ["# cdnaudit\n", "<details>\n", *("- \u00e9 a line\n" for _ in range(100_000))]
    report.write_text("".join(lines), "utf-8")
    done = run(f"python {ROOT / '.ci' / 'summary.py'} {report}", tmp_path, {})
    assert len(done.stdout.encode()) <= 1_000_000
    kept = done.stdout.count("- \u00e9")
    assert done.stdout.startswith("# cdnaudit\n<details>\n- \u00e9 a line\n")
    assert done.stdout.endswith(
        f"\n</details>\n\n**{100_000 - kept:,} more lines do not fit into a job summary;**"
        " see the reports.\n"
    )


def test_an_unusable_configuration_leaves_no_report_and_no_upload(tmp_path: Path) -> None:
    config = tmp_path / "edge.toml"
    config.write_text('fail_onn = "medium"\n', "utf-8")
    done = scan(tmp_path, OUTAGE, config=str(config))
    assert (done.ran.code, done.outputs) == (0, {"exit-code": "2"})
    assert "fail_onn" in done.ran.stderr


@pytest.mark.parametrize("code", list(Exit))
def test_the_gate_ends_with_the_code_of_the_scan(tmp_path: Path, code: Exit) -> None:
    done = run(STEPS["gate"]["run"], tmp_path, {"CODE": str(code.value)})
    assert done.code == code
    assert done.stdout.count("::error title=cdnaudit::") == (code != 0)
