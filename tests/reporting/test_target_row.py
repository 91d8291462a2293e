from dataclasses import replace

from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.events import Event
from cdnaudit.model.report import Suppression
from cdnaudit.model.terms import Role, Severity, Status
from cdnaudit.reporting.target_row import TargetRow, target_rows
from tests.formats import samples
from tests.formats.gallery import everything


def test_a_row_says_who_is_depended_on_and_what_alone_takes_the_target_down() -> None:
    (row,) = target_rows(samples.report((samples.shop(),)))
    assert (row.status, row.dns, row.cdn, row.challenge) == (
        samples.shop().status,
        ("amazon-route53", "ns1"),
        ("fastly",),
        ("google-recaptcha",),
    )
    assert row.companies == ("amazon", "fastly", "google", "ibm")
    assert Event.service("fastly", Role.CDN) in row.single_points
    assert row.observed == samples.RUN.started


def test_the_worst_severity_is_that_of_findings_that_count() -> None:
    mild, grave = (
        samples.finding("a.example", "check", level, "ns1", Role.DNS)
        for level in (Severity.LOW, Severity.HIGH)
    )
    accepted = replace(grave, suppressed=Suppression("ignore", "known", None))
    shop = samples.shop()
    worst = [
        target_rows(samples.report((replace(shop, findings=findings),)))[0].worst
        for findings in ((), (accepted,), (grave, mild), (mild, accepted))
    ]
    assert worst == [None, None, Severity.HIGH, Severity.LOW]


def test_every_target_has_its_row_and_each_reason_is_said_once() -> None:
    why = Inconclusive("first", "a.example", "no answer"), Inconclusive("second", "b", "no answer")
    lost = replace(samples.shop(), inconclusive=why, limits_hit=("30 s",), hosts=(), providers=())
    rows = target_rows(samples.report((lost, lost)))
    assert [row.incomplete for row in rows] == [("30 s", "no answer")] * 2
    assert (rows[0].asns, rows[0].cdn) == ((), ())


def test_numbers_of_ases_are_sorted_as_numbers() -> None:
    rows = target_rows(everything())
    assert rows[1].asns == (64500, 64501)
    assert {type(row) for row in rows} == {TargetRow}
    assert {row.status for row in rows} == set(Status)
