"""Sentences that several renderers share: what a verdict says in words."""

from cdnaudit.graph.evaluate import witness
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Basis, Exit, State, Status, rank
from cdnaudit.names import listed
from cdnaudit.reporting.single_points import (
    companies_alone,
    networks,
    regions,
    roles_by_provider,
)

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
NOT_CONFIRMED = "not confirmed at its source"
"""What basis ``general`` means to a reader of a report."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "finding"), counted(0, "single point")
    ('1 finding', '0 single points')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def headline(report: Report) -> str:
    """Say in one sentence how many targets failed, passed or are incomplete."""
    statuses = [target.status for target in report.targets]
    parts = [f"{statuses.count(status)} {status}" for status in Status if status in statuses]
    total = counted(len(statuses), "target")
    return f"{total}: {listed(parts)}" if parts else total


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
    return f"exit code {code}: {EXIT_MEANINGS[code]}"


def verdict(target: TargetReport) -> str:
    """Say in one sentence what takes the target down."""
    broken = witness(target.graph, frozenset()) if target.graph.nodes else ()
    if broken:
        return _broken(target, broken[-1])
    if not serves_no_web_host(target):
        return _goes_down(target, target.target)
    of_zone = _goes_down(target, "its zone")
    return f"{target.target} serves no web host; {of_zone[0].lower()}{of_zone[1:]}"


def serves_no_web_host(target: TargetReport) -> bool:
    """Tell whether every question for an address was answered, and each said 'none'."""
    if not all(host.paths and not host.addresses and not host.chain for host in target.hosts):
        return False
    wanted = {("dns", t, host.host) for host in target.hosts for t in ("A", "AAAA")}
    lost = {tuple(unknown.question.split()[:3]) for unknown in target.unknowns}
    return bool(target.hosts) and not wanted & lost


def _goes_down(target: TargetReport, what: str) -> str:
    """Say what takes down ``what``: the target, or the zone that is all there is of it."""
    causes = _causes(target)
    if causes:
        any_one = "any one of " if len(causes) > 1 else ""
        return f"{what} goes down with {any_one}{listed(causes, 'or')}."
    if networks(target):
        return f"{what} goes down with the network {listed(networks(target))}."
    if target.inconclusive or target.limits_hit:
        return f"What takes {what} down is not known: evidence is missing."
    return f"No single provider takes {what} down."


def _broken(target: TargetReport, where: str) -> str:
    """Say what keeps the target from working while nothing fails."""
    if any(host.addresses for host in target.hosts):
        return f"{target.target} does not work as it stands: it fails at {where}."
    said = (f.message for f in target.findings if f.check == "target-does-not-exist")
    return next(said, f"{target.target} has no address: it serves nothing").rstrip(".") + "."


def _causes(target: TargetReport) -> list[str]:
    """Name what alone takes the target down: its own providers, others, companies, regions."""
    points = roles_by_provider(target)
    own = {dependency.provider for dependency in target.providers}
    order = sorted(points, key=lambda name: (name not in own, -len(points[name]), name))
    return [
        *(f"{name} ({', '.join(sorted(points[name]))})" for name in order),
        *(f"the company {name}" for name in companies_alone(target)),
        *(f"the region {name}" for name in regions(target)),
    ]


def goes_down_with(target: TargetReport) -> str:
    """Name the providers that alone take the target down, for a cell of a table."""
    points = roles_by_provider(target)
    return ", ".join(f"{name} ({', '.join(roles)})" for name, roles in points.items())


def gate_sentence(target: TargetReport) -> str:
    """Say why the gate judged so."""
    failing = [finding for finding in target.findings if finding.fails_gate]
    if failing:
        worst = max((finding.severity for finding in failing), key=rank)
        total = counted(len(failing), "finding")
        return f"{total} at or above --fail-on, the worst is {worst}"
    if target.inconclusive:
        return "evidence is missing: see 'Not known'"
    if target.limits_hit:
        return f"a limit was reached: {target.limits_hit[0]}"
    total = counted(len(target.findings), "finding")
    return f"{total}, none at or above --fail-on" if target.findings else "no findings"


def role_words(dependency: Dependency) -> str:
    """Name the role, and of a challenge what it did."""
    state = dependency.state
    return f"{dependency.role} ({CHALLENGE_WORDS[state]})" if state else str(dependency.role)


def signals(dependency: Dependency) -> str:
    """Name the kinds of evidence for a dependency; last, those of general knowledge alone."""
    kinds = {str(item.signal) for item in dependency.evidence}
    confirmed = {str(item.signal) for item in dependency.evidence if item.basis != Basis.GENERAL}
    parts = [", ".join(sorted(confirmed))] if confirmed else []
    if kinds - confirmed:
        parts.append(f"{', '.join(sorted(kinds - confirmed))} {NOT_CONFIRMED}")
    return "; ".join(parts)
