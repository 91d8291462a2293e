"""What the table and Markdown show of one target, of a few and of very many."""

from dataclasses import replace

import pytest

from cdnaudit.model.assessment import Unanswered
from cdnaudit.model.events import Event
from cdnaudit.model.report import JudgedFinding, Report, SetAside
from cdnaudit.model.terms import Role, Severity, Status
from cdnaudit.reporting.display import MANY, Detail, DisplayOptions
from tests.formats import samples
from tests.formats.written import written
from tests.golden.test_fixtures import judged

COMMON = {
    "challenge-on-the-page": 26,
    "dns-only-at-cloudflare": 21,
    "lab-one-cdn": 24,
    "lab-two-of-each": 16,
    "lab-wall": 24,
    "platform-on-cdn": 27,
    "two-cdns": 19,
    "two-dns-operators": 22,
    "vanity-nameservers": 25,
}
"""Lines at 80 columns of stories as they are met most: one host, and who serves it and its zone."""

pytestmark = pytest.mark.usefixtures("eighty_columns")


@pytest.fixture
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def test_a_common_target_fits_a_screen() -> None:
    lines = {case: len(written("table", judged(case)).splitlines()) for case in COMMON}
    assert lines == COMMON


def thousands(status: Status = Status.FAIL) -> Report:
    """Return a report on 2,000 targets with the longest of names."""
    shop = samples.shop()
    finding = replace(shop.findings[0], fails_gate=status is Status.FAIL)
    label = "x" * 60
    targets = tuple(
        replace(
            shop,
            target=f"{number:04}.{label}.{label}.{label}.{label}.example"[:253],
            findings=(finding,),
            status=status,
        )
        for number in range(2000)
    )
    return samples.report(targets)


@pytest.mark.parametrize("detail", [Detail.SUMMARY, Detail.FITTING])
def test_thousands_of_passing_targets_fit_a_screen(detail: Detail) -> None:
    text = written("table", thousands(Status.PASS), DisplayOptions(detail=detail))
    assert len(text.splitlines()) < 15
    assert "  fastly           2000 of 2000  100 %  ███████████████████  cdn, dns\n" in text


def test_of_thousands_of_failing_targets_forty_have_a_line_and_the_rest_are_counted() -> None:
    text = written("table", thousands())
    assert text.count("  HIGH") == 40
    assert "  and 1960 more targets (--details)\n" in text


def test_in_a_job_summary_fifty_of_thousands_have_a_row() -> None:
    text = written("markdown", thousands())
    assert text.count("| ❌ FAIL") == 50
    assert "\n1950 more targets: `--details` shows them\n" in text
    assert "\n## " not in text


def test_owners_beyond_ten_are_counted_and_shown_in_full_on_request() -> None:
    shop = samples.shop_without_graph()
    cut = shop.cuts[0]
    targets = tuple(
        replace(
            shop,
            target=f"t{number:02}.example",
            cuts=(replace(cut, events=(Event(f"cdn{number:02}/cdn"),)),),
        )
        for number in range(12)
    )
    report = samples.report(targets)
    full = DisplayOptions(detail=Detail.FULL)
    said = {
        name: (written(name, report), written(name, report, full)) for name in ("table", "markdown")
    }
    assert [" and 2 more owners (--details)" in text for text in said["table"]] == [True, False]
    assert ["2 more owners: `--details` names them" in t for t in said["markdown"]] == [True, False]
    assert [text.count("cdn11 ") > 1 for text in said["table"]] == [False, True]


def following() -> Report:
    """Return a target with a finding, and one that follows from it."""
    shop = samples.shop()

    def found(check: str, level: Severity) -> JudgedFinding:
        made = samples.finding(shop.target, check, level, "ns1", Role.DNS)
        return replace(made, message=f"said by {check}")

    first = found("dns-single-provider", Severity.MEDIUM)
    second = found("dns-single-asn", Severity.INFO)
    return samples.report((replace(shop, findings=(first, second)),))


def test_a_finding_that_follows_is_shown_on_request() -> None:
    short, long = (
        written("table", following(), DisplayOptions(verbose=verbose)) for verbose in (False, True)
    )
    assert "next: cdnaudit explain dns-single-provider · -v shows 1 more finding\n" in short
    assert "said by dns-single-asn" not in short
    assert "    INFO      said by dns-single-asn  [dns-single-asn]\n" in long
    assert "Providers\n" in long
    assert "Providers\n" not in short


def test_in_markdown_what_follows_is_folded() -> None:
    short, long = (
        written("markdown", following(), DisplayOptions(verbose=verbose))
        for verbose in (False, True)
    )
    folded = "<details><summary>1 finding that follows from these</summary>"
    assert [folded in text for text in (short, long)] == [True, False]
    assert [text.count("said by dns-single-asn") for text in (short, long)] == [1, 1]


def test_a_few_targets_are_told_in_full_below_a_line_for_each() -> None:
    few, many = (written("table", samples.many_targets(number)) for number in (MANY - 1, MANY))
    assert [text.count(" depends on\n") for text in (few, many)] == [MANY - 1, 0]
    assert [("Targets that do not pass" in text) for text in (few, many)] == [False, True]


def test_of_very_much_that_is_not_known_ten_lines_are_shown_and_the_rest_on_request() -> None:
    unknowns = tuple(Unanswered(f"dns A n{number:02}.example", "timeout") for number in range(12))
    lost = samples.report((replace(samples.shop(), unknowns=unknowns),))
    short, long = (
        written("table", lost, DisplayOptions(verbose=verbose)) for verbose in (False, True)
    )
    assert [text.count(": timeout\n") for text in (short, long)] == [10, 12]
    assert "  and 2 more (-v)\n" in short


def accepted() -> Report:
    """Return two targets of which a baseline accepted one's finding, and not the other's."""
    shop = samples.shop()
    old = SetAside("baseline", "base.json", None, 1)
    failing = replace(shop.findings[0], fails_gate=True)
    passing = replace(shop, status=Status.PASS, findings=(), set_aside=(old,))
    grown = replace(shop, target="new.example", findings=(failing,), set_aside=())
    return samples.report((passing, grown))


def test_beside_a_baseline_what_fails_is_said_to_be_new() -> None:
    report = accepted()
    without = replace(report, targets=report.targets[1:] * 2)
    table = [written("table", found) for found in (report, without)]
    assert [text.count("fastly (cdn, dns) · 1 new finding\n") for text in table] == [1, 0]
    markdown = [written("markdown", found) for found in (report, without)]
    assert [text.count(". 1 new finding. |") for text in markdown] == [1, 0]
