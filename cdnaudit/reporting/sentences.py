"""Sentences that several renderers share: what a verdict says in words."""

from cdnaudit.graph.evaluate import witness
from cdnaudit.model.events import EventKind
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Status
from cdnaudit.names import listed

STATUS_WORDS = {
    Status.FAIL: "FAIL",
    Status.PASS: "PASS",
    Status.INCOMPLETE: "INCOMPLETE",
}


def single_points(target: TargetReport) -> dict[str, list[str]]:
    """Return roles by provider of the services that alone take the target down."""
    found: dict[str, list[str]] = {}
    for event in target.single_points:
        if event.provider and event.role:
            found.setdefault(event.provider, []).append(event.role)
    return found


def regions(target: TargetReport) -> list[str]:
    """Return cloud regions that alone take the target down, as ``aws/us-east-1``."""
    return [event.name for event in target.single_points if event.kind is EventKind.REGION]


def networks(target: TargetReport) -> list[str]:
    """Return ASes that alone take the target down, as ``AS64500 (NAME)``."""
    names = {
        str(address.asn): f" ({address.as_name})"
        for host in target.hosts
        for address in host.addresses
        if address.as_name
    }
    ases = [event.name for event in target.single_points if event.kind is EventKind.ASN]
    return [f"AS{asn}{names.get(asn, '')}" for asn in ases]


def verdict(target: TargetReport) -> str:
    """Say in one sentence what takes the target down."""
    broken = witness(target.graph, frozenset()) if target.graph.nodes else ()
    if broken and not any(h.addresses or h.chain for h in target.hosts):
        return f"{target.target} has no address: there is nothing to judge."
    if broken:
        return f"{target.target} does not work as it stands: it fails at {broken[-1]}."
    points = single_points(target)
    direct = {u.provider for u in target.providers}
    order = sorted(points, key=lambda p: (p not in direct, -len(points[p]), p))
    if order:
        named = [f"{p} ({', '.join(sorted(points[p]))})" for p in order]
        named += [f"the region {name}" for name in regions(target)]
        lead = (
            named[0] if len(named) == 1 else "any one of " + listed(named).replace(" and ", " or ")
        )
        return f"{target.target} goes down with {lead}."
    if networks(target):
        return f"{target.target} goes down with the network {listed(networks(target))}."
    if target.inconclusive or target.limits_hit:
        return f"What takes {target.target} down is not known: evidence is missing."
    return f"No single provider takes {target.target} down."


def gate_words(target: TargetReport) -> str:
    """Say why the gate judged so."""
    failing = [f for f in target.findings if f.fails_gate]
    if failing:
        worst = failing[0].severity
        return f"{len(failing)} at or above the bar, the worst {worst}"
    if target.inconclusive:
        return "evidence is missing: see 'Not known'"
    if target.limits_hit:
        return f"a limit was reached: {target.limits_hit[0]}"
    left = len(target.findings)
    noun = "finding" if left == 1 else "findings"
    return f"{left} {noun}, none at or above the bar" if left else "no findings"


def headline(report: Report) -> str:
    """Say in one sentence how many targets failed, passed or are incomplete."""
    statuses = [t.status for t in report.targets]
    parts = [f"{statuses.count(s)} {s}" for s in Status if s in statuses]
    noun = "target" if len(statuses) == 1 else "targets"
    return f"{len(statuses)} {noun}: {listed(parts)}"


def exit_words(report: Report) -> str:
    """Say what the exit code means, and where it hides something."""
    meanings = {
        0: "nothing at or above the bar",
        1: "findings at or above the bar",
        3: "evidence is incomplete",
        4: "internal error; the report is partial",
        130: "interrupted; the report is partial",
    }
    code = report.run.exit_code
    statuses = [t.status for t in report.targets]
    if code == 0 and Status.FAIL in statuses:
        return f"exit code 0, as --exit-zero asks; {statuses.count(Status.FAIL)} targets fail"
    if code == 0 and Status.INCOMPLETE in statuses:
        return "exit code 0, though evidence is incomplete, as was asked"
    return f"exit code {code}: {meanings.get(code, 'see README')}"
