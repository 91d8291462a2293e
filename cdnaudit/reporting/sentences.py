"""Sentences that several renderers share: on a run, its gate, and what a dependency rests on."""

from collections.abc import Callable, Iterator, Sequence

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.report import Report, Run, TargetReport
from cdnaudit.model.terms import Basis, Exit, State, Status, rank
from cdnaudit.names import counted, listed
from cdnaudit.reporting.not_known import limit_words
from cdnaudit.reporting.set_aside import set_aside_words
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.visitors import refused_by_browsers, without_a_page

EXIT_MEANINGS = {
    Exit.PASS: "nothing at or above --fail-on",
    Exit.FINDINGS: "findings at or above --fail-on",
    Exit.USAGE: "usage or configuration",
    Exit.INCOMPLETE: "evidence is incomplete",
    Exit.INTERNAL: "internal error; the report is partial",
    Exit.INTERRUPTED: "interrupted; the report is partial",
}
CHALLENGE_WORDS = {
    State.CHALLENGE: "served instead of the page",
    State.BLOCK: "request refused",
    State.PRESENT: "on a page that was served",
}
SOURCES = {
    "modelled": "modelled from public facts",
    "recorded": "from a recording",
}
NO_GATE = "none"
"""The level at which no finding fails the gate."""
NOT_CONFIRMED = "not confirmed at its source"
"""What basis ``general`` means to a reader of a report."""


def headline(report: Report, targets: Sequence[TargetCauses]) -> str:
    """Say in one sentence how many targets failed, passed or are incomplete."""
    statuses = [target.status for target in report.targets]
    parts = [f"{statuses.count(status)} {status}" for status in Status if status in statuses]
    total = counted(len(statuses), "target")
    if not parts:
        return total
    aside = set_aside_words(report.set_aside)
    counts = f"{total}: {listed(parts)}{at_level(report)}"
    return " · ".join((counts, *([aside] if aside else []), *_in_spite(targets)))


def _in_spite(targets: Sequence[TargetCauses]) -> Iterator[str]:
    """Count what a gate may let pass and no reader should overlook."""
    ways: tuple[tuple[str, Callable[[TargetCauses], object]], ...] = (
        ("not working", lambda found: found.broken_at),
        ("refused by browsers", lambda found: refused_by_browsers(found.target)),
        ("without a page", lambda found: without_a_page(found.target)),
        ("with single points", lambda found: found.target.single_points),
    )
    for words, holds in ways:
        number = sum(bool(holds(found)) for found in targets)
        if number:
            yield f"{number} {words}"


def at_level(report: Report) -> str:
    """Say from which severity up a finding fails the gate, where known, and how many checks it lacks."""
    without = len(report.run.not_run)
    more = f", {counted(without, 'check')} not run" if without else ""
    if report.fail_on == NO_GATE:
        return f" without a gate{more}"
    return f" at {report.fail_on}{more}" if report.fail_on else more


def gate(causes: TargetCauses, level: str) -> str:
    """Say how the target fares at the gate, how much was set aside, and what it has in spite of that.

    ``level`` is as ``at_level`` has it.
    """
    target, points = causes.target, len(causes.alone)
    in_spite = f" · {counted(points, 'single point')}" if points else ""
    number = sum(part.findings for part in target.set_aside)
    aside = f" · {number} set aside" if number else ""
    return f"{target.status.upper()}{level}{aside}{in_spite}"


def exit_sentence(report: Report) -> str:
    """Say what the exit code means, and where it hides something."""
    code = report.exit_code
    statuses = [target.status for target in report.targets]
    failed = statuses.count(Status.FAIL)
    if code == 0 and failed:
        verb = "fails" if failed == 1 else "fail"
        return f"exit code 0, as --exit-zero asks; {counted(failed, 'target')} {verb}"
    if code == 0 and Status.INCOMPLETE in statuses:
        return "exit code 0, though evidence is incomplete, as was asked"
    number = sum(part.findings for part in report.set_aside)
    passes = code is Exit.PASS and number
    aside = f", with {counted(number, 'finding')} set aside" if passes else ""
    return f"exit code {code}: {EXIT_MEANINGS[code]}{aside}{_of_checks(report)}"


def _of_checks(report: Report) -> str:
    """Name the checks that were not run, or those that were, where these are fewer."""
    without, made = report.run.not_run, [check.id for check in report.checks]
    if not without:
        return ""
    if made and len(made) < len(without):
        return f" · no check but {listed(made)} was run"
    return f" · not run: {', '.join(without)}"


def evidence_from(run: Run) -> str:
    """Say whether the answers were asked for, recorded, or modelled."""
    return SOURCES.get(run.provenance, f"asked {run.started}")


def gate_sentence(target: TargetReport) -> str:
    """Say what the gate set aside, and why it judged so."""
    aside = set_aside_words(target.set_aside)
    why = _why(target)
    return f"{aside}; {why}" if aside else why


def _why(target: TargetReport) -> str:
    failing = [finding for finding in target.findings if finding.fails_gate]
    if failing:
        worst = max((finding.severity for finding in failing), key=rank)
        verb = "fails" if len(failing) == 1 else "fail"
        return f"{counted(len(failing), 'finding')} {verb}, the worst is {worst}"
    if target.inconclusive:
        return "evidence is missing: see 'Not known'"
    if target.limits_hit:
        return limit_words(target.limits_hit[0])
    if not target.findings:
        return "no other findings" if target.set_aside else "no findings"
    return f"{counted(len(target.findings), 'finding')}, none at or above --fail-on"


def role_words(dependency: Dependency) -> str:
    """Name the role, and of a challenge what it did."""
    state = dependency.state
    return f"{dependency.role} ({CHALLENGE_WORDS[state]})" if state else str(dependency.role)


def signals(dependency: Dependency) -> str:
    """Name the kinds of evidence for a dependency, those of general knowledge last.

    What the target depends on by way of something else is said to be so.
    """
    kinds = {str(item.signal) for item in dependency.evidence}
    confirmed = {str(item.signal) for item in dependency.evidence if item.basis != Basis.GENERAL}
    parts = [", ".join(sorted(confirmed))] if confirmed else []
    if kinds - confirmed:
        parts.append(f"{', '.join(sorted(kinds - confirmed))} {NOT_CONFIRMED}")
    if dependency.via:
        parts.append(f"by way of {dependency.via}")
    return "; ".join(parts)
