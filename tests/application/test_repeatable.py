"""A report says how it was asked for, so that the run can be repeated, and tells no secret."""

import json
from pathlib import Path

import pytest

from cdnaudit import Options, audit
from cdnaudit.application.repeatable import said
from cdnaudit.gate.threshold import FailOn
from tests.cli.command import GOOD, cdnaudit, together

CONFIG = """\
fail_on = "medium"
[[target]]
name = "www.shop.example"
urls = ["https://name:secret@www.shop.example:8443/login"]
[[ignore]]
check = "dns-single-provider"
reason = "ask bob@shop.example"
expires = 2999-03-31
"""


def test_nothing_is_said_of_what_was_left_as_it_is() -> None:
    assert said(Options()) == {}


def test_options_are_said_by_their_names_and_paths_as_they_were_given() -> None:
    options = Options(
        targets=("a.example", "https://name:secret@b.example:8443/login"),
        fail_on=FailOn.LOW,
        no_config=True,
        replay=Path("here/run.json"),
        timeout=0.5,
        resolver=("192.0.2.53",),
    )
    assert said(options) == {
        "targets": ["a.example", "https://b.example:8443/login"],
        "fail_on": "low",
        "no_config": True,
        "replay": "here/run.json",
        "resolver": ["192.0.2.53"],
        "timeout": 0.5,
    }
    assert json.loads(json.dumps(said(options))) == said(options)


def test_the_configuration_is_in_the_report_and_named_from_where_the_run_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cdnaudit.toml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    report = audit(Options(replay=GOOD))
    assert report.run.config == "cdnaudit.toml"
    assert report.run.settings == {
        "fail_on": "medium",
        "target": [
            {"name": "www.shop.example", "urls": ["https://www.shop.example:8443/login"]},
        ],
        "ignore": [
            {
                "check": "dns-single-provider",
                "reason": "ask bob@shop.example",
                "expires": "2999-03-31",
            }
        ],
    }
    assert {t.location.file for t in report.targets if t.location} == {"cdnaudit.toml"}
    without = audit(Options(replay=GOOD, no_config=True)).run
    assert (without.config, without.settings) == (None, {})


def test_a_run_is_repeated_by_the_flags_that_its_report_names(tmp_path: Path) -> None:
    flags = ("--fail-on", "low", "--no-http", "--samples", "2", "--ecs", "198.51.100.0/24")
    words = ("--replay", str(GOOD), "--no-config", "--url", "https://www.shop.example:8443/pay")
    first = json.loads(cdnaudit("scan", "-f", "json", *flags, *words).stdout)
    again: list[str] = []
    for key, value in first["run"]["options"].items():
        flag = f"--{key.replace('_', '-')}"
        for item in value if isinstance(value, list) else [value]:
            again += [flag] if item is True else [flag, str(item)]
    second = json.loads(cdnaudit("scan", "-f", "json", *again).stdout)
    for run in (first, second):
        run["run"]["finished"] = ""
    assert second == first


def test_a_converted_report_keeps_how_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text(CONFIG)
    scanned = cdnaudit("scan", "-f", "json", "--replay", GOOD, cwd=tmp_path)
    (tmp_path / "run.json").write_text(scanned.stdout)
    done = together({"again": ("convert", tmp_path / "run.json", "-f", "json")})["again"]
    assert done.stdout == scanned.stdout
