"""What nobody judged has no verdict, and cannot be taken for what has one."""

from dataclasses import MISSING, fields

from cdnaudit.application.run import unfinished
from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.report import JudgedFinding, Report, Run, TargetReport
from cdnaudit.model.terms import Exit, Status
from cdnaudit.survey.plan import Plan
from tests.gate.reports import finding
from tests.gate.reports import report as judged

UNFINISHED = unfinished(Plan(target="www.shop.example"))


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_only_what_is_judged_has_a_verdict() -> None:
    assert names(TargetReport) - names(Assessment) == {"status", "set_aside", "tags"}
    assert names(JudgedFinding) - names(Finding) == {"suppressed", "fails_gate"}
    verdict = {"exit_code", "fail_on", "set_aside"}
    assert names(Report) - verdict == {"run", "targets", "warnings", "checks"}
    assert "exit_code" not in names(Run)


def test_a_verdict_has_no_default() -> None:
    verdicts = {"status", "suppressed", "fails_gate", "exit_code"}
    kinds = (TargetReport, JudgedFinding, Report)
    given = [field for kind in kinds for field in fields(kind) if field.name in verdicts]
    assert {field.name: field.default for field in given} == dict.fromkeys(verdicts, MISSING)


def type_checkers_refuse_what_is_not_judged() -> None:
    """Never called: strict mypy wants each of these ignores to be needed."""
    run = judged().run
    Report(run=run, targets=(UNFINISHED,), exit_code=Exit.PASS)  # type: ignore[arg-type]
    Report(run=run, targets=())  # type: ignore[call-arg]
    TargetReport.of(UNFINISHED, status=Status.PASS, findings=(finding(),))  # type: ignore[arg-type]


def test_a_target_that_was_not_finished_is_incomplete_because_it_says_so() -> None:
    assert [t.status for t in judged(UNFINISHED).targets] == [Status.INCOMPLETE]
