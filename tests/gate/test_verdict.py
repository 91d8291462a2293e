"""The gate: every threshold, severity, confidence and suppression against a table of its own."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from cdnaudit.gate.configuration import CheckSetting, Ignore
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import FailOn, Threshold
from cdnaudit.gate.verdict import only_new
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.report import Ending, SetAside, Suppression
from cdnaudit.model.terms import Confidence, Severity, Status
from tests.gate.reports import DOUBT, TODAY, accepting, finding, report, target

FAILING = {
    "critical": {"critical"},
    "high": {"critical", "high"},
    "medium": {"critical", "high", "medium"},
    "low": {"critical", "high", "medium", "low"},
    "info": {"critical", "high", "medium", "low", "info"},
    "none": set(),
}
"""Severities that fail, by --fail-on."""
SURE = {"high": {"high"}, "medium": {"high", "medium"}, "low": {"high", "medium", "low"}}
"""Confidences that count, by --min-confidence."""
ACCEPTED = Ignore(
    check="cdn-single-provider",
    target="*",
    provider="*",
    reason="contracted",
    expires=date(2027, 3, 31),
)
SUPPRESSORS = (
    (Suppressor(today=TODAY), None),
    (
        Suppressor(today=TODAY, ignores=(ACCEPTED,)),
        Suppression("ignore", "contracted", "2027-03-31"),
    ),
    (
        Suppressor(today=TODAY, baseline=accepting(finding(Severity.CRITICAL))),
        Suppression("baseline", "accepted in base.json on 2026-11-22", None),
    ),
)
"""What was accepted, and how the finding is then marked."""


def threshold(
    fail_on: str, sure: str = "medium", *, allow: bool = False, zero: bool = False
) -> Threshold:
    return Threshold(
        fail_on=FailOn(fail_on).severity,
        min_confidence=Confidence(sure),
        allow_incomplete=allow,
        exit_zero=zero,
    )


@pytest.mark.parametrize(("fail_on", "sure"), list(product(FAILING, SURE)))
def test_a_finding_fails_as_the_table_says(fail_on: str, sure: str) -> None:
    for severity, confidence, (suppressor, mark) in product(Severity, Confidence, SUPPRESSORS):
        fails = mark is None and severity in FAILING[fail_on] and confidence in SURE[sure]
        found = report(
            target(finding(severity, confidence)),
            threshold=threshold(fail_on, sure),
            suppressor=suppressor,
        )
        assert found.fail_on == fail_on
        (judged,) = found.targets[0].findings
        assert (
            found.exit_code,
            found.targets[0].status,
            judged.fails_gate,
            judged.suppressed,
        ) == ((1, "fail", True, mark) if fails else (0, "pass", False, mark)), (
            severity,
            confidence,
            mark,
        )


BAD, DIM, GOOD = target(finding(Severity.HIGH)), target(inconclusive=(DOUBT,)), target()
CUT = target(limits=("200 DNS queries",))


@pytest.mark.parametrize(
    ("targets", "allow", "zero", "code"),
    [
        ((GOOD,), False, False, 0),
        ((DIM,), False, False, 3),
        ((CUT,), False, False, 3),
        ((BAD,), False, False, 1),
        ((BAD, DIM, GOOD), False, False, 1),
        ((GOOD, DIM), False, False, 3),
        ((DIM,), True, False, 0),
        ((CUT,), True, False, 0),
        ((BAD, DIM), True, False, 1),
        ((BAD, DIM), False, True, 0),
        ((DIM,), False, True, 0),
    ],
)
def test_a_finding_outweighs_a_gap_and_a_gap_a_pass(
    targets: tuple[Assessment, ...], allow: bool, zero: bool, code: int
) -> None:
    found = report(*targets, threshold=threshold("high", allow=allow, zero=zero))
    assert found.exit_code == code


def test_flags_change_the_exit_code_and_no_status() -> None:
    found = report(BAD, DIM, GOOD, threshold=threshold("high", allow=True, zero=True))
    assert [t.status for t in found.targets] == [Status.FAIL, Status.INCOMPLETE, Status.PASS]


def test_a_target_with_a_finding_and_a_gap_fails() -> None:
    both = target(finding(Severity.HIGH), inconclusive=(DOUBT,))
    assert report(both).targets[0].status is Status.FAIL


@pytest.mark.parametrize("targets", [(GOOD,), (BAD,), (DIM,)], ids=["good", "bad", "dim"])
@pytest.mark.parametrize("zero", [False, True])
@pytest.mark.parametrize(("ending", "code"), [(Ending.INTERRUPTED, 130), (Ending.CRASHED, 4)])
def test_a_run_cut_short_says_so_whatever_was_found_and_asked(
    targets: tuple[Assessment, ...], zero: bool, ending: Ending, code: int
) -> None:
    found = report(*targets, threshold=threshold("high", zero=zero), ending=ending)
    assert found.exit_code == code


def test_severities_are_configured_before_the_threshold_is_applied() -> None:
    lowered = SeverityRules(checks={"cdn-single-provider": CheckSetting(severity=Severity.LOW)})
    found = report(BAD, severities=lowered).targets[0]
    assert (found.status, [f.severity for f in found.findings]) == (Status.PASS, [Severity.LOW])


def test_an_expired_ignore_is_a_warning_of_the_report_and_its_finding_counts() -> None:
    late = replace(ACCEPTED, expires=date(2026, 11, 22))
    found = report(BAD, suppressor=Suppressor(today=TODAY, ignores=(late,)))
    assert found.warnings == (
        "ignore of cdn-single-provider on * expired on 2026-11-22: the finding is back",
    )
    assert found.exit_code == 1


def test_only_new_leaves_out_the_baseline_and_keeps_what_is_ignored_and_the_verdict() -> None:
    suppressor = Suppressor(
        today=TODAY,
        ignores=(replace(ACCEPTED, provider="beta"),),
        baseline=accepting(finding(Severity.HIGH)),
    )
    others = [finding(Severity.HIGH, provider=name) for name in ("alpha", "beta", "gamma")]
    whole = report(target(*others), suppressor=suppressor)
    found = only_new(whole)
    assert [f.provider for f in found.targets[0].findings] == ["beta", "gamma"]
    assert (found.exit_code, found.targets[0].status) == (whole.exit_code, Status.FAIL)


def test_what_is_set_aside_is_counted_and_stays_counted_where_only_new_is_shown() -> None:
    suppressor = Suppressor(
        today=TODAY,
        ignores=(replace(ACCEPTED, provider="beta"),),
        baseline=accepting(finding(Severity.HIGH)),
    )
    others = [finding(Severity.HIGH, provider=name) for name in ("alpha", "beta")]
    found = report(target(*others), suppressor=suppressor)
    aside = (
        SetAside("baseline", "base.json", None, 1),
        SetAside("ignore", "contracted", "2027-03-31", 1),
    )
    assert (found.exit_code, found.targets[0].set_aside) == (0, aside)
    assert only_new(found).targets[0].set_aside == aside
