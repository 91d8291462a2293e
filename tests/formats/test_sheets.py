"""Results of simulate and diff, in every format of a sheet."""

import csv
import io
import json
from dataclasses import replace

import pytest

from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS
from cdnaudit.model.terms import Role, Severity
from tests.formats import samples
from tests.formats.page import Page
from tests.formats.readers import SHEET_READERS
from tests.formats.sheets import SHEETS, all_changed, compared, simulated
from tests.formats.test_registry import UNSEEN
from tests.formats.written import SHEETS_BY_NAME, written_sheet

NAMES = list(SHEETS_BY_NAME)


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_every_format_has_a_name_of_its_own_that_reports_have_too_and_a_reader() -> None:
    assert len(SHEETS_BY_NAME) == len(SHEET_FORMATS)
    assert set(SHEET_READERS) == set(SHEETS_BY_NAME)
    assert set(SHEETS_BY_NAME) <= {form.name for form in FORMATS}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_can_be_read_by_others(name: str, sheet: str) -> None:
    text = written_sheet(name, SHEETS[sheet]())
    assert UNSEEN.findall(text) == []
    SHEET_READERS[name](text)


@pytest.mark.parametrize("name", NAMES)
def test_none_of_many_targets_is_lost(name: str) -> None:
    report = samples.many_targets(300)
    text = written_sheet(name, simulated(report, "fastly/cdn"))
    assert [t.target for t in report.targets if t.target not in text] == []


def test_a_simulation_says_what_fails_and_lists_the_worst_first() -> None:
    sheet = simulated(samples.two_targets(), "fastly/cdn", "ns1/dns")
    assert sheet.title == "What if fastly/cdn and ns1/dns fail"
    assert sheet.lead == (
        "If fastly/cdn and ns1/dns fail: 1 down, 0 degraded, 1 unaffected, 0 unknown"
    )
    assert sheet.rows == (
        (
            "down",
            "www.shop.example",
            "www.shop.example > dualstack.shop.map.fastly.net > fastly/cdn",
            "",
        ),
        ("unaffected", "login.example", "", ""),
    )


def test_one_event_fails_and_what_is_left_is_named() -> None:
    sheet = simulated(samples.one_target(), "ns1/dns")
    assert sheet.lead == "If ns1/dns fails: 0 down, 1 degraded, 0 unaffected, 0 unknown"
    assert sheet.rows == (
        ("degraded", "www.shop.example", "", "ns-1.awsdns-01.com, ns-2.awsdns-02.org"),
    )


def test_a_simulation_in_json_is_as_the_contract_has_it() -> None:
    sheet = simulated(samples.one_target(), "fastly/cdn", scenario="fastly-2021-06-08")
    assert json.loads(written_sheet("json", sheet)) == {
        "schema": "cdnaudit/simulation/v1",
        "down": ["fastly/cdn"],
        "scenario": "fastly-2021-06-08",
        "targets": [
            {
                "target": "www.shop.example",
                "outcome": "down",
                "path": ["www.shop.example", "dualstack.shop.map.fastly.net", "fastly/cdn"],
                "survives_on": [],
                "already": False,
            }
        ],
        "summary": {"down": 1, "degraded": 0, "unaffected": 0, "unknown": 0, "already_down": 0},
    }


def test_what_is_down_while_nothing_fails_is_told_beside_the_counts() -> None:
    sheet = simulated(samples.with_one_that_does_not_work(), "fastly/cdn")
    assert sheet.lead == (
        "If fastly/cdn fails: 1 down, 0 degraded, 0 unaffected, 0 unknown; beside them 1 already down"
    )
    way = "www.shop.example > dualstack.shop.map.fastly.net > fastly/cdn"
    assert sheet.rows == (
        ("down", "www.shop.example", way, ""),
        ("already down", "broken.example", "broken.example", ""),
    )
    found = json.loads(written_sheet("json", sheet))
    assert found["targets"][1] == {
        "target": "broken.example",
        "outcome": "down",
        "path": ["broken.example"],
        "survives_on": [],
        "already": True,
    }
    assert found["summary"] == {
        "down": 1,
        "degraded": 0,
        "unaffected": 0,
        "unknown": 0,
        "already_down": 1,
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_already_down(name: str) -> None:
    text = written_sheet(name, simulated(samples.with_one_that_does_not_work(), "fastly/cdn"))
    assert ("already_down" if name == "json" else "already down") in text


def test_a_difference_has_a_row_a_change() -> None:
    sheet = all_changed(samples.one_target())
    assert sheet.lead == "1 target changed: 3 new single points, 2 new findings"
    message = samples.shop().findings[0].message
    assert sheet.rows == (
        ("www.shop.example", "single point new", "company:fastly"),
        ("www.shop.example", "single point new", "fastly/cdn"),
        ("www.shop.example", "single point new", "fastly/dns"),
        ("www.shop.example", "provider gained", "amazon-route53/dns for www.shop.example"),
        ("www.shop.example", "provider gained", "fastly/cdn for www.shop.example"),
        ("www.shop.example", "provider gained", "google-recaptcha/challenge for www.shop.example"),
        ("www.shop.example", "provider gained", "ns1/dns for www.shop.example"),
        ("www.shop.example", "high new", message),
        ("www.shop.example", "low new, set aside", message),
    )


def test_a_difference_names_targets_that_came_and_went() -> None:
    one, both = samples.one_target(), samples.two_targets()
    sheet = compared(both, one)
    assert sheet.lead == (
        "0 targets changed: 0 new single points, 0 new findings; 1 target removed"
    )
    assert sheet.rows == (("login.example", "target removed", ""),)
    sheet = compared(one, both)
    assert sheet.lead == (
        "0 targets changed: 0 new single points, 0 new findings; "
        "1 target added with 2 findings; 1 target incomplete"
    )
    message = samples.login().findings[0].message
    assert sheet.rows == (
        ("login.example", "target added", "2 findings"),
        ("login.example", "medium new", message),
        ("login.example", "medium new", message),
        (
            "login.example",
            "incomplete",
            "family-divergence is inconclusive: AAAA was not answered",
        ),
    )


DISJOINT = "no target is in both runs"


@pytest.mark.parametrize("name", NAMES)
def test_runs_without_a_target_in_common_are_no_runs_without_a_change(name: str) -> None:
    other = replace(samples.one_target(), targets=(samples.login(),))
    text = " ".join(written_sheet(name, compared(samples.one_target(), other)).split())
    assert "0 targets changed" not in text
    assert (DISJOINT in text) is (name != "json")


def test_runs_without_a_target_in_common_compare_nothing_and_say_what_came_and_went() -> None:
    other = replace(samples.one_target(), targets=(samples.login(),))
    sheet = compared(samples.one_target(), other)
    assert sheet.lead == (
        f"Nothing was compared: {DISJOINT}; 1 target added with 2 findings; 1 target removed; "
        "1 target incomplete"
    )
    assert sheet.rows[0] == ("", "nothing compared", DISJOINT)
    found = json.loads(written_sheet("json", sheet))
    assert (found["summary"]["compared"], found["added"], found["removed"]) == (
        0,
        ["login.example"],
        ["www.shop.example"],
    )
    assert [f["check"] for f in found["added_findings"]] == [
        "dns-single-provider",
        "challenge-gate",
    ]


def test_runs_without_targets_have_nothing_to_compare() -> None:
    sheet = compared(samples.no_targets(), samples.no_targets())
    assert sheet.lead == "Nothing was compared: no target is in either run"


def test_a_finding_that_grew_worse_says_what_it_was() -> None:
    shop = samples.shop()
    found = shop.findings[0]
    several = replace(found, check="company-many-roles", role=None, roles=(Role.CDN, Role.DNS))
    wider = replace(several, roles=(Role.CDN, Role.DNS, Role.WAF))
    old = samples.report((replace(shop, findings=(found, several)),))
    worse = replace(found, severity=Severity.CRITICAL)
    new = samples.report((replace(shop, findings=(worse, wider)),))
    sheet = compared(old, new)
    assert sheet.lead == ("1 target changed: 0 new single points, 0 new findings, 2 worse findings")
    assert sheet.rows == (
        ("www.shop.example", "critical, was high", found.message),
        ("www.shop.example", "high, further role", found.message),
    )
    (target,) = json.loads(written_sheet("json", sheet))["targets"]
    assert [(f["severity"], f["was"]) for f in target["findings_worse"]] == [
        ("critical", "high"),
        ("high", "high"),
    ]
    assert compared(new, old).rows == (("www.shop.example", "high, was critical", found.message),)


def test_a_difference_in_json_has_the_findings_whole() -> None:
    found = json.loads(written_sheet("json", all_changed(samples.one_target())))
    (target,) = found.pop("targets")
    assert found == {
        "schema": "cdnaudit/diff/v1",
        "added": [],
        "added_findings": [],
        "removed": [],
        "incomplete": [],
        "summary": {
            "compared": 1,
            "changed": 1,
            "added": 0,
            "removed": 0,
            "incomplete": 0,
            "single_points_new": 3,
            "findings_new": 2,
            "findings_worse": 0,
            "findings_added": 0,
        },
    }
    assert (target["target"], target["redundancy"]) == ("www.shop.example", "lost")
    assert [f["check"] for f in target["findings_new"]] == [
        "cdn-single-provider",
        "cdn-dns-coupling",
    ]
    assert target["findings_gone"] == []


def test_csv_and_html_have_the_columns_and_every_row() -> None:
    sheet = all_changed(samples.two_targets())
    head, *rows = csv.reader(io.StringIO(written_sheet("csv", sheet)))
    assert tuple(head) == sheet.columns
    assert [tuple(row) for row in rows] == list(sheet.rows)
    page = Page(written_sheet("html", sheet))
    cells = [tag for tag, _ in page.elements if tag in {"th", "td"}]
    assert len(cells) == len(sheet.columns) * (1 + len(sheet.rows))


def test_the_page_of_a_sheet_fetches_and_runs_nothing() -> None:
    page = Page(written_sheet("html", SHEETS["difference of hostile names"]()))
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe"} == set()
    policy = next(a["content"] or "" for _, a in page.elements if "http-equiv" in a)
    assert policy.startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")


def test_the_page_of_a_sheet_says_nothing_but_title_lead_and_cells() -> None:
    sheet = all_changed(samples.one_target())
    words = "".join(Page(written_sheet("html", sheet)).words).split()
    cells = [cell for row in (sheet.columns, *sheet.rows) for cell in row]
    assert "".join(words) == "".join((sheet.title, sheet.title, sheet.lead, *cells)).replace(
        " ", ""
    )
