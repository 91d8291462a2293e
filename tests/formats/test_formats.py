"""What single formats say, beyond that others can read them."""

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.model.assessment import Location
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import Report, Suppression
from cdnaudit.model.terms import Role, Severity
from cdnaudit.reporting.display import Color, DisplayOptions
from tests.formats import samples
from tests.formats.readers import REPORT_READERS
from tests.formats.written import BY_NAME, written

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = sorted(p.parent.name for p in FIXTURES.glob("*/recording.json"))
HELP = """It is so.

Asks: is it <so>?
Remedy: change it."""


def judged(case: str) -> Report:
    return audit(Options(replay=FIXTURES / case / "recording.json", no_config=True))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", BY_NAME)
def test_every_story_can_be_read_by_others(name: str, case: str) -> None:
    REPORT_READERS[name](written(name, judged(case)))


def test_sarif_tells_where_why_and_what_is_suppressed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a,b:c.toml").touch()
    target = samples.shop()
    found = replace(
        target.findings[0], suppressed=Suppression("ignore", "contracted", "2027-03-31")
    )
    placed = replace(target, findings=(found,), location=Location("a,b:c.toml", 3))
    report = replace(samples.one_target(), targets=(placed,))
    run = json.loads(written("sarif", report))["runs"][0]
    result = run["results"][0]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert result["suppressions"][0]["justification"] == "contracted"
    assert result["partialFingerprints"] == {
        "cdnaudit/v1": found.fingerprint,
        "primaryLocationLineHash": f"{found.fingerprint.removeprefix('sha256:')[:16]}:1",
    }
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%2Cb%3Ac.toml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == found.check


def sarif_run(report: Report) -> dict[str, Any]:
    (run,) = json.loads(written("sarif", report))["runs"]
    found: dict[str, Any] = run
    return found


def test_sarif_has_one_day_of_evidence_which_is_that_of_the_answers() -> None:
    live = samples.one_target()
    replayed = replace(live, run=replace(live.run, replayed=True, provenance="recorded"))
    times = [
        {key: run["invocations"][0].get(key) for key in ("startTimeUtc", "endTimeUtc")}
        for run in map(sarif_run, (live, replayed))
    ]
    assert times == [
        {"startTimeUtc": live.run.started, "endTimeUtc": live.run.finished},
        {"startTimeUtc": None, "endTimeUtc": None},
    ]
    assert [sarif_run(report)["properties"] for report in (live, replayed)] == [
        {"observed": live.run.started, "provenance": "live"},
        {"observed": live.run.started, "provenance": "recorded"},
    ]


def test_sarif_holds_no_more_results_than_one_upload_may_and_keeps_the_worst() -> None:
    grave = samples.finding("a.example", "cdn-single-provider", Severity.HIGH, "ns1", Role.CDN)
    mild = replace(grave, severity=Severity.LOW)
    many = replace(samples.shop("a.example"), findings=(*[mild] * 25_000, grave, grave))
    run = sarif_run(samples.report((many,)))
    levels = [result["level"] for result in run["results"]]
    assert (len(levels), levels[-3:]) == (25_000, ["note", "error", "error"])
    told, *_ = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "2 more findings in the report"


@pytest.mark.parametrize("case", CASES)
def test_what_gitlab_and_github_tell_findings_by_is_theirs_alone(case: str) -> None:
    report = judged(case)
    issues = [issue["fingerprint"] for issue in json.loads(written("gitlab", report))]
    hashes = [
        r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif_run(report)["results"]
    ]
    assert [len(set(prints)) for prints in (issues, hashes)] == [len(issues), len(hashes)]


def test_two_companies_that_share_a_fingerprint_are_told_apart() -> None:
    one = replace(samples.shop().findings[0], provider=None, company="amazon")
    two = replace(one, company="akamai")
    report = samples.report((replace(samples.shop(), findings=(one, two)),))
    issues = [issue["fingerprint"] for issue in json.loads(written("gitlab", report))]
    prints = [result["partialFingerprints"] for result in sarif_run(report)["results"]]
    assert issues[0] != issues[1]
    assert prints[0]["primaryLocationLineHash"] != prints[1]["primaryLocationLineHash"]
    assert prints[0]["cdnaudit/v1"] == prints[1]["cdnaudit/v1"] == one.fingerprint


def test_gitlab_is_told_what_is_inconclusive_lest_it_counts_as_mended() -> None:
    report = samples.interrupted()
    said = {issue["description"]: issue for issue in json.loads(written("gitlab", report))}
    assert said["interrupted: this report is partial"]["severity"] == "info"
    doubts = [(t.target, d) for t in report.targets for d in t.inconclusive]
    assert doubts != []
    for target, doubt in doubts:
        issue = said[f"{target}: {doubt.check} is inconclusive: {doubt.reason}"]
        assert (issue["check_name"], issue["severity"]) == (doubt.check, "info")


def test_gitlab_has_a_severity_of_its_own_for_each_of_ours() -> None:
    found = tuple(
        samples.finding("a.example", "check", level, "ns1", Role.DNS) for level in Severity
    )
    target = replace(samples.shop("a.example"), findings=found, set_aside=())
    report = samples.report((target,))
    issues = json.loads(written("gitlab", report))
    assert [issue["severity"] for issue in issues] == [
        "info",
        "minor",
        "major",
        "critical",
        "blocker",
    ]
    assert issues[0]["location"] == {"path": ".gitlab-ci.yml", "lines": {"begin": 1}}


def test_sarif_has_the_rules_that_the_report_brings() -> None:
    check = CheckInfo("check-of-tomorrow", "it is so", HELP, Severity.HIGH)
    report = replace(samples.one_target(), checks=(check,))
    rules = json.loads(written("sarif", report))["runs"][0]["tool"]["driver"]["rules"]
    assert rules[0] == {
        "id": "check-of-tomorrow",
        "name": "CheckOfTomorrow",
        "shortDescription": {"text": "it is so"},
        "fullDescription": {"text": "It is so."},
        "help": {
            "text": HELP,
            "markdown": "It is so.\n\nAsks: is it \\<so\\>?\n\nRemedy: change it.",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"security-severity": "8.0", "tags": ["resilience"]},
    }
    assert [rule["id"] for rule in rules[1:]] == ["cdn-single-provider", "cdn-dns-coupling"]


def test_junit_has_a_failure_for_what_fails_and_an_error_for_what_is_unknown() -> None:
    text = written("junit", judged("outage-2025-11-18"))
    suites = dict(
        re.findall(r'<testsuite name="([^"]+)" tests="\d+" (failures="\d+" errors="\d+")', text)
    )
    assert suites == {
        "chatgpt.com": 'failures="1" errors="0"',
        "claude.ai": 'failures="1" errors="0"',
        "x.com": 'failures="0" errors="0"',
        "www.spotify.com": 'failures="0" errors="2"',
        "www.canva.com": 'failures="1" errors="0"',
    }


def test_junit_says_why_a_check_is_skipped() -> None:
    assert "<skipped>accepted before</skipped>" in written("junit", samples.all_suppressed())


def test_annotations_are_the_ten_most_urgent_findings_and_what_is_left_out() -> None:
    lines = written("github", judged("outage-2025-11-18")).splitlines()
    titles = [re.fullmatch(r"::([a-z]+) title=([^:]*)::.*", line) for line in lines[:-1]]
    found = [title.groups() for title in titles if title]
    assert len(found) == len(lines) - 1
    assert found[:3] == [
        ("error", "company-many-roles (critical)"),
        ("error", "company-many-roles (critical)"),
        ("error", "company-many-roles (high)"),
    ]
    assert len([title for _, title in found if title != "cdnaudit"]) == 10
    assert found[-1] == ("notice", "cdnaudit")
    assert lines[-2].endswith(" more findings in the report")
    assert lines[-1] == (
        "5 targets: 3 fail, 1 pass and 1 incomplete at high"
        " · 1 without a page · 5 with single points"
    )


VERBOSE = DisplayOptions(verbose=True)
PASSING = ("table", "markdown", "html", "github", "junit")


@pytest.mark.parametrize("name", PASSING)
def test_a_pass_is_never_said_without_its_single_points(name: str) -> None:
    text = unescape(written(name, judged("dns-only-at-cloudflare")))
    assert "PASS at high · 2 single points" in text
    assert re.findall(r"\b(?:pass|PASS)\b(?! at high)", without_code(text)) == []
    assert "goes down with cloudflare" in text


def without_code(text: str) -> str:
    """Take out what no reader sees of a page."""
    return re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", "", text)


def test_an_annotation_stands_at_the_line_that_names_its_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "%0A\N{ESCAPE}[31ma,b:c.toml"
    (tmp_path / name).touch()
    placed = replace(samples.shop(), location=Location(name, 3))
    line = written("github", samples.report((placed,))).splitlines()[0]
    assert re.match(r"::warning file=%250A\\x1b\[31ma%2Cb%3Ac\.toml,line=3,title=", line)


def test_the_table_has_a_column_for_the_host_only_where_there_are_several() -> None:
    one, several = samples.shop(), samples.shop()
    elsewhere = replace(several.providers[0], host="shop.example")
    several = replace(several, providers=(*several.providers, elsewhere))
    heads = [
        re.findall(r"^ +role .*$", written("table", samples.report((t,)), VERBOSE), re.MULTILINE)
        for t in (one, several)
    ]
    assert [" ".join(head[0].split()) for head in heads] == [
        "role provider confidence evidence",
        "role provider host confidence evidence",
    ]


def test_a_width_that_is_no_number_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    at_eighty = written("table", samples.two_targets())
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, written("table", samples.two_targets()).splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "wide")
    assert written("table", samples.two_targets()) == at_eighty


@pytest.mark.parametrize(
    ("color", "env", "expected"),
    [
        (Color.AUTO, {}, False),
        (Color.AUTO, {"FORCE_COLOR": "1"}, True),
        (Color.AUTO, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (Color.ALWAYS, {"NO_COLOR": "1"}, True),
        (Color.NEVER, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_the_flags_say_then_the_environments(
    monkeypatch: pytest.MonkeyPatch, color: Color, env: dict[str, str], *, expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    text = written("table", samples.one_target(), DisplayOptions(color=color))
    assert ("\x1b[" in text) is expected


def test_dot_shows_single_points_alternatives_and_what_is_only_wanted() -> None:
    text = written("dot", samples.one_target())
    assert r'[label="cdn\nfastly", shape=hexagon' in text
    assert r'[label="nameserver\ndns1.p01.nsone.net\ndns2.p01.nsone.net"];' in text
    assert "[style=dashed];" in text
    assert "[style=dotted];" in text


def test_mermaid_shows_single_points_alternatives_and_what_is_only_wanted() -> None:
    text = written("mermaid", samples.one_target())
    assert '{{"cdn<br>fastly"}}:::single' in text
    assert '["nameserver<br>dns1.p01.nsone.net<br>dns2.p01.nsone.net"]' in text
    assert " -.-> " in text
    assert " -.- " in text
