"""The gate: every threshold, severity, confidence and suppression against a table of its own."""

from itertools import product

import pytest

from cdnaudit.gate.verdict import Threshold, judged
from cdnaudit.model.report import Suppression
from cdnaudit.model.terms import Confidence, Severity, Status
from tests.gate.reports import DOUBT, finding, report, target

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
SUPPRESSIONS = {
    None: True,
    Suppression("ignore", "accepted", "2027-03-31"): False,
    Suppression("baseline", "in the baseline", None): False,
}
"""Whether a finding so marked counts."""


def threshold(
    fail_on: str, sure: str = "medium", *, allow: bool = False, zero: bool = False
) -> Threshold:
    level = None if fail_on == "none" else Severity(fail_on)
    return Threshold(
        fail_on=level, min_confidence=Confidence(sure), allow_incomplete=allow, exit_zero=zero
    )


@pytest.mark.parametrize(("fail_on", "sure"), list(product(FAILING, SURE)))
def test_a_finding_fails_as_the_table_says(fail_on: str, sure: str) -> None:
    for severity, confidence, (marked, free) in product(Severity, Confidence, SUPPRESSIONS.items()):
        fails = free and severity in FAILING[fail_on] and confidence in SURE[sure]
        found = judged(
            report(target(finding(severity, confidence, suppressed=marked))),
            threshold(fail_on, sure),
        )
        assert (
            found.run.exit_code,
            found.targets[0].status,
            found.targets[0].findings[0].fails_gate,
        ) == ((1, "fail", True) if fails else (0, "pass", False)), (severity, confidence, marked)


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
    targets: tuple[object, ...], allow: bool, zero: bool, code: int
) -> None:
    found = judged(report(*targets), threshold("high", allow=allow, zero=zero))  # type: ignore[arg-type]
    assert found.run.exit_code == code


def test_flags_change_the_exit_code_and_no_status() -> None:
    found = judged(report(BAD, DIM, GOOD), threshold("high", allow=True, zero=True))
    assert [t.status for t in found.targets] == [Status.FAIL, Status.INCOMPLETE, Status.PASS]


def test_a_target_with_a_finding_and_a_gap_fails() -> None:
    both = target(finding(Severity.HIGH), inconclusive=(DOUBT,))
    assert judged(report(both), threshold("high")).targets[0].status is Status.FAIL


@pytest.mark.parametrize("targets", [(GOOD,), (BAD,), (DIM,)], ids=["good", "bad", "dim"])
@pytest.mark.parametrize("zero", [False, True])
def test_an_interrupted_run_says_so(targets: tuple[object, ...], zero: bool) -> None:
    found = judged(report(*targets, interrupted=True), threshold("high", zero=zero))  # type: ignore[arg-type]
    assert found.run.exit_code == 130
