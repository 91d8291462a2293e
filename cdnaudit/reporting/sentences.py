"""Sentences that several renderers share: what a verdict says in words."""

from collections.abc import Callable, Iterator, Sequence

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.report import Report, Run, TargetReport
from cdnaudit.model.terms import Basis, Exit, State, Status, rank
from cdnaudit.names import counted, listed
from cdnaudit.reporting.failing_together import failing_together
from cdnaudit.reporting.not_known import limit_words
from cdnaudit.reporting.pairs import PAIR
from cdnaudit.reporting.refusals import refusals
from cdnaudit.reporting.set_aside import set_aside_words
from cdnaudit.reporting.single_points import causes, networks, networks_in_words
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.visitors import amiss, refused_by_browsers, without_a_page

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
FAMILY_DIVERGENCE = "family-divergence"
"""The check of what one family alone has; its finding has a role where that is a single point."""
SOURCES = {
    "modelled": "modelled from public facts",
    "recorded": "from a recording",
}
NAMED_PAIRS = 2
"""Groups of pairs that a verdict names."""
LISTED_PAIRS = 5
"""Groups of pairs below a verdict."""
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


def verdict(causes: TargetCauses) -> str:
    """Say in one sentence what takes the target down, and before that what is amiss already."""
    target = causes.target
    if causes.broken_at:
        return _broken(target, causes.broken_at)
    if serves_no_web_host(target):
        return _after(f"{target.target} serves no web host", _goes_down(causes, "its zone"))
    said = amiss(target)
    goes_down = _for_some_clients(target, _goes_down(causes, target.target))
    return _after(said, goes_down) if said else goes_down


def _for_some_clients(target: TargetReport, goes_down: str) -> str:
    """Add what takes the target down for clients that have one family of addresses alone."""
    findings = (f for f in target.findings if f.check == FAMILY_DIVERGENCE and f.role)
    return "; ".join((goes_down.rstrip("."), *(f.message for f in findings))) + "."


def _after(first: str, second: str) -> str:
    return f"{first}; {second[0].lower()}{second[1:]}"


def serves_no_web_host(target: TargetReport) -> bool:
    """Tell whether every question for an address was answered, and each said 'none'."""
    if not all(host.paths and not host.addresses and not host.chain for host in target.hosts):
        return False
    wanted = {("dns", t, host.host) for host in target.hosts for t in ("A", "AAAA")}
    lost = {tuple(unknown.question.split()[:3]) for unknown in target.unknowns}
    return bool(target.hosts) and not wanted & lost


def _goes_down(found: TargetCauses, what: str) -> str:
    """Say what takes down ``what``: the target, or the zone that is all there is of it."""
    target = found.target
    providers, nets = causes(found.alone, target), networks(found.alone, target)
    if providers:
        any_one = ("", "either ", "any one of ")[min(len(providers), 3) - 1]
        more = f", or with {networks_in_words(nets, named=False)}" if nets else ""
        return f"{what} goes down with {any_one}{listed(providers, 'or')}{more}."
    if nets:
        return f"{what} goes down with {networks_in_words(nets, named=True)}."
    refused = next(iter(refusals(target)), None)
    if refused:
        kept = f"its page was refused by {refused.party} (status {refused.status})"
        return f"By DNS and network no single provider is known to take {what} down; {kept}."
    if target.inconclusive or target.limits_hit:
        return f"What takes {what} down is not known: evidence is missing."
    return f"No single provider takes {what} down{_together(found)}."


def _together(causes: TargetCauses) -> str:
    """Name the pairs that would take the target down; where they are many, no pair."""
    found = causes.pairings
    if not 0 < len(found) <= NAMED_PAIRS:
        return ""
    return f"; {listed((pairing.in_words(causes.target) for pairing in found), 'or')} would"


def only_together(causes: TargetCauses) -> tuple[str, ...]:
    """Say who takes the target down only together: pairs that no verdict names, and larger sets."""
    target, found = causes.target, causes.pairings
    is_said = not target.single_points and len(found) <= NAMED_PAIRS
    more = tuple(
        f"{found.count:,} {found.title[0].lower()}{found.title[1:]}"
        for found in failing_together(target)
        if not found.listed or found.order > PAIR
    )
    if is_said:
        return more
    rest = len(found) - LISTED_PAIRS
    unnamed = (f"and {counted(rest, 'more group')} of pairs",) if rest > 0 else ()
    return (*(pair.in_words(target) for pair in found[:LISTED_PAIRS]), *unnamed, *more)


def _broken(target: TargetReport, where: str) -> str:
    """Say what keeps the target from working while nothing fails."""
    if any(host.addresses for host in target.hosts):
        return f"{target.target} does not work as it stands: it fails at {where}."
    said = (f.message for f in target.findings if f.check == "target-does-not-exist")
    return next(said, f"{target.target} has no address: it serves nothing").rstrip(".") + "."


def goes_down_with(found: TargetCauses) -> str:
    """Name what alone takes the target down and count the networks, for a cell of a table."""
    nets = networks(found.alone, found.target)
    named = causes(found.alone, found.target)
    return ", ".join([*named, *([counted(len(nets), "network")] if nets else [])])


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
