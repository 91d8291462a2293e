"""``--only`` and ``--skip``: which checks a run makes, and that no report hides the others."""

import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cdnaudit import Exit, Options, audit
from cdnaudit.errors import UsageError
from cdnaudit.formats.registry import FORMATS
from cdnaudit.formats.saved_run import read
from cdnaudit.judging.catalogue import BY_ID
from cdnaudit.model.report import Report
from cdnaudit.reporting.document import Document
from tests.cli.command import BAD, GOOD, MIXED, USAGE, cdnaudit

SINGLE = "dns-single-provider"
ROLES = "company-many-roles"
FORMAT = {form.name: form for form in FORMATS}


def run(
    *,
    only: tuple[str, ...] = (),
    skip: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    config: Path | None = None,
) -> Report:
    return audit(
        Options(
            replay=MIXED,
            targets=targets,
            only=only,
            skip=skip,
            config=config,
            no_config=config is None,
        )
    )


def made(report: Report) -> set[str]:
    return {check.id for check in report.checks}


def found(report: Report) -> set[str]:
    return {finding.check for target in report.targets for finding in target.findings}


def written(report: Report, name: str) -> str:
    out = StringIO()
    FORMAT[name].load()(Document(report), out)
    return out.getvalue()


def test_without_either_every_check_is_made() -> None:
    report = run()
    assert (made(report), report.run.not_run) == (set(BY_ID), ())


def test_only_makes_the_checks_it_names_and_no_other() -> None:
    report = run(only=(SINGLE, ROLES))
    assert made(report) == {SINGLE, ROLES}
    assert found(report) <= {SINGLE, ROLES}
    assert report.run.not_run == tuple(sorted(set(BY_ID) - {SINGLE, ROLES}))


def test_skip_leaves_out_and_outweighs_only() -> None:
    assert run(skip=(ROLES,)).run.not_run == (ROLES,)
    assert made(run(only=(SINGLE, ROLES), skip=(ROLES,))) == {SINGLE}


def test_a_check_that_is_not_made_fails_no_gate() -> None:
    assert audit(Options(replay=BAD, no_config=True)).exit_code is Exit.FINDINGS
    assert audit(Options(replay=BAD, no_config=True, only=(SINGLE,))).exit_code is Exit.PASS


def test_what_the_configuration_switches_off_is_not_run_unless_only_names_it(
    tmp_path: Path,
) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text(f'[checks.{SINGLE}]\nenabled = false\nseverity = "low"\n')
    assert run(config=config).run.not_run == (SINGLE,)
    assert run(config=config, skip=(ROLES,)).run.not_run == (ROLES, SINGLE)
    named = run(config=config, only=(SINGLE,))
    assert {(f.check, f.severity) for t in named.targets for f in t.findings} == {(SINGLE, "low")}


@pytest.mark.parametrize(
    ("only", "skip", "told"),
    [
        (("dns-singel-asn",), (), "--only: 'dns-singel-asn' is no check; did you mean"),
        ((), ("x\x1b" * 99,), r"--skip: 'x\x1bx\x1b"),
        ((ROLES,), (ROLES,), "no check is left to make; name one with --only"),
    ],
)
def test_an_unknown_check_or_none_at_all_is_refused(
    only: tuple[str, ...], skip: tuple[str, ...], told: str
) -> None:
    with pytest.raises(UsageError) as caught:
        run(only=only, skip=skip)
    assert str(caught.value)[: len(told)] == told
    assert len(str(caught.value)) < 200


def test_the_flags_may_be_repeated_or_come_from_the_environment() -> None:
    by_flag = cdnaudit(
        "scan", "--no-config", "--replay", GOOD, "--skip", SINGLE, "--skip", ROLES, "-f", "json"
    )
    env = {"CDNAUDIT_SKIP": f"{SINGLE} {ROLES}", "CDNAUDIT_REPLAY": str(GOOD)}
    by_env = cdnaudit("scan", "--no-config", "-f", "json", env=env)
    assert json.loads(by_flag.stdout)["run"]["not_run"] == [ROLES, SINGLE]
    assert json.loads(by_env.stdout)["run"]["not_run"] == [ROLES, SINGLE]
    wrong = cdnaudit("scan", "--no-config", "--replay", GOOD, "--only", "dns")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (USAGE, 1)


def test_an_ignore_of_a_check_that_was_not_run_is_not_stale(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text(
        f'[[ignore]]\ncheck = "{SINGLE}"\nreason = "two soon"\nexpires = 2999-01-01\n'
    )
    strict = Options(replay=MIXED, config=config, strict_ignores=True, skip=(SINGLE,))
    assert audit(strict).run.not_run == (SINGLE,)


@pytest.mark.parametrize("name", ["table", "markdown", "html", "github", "junit"])
def test_every_format_for_people_says_beside_the_verdict_that_checks_are_missing(name: str) -> None:
    report = run(only=(SINGLE,))
    words = " ".join(written(report, name).split())
    assert f"at high, {len(BY_ID) - 1} checks not run" in words


def test_the_last_line_names_those_that_are_fewer() -> None:
    assert Document(run(skip=(SINGLE, ROLES), targets=("x.com",))).exit_sentence == (
        f"exit code 0: nothing at or above --fail-on · not run: {ROLES}, {SINGLE}"
    )
    assert Document(run(only=(SINGLE, ROLES), targets=("x.com",))).exit_sentence == (
        f"exit code 0: nothing at or above --fail-on · no check but {ROLES} and {SINGLE} was run"
    )


def test_programs_are_told_which(tmp_path: Path) -> None:
    report = run(skip=(SINGLE,), targets=("x.com",))
    saved = tmp_path / "run.json"
    saved.write_text(written(report, "json"))
    assert read(saved).run.not_run == (SINGLE,)
    notified = json.loads(written(report, "sarif"))["runs"][0]["invocations"][0]
    assert notified["toolConfigurationNotifications"] == [
        {"level": "warning", "message": {"text": f"the check {SINGLE} was not run"}}
    ]
    suite = ET.fromstring(written(report, "junit"))[0]
    assert (suite.get("tests"), suite.get("skipped")) == (str(len(BY_ID)), "1")
    skipped = [case.get("name") for case in suite if case.find("skipped") is not None]
    assert skipped == [SINGLE]
