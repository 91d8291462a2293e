"""What additions would mend: the single points that go, those that stay, and the fewest that leave none.

A saved run has no survey, so no check can be asked again. Of those that name a service as a
single point, the graph tells what becomes of the finding; of all others nobody can tell.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from cdnaudit.graph.alternatives import Alternative, hosts_of, with_alternatives
from cdnaudit.graph.cut_sets import cut_sets
from cdnaudit.graph.evaluate import all_events, outcome
from cdnaudit.graph.failures import Failures
from cdnaudit.model.assessment import single_points
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import JudgedFinding, TargetReport
from cdnaudit.model.terms import Outcome, Role

TOLD_BY_GRAPH = ("cdn-single-provider", "cdn-steering-single-point", "dns-single-provider")
"""Checks whose finding is about one service that alone takes a host down."""
ANOTHER = "another"
"""Stands for a provider that shares nothing with those that there are."""


@dataclass(frozen=True, slots=True)
class FindingFates:
    """What becomes of the findings on a target."""

    gone: tuple[JudgedFinding, ...] = ()
    left: tuple[JudgedFinding, ...] = ()
    unknown: tuple[JudgedFinding, ...] = ()
    """Only a scan can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """What additions do for one target."""

    target: str
    gone: tuple[Event, ...] = ()
    """Single points no more."""
    left: tuple[Event, ...] = ()
    in_doubt: tuple[Event, ...] = ()
    """Single points if what is not known does not work."""
    findings: FindingFates = FindingFates()
    shortest: tuple[Role, ...] | None = None
    """Roles in each of which one more independent provider would do, so that no single point is
    left nor in doubt, beside what is added already; None where no such list is."""
    unknown: str = ""
    """Why nothing can be told; empty where it can."""


def improve(target: TargetReport, added: Sequence[Alternative]) -> Improvement:
    """Say what ``added`` changes, and what would have to come beside it."""
    graph = with_alternatives(target.graph, added)
    unknown = "its run has no graph of its hosts" if graph is None else _doubt(target.graph)
    if graph is None or unknown:
        fates = FindingFates(unknown=target.findings)
        return Improvement(target=target.target, findings=fates, unknown=unknown)
    before, _ = _points(target.graph)
    left, in_doubt = _points(graph)
    return Improvement(
        target=target.target,
        gone=tuple(sorted(set(before).difference(left, in_doubt))),
        left=left,
        in_doubt=in_doubt,
        findings=_fates(target, graph, in_doubt),
        shortest=shortest(target.graph, added),
    )


def shortest(graph: Graph, added: Sequence[Alternative] = ()) -> tuple[Role, ...] | None:
    """Return the fewest roles in which one more provider each leaves no single point.

    A second newcomer in one role mends nothing more: the first shares nothing with anyone. What
    all together do not mend, no list mends, for an alternative never takes a way.
    """
    roles = _roles(graph)
    if _is_mended(graph, added, ()):
        return ()
    if not _is_mended(graph, added, roles):
        return None
    lists = (few for size in range(1, len(roles)) for few in combinations(roles, size))
    return next((few for few in lists if _is_mended(graph, added, few)), roles)


def _is_mended(graph: Graph, added: Sequence[Alternative], roles: Sequence[Role]) -> bool:
    newcomers = [Alternative(role, ((Event.service(ANOTHER, role),),)) for role in roles]
    mended = with_alternatives(graph, (*added, *newcomers))
    return mended is not None and _points(mended) == ((), ())


def _roles(graph: Graph) -> tuple[Role, ...]:
    """Return roles for all places where an alternative may stand, the commonest first."""
    uses_platform = any(event.role is Role.PLATFORM for event in all_events(graph))
    origin = Role.PLATFORM if uses_platform else Role.HOSTING
    return (Role.DNS, Role.CDN, origin, Role.STEERING, Role.CHALLENGE, Role.WAF)


def _doubt(graph: Graph) -> str:
    """Say why nothing can be told of a graph; empty where it can."""
    match outcome(graph, frozenset()):
        case Outcome.DOWN:
            return "it is down while nothing fails"
        case Outcome.UNKNOWN:
            return "whether it works depends on what nobody answered"
        case _:
            return ""


def _points(graph: Graph) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return single points, and those in doubt."""
    cuts = cut_sets(graph, order=1)
    certain = single_points(cuts)
    doubtful = {cut.events[0] for cut in cuts if cut.outcome is Outcome.UNKNOWN}
    return certain, tuple(sorted(doubtful - set(certain)))


def _fates(target: TargetReport, graph: Graph, in_doubt: Collection[Event]) -> FindingFates:
    """Tell by host; a finding about what is in doubt is neither gone nor left."""
    hosts = hosts_of(target.graph)
    was = Failures.of(target.graph.nodes).single_points(hosts)
    now = Failures.of(graph.nodes).single_points(hosts)
    by_name = {target.graph.nodes[number].name: number for number in reversed(hosts)}
    gone: list[JudgedFinding] = []
    left: list[JudgedFinding] = []
    unknown: list[JudgedFinding] = []
    for finding in target.findings:
        number = by_name.get(finding.host) if finding.check in TOLD_BY_GRAPH else None
        if number is None or finding.event not in was[number]:
            unknown.append(finding)
        elif finding.event in now[number]:
            left.append(finding)
        else:
            (unknown if finding.event in in_doubt else gone).append(finding)
    return FindingFates(tuple(gone), tuple(left), tuple(unknown))
