"""The configuration, ignores and the baseline; a flag outweighs the environment, and that the file."""

import json
import re
from pathlib import Path

from tests.cli.command import (
    BAD,
    FINDINGS,
    MEDIUM,
    PASS,
    SCAN,
    USAGE,
    cdnaudit,
    report,
    together,
)


def test_the_configuration_gives_targets_and_the_threshold(tmp_path: Path) -> None:
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
