"""A declared origin is behind the edge that it should stand in for.

Asks: does an edge of the target (CDN, WAF or challenge) that fails take a declared origin down too?
Why: when the edge is gone, visitors are sent to the origin, which must then take them without it (Cloudflare, 2025-11-18).
Silent when: no origin is declared with `--origin` or `origin` of the target, the target has no edge, or the origin works without it. Origins are never searched for. Inconclusive where an address, a zone or the answer of the origin is not known.
Remedy: declare a name or an address that leads to the origin itself, and keep it out of the edge.
Source: https://blog.cloudflare.com/18-november-2025-outage/
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.graph.evaluate import outcome, outcomes
from cdnaudit.model.events import Service
from cdnaudit.model.facts import HttpAnswer, Unknown
from cdnaudit.model.nodes import Graph
from cdnaudit.model.terms import Outcome, Role, Severity
from cdnaudit.survey.survey import OriginView

EDGES = frozenset({Role.CDN, Role.WAF, Role.CHALLENGE})


def _run(case: Case) -> Iterator[Verdict]:
    edges: dict[Service, str] = {}
    for dependency in case.dependencies:
        if dependency.role in EDGES and dependency.depth == 1:
            edges.setdefault(dependency.service, dependency.host)
    for view, graph in case.origins if edges else ():
        shared = _shared(case, view, graph, tuple(edges))
        for service in shared:
            yield _finding(case, view, service, edges[service])
        if not shared:
            yield from _doubts(case, view)


def _shared(
    case: Case, view: OriginView, graph: Graph, edges: tuple[Service, ...]
) -> list[Service]:
    """Return the edges without which the origin does not work, or that gave its answer."""
    works = outcome(graph, frozenset()) is not Outcome.DOWN
    failed = outcomes(graph, [edge.event for edge in edges])
    down = {event for event, found in failed.items() if works and found is Outcome.DOWN}
    shown = case.knowledge.by_response(view.answer) if isinstance(view.answer, HttpAnswer) else ()
    answered = {match.rule.service for match in shown}
    return [edge for edge in edges if edge.event in down or edge in answered]


def _finding(case: Case, view: OriginView, edge: Service, host: str) -> Verdict:
    return CHECK.finding_on(
        case,
        edge,
        Claim(
            host=host,
            message=f"the origin {view.host.name} is behind {edge.provider} ({edge.role}) too:"
            f" it serves nobody when {edge.provider} fails",
            remedy=f"keep a way to the origin that does not lead through {edge.provider}",
        ),
    )


def _doubts(case: Case, view: OriginView) -> Iterator[Verdict]:
    """Say what may yet show the edge before the origin."""
    for doubt in unanswered(view.host):
        yield CHECK.inconclusive(case.plan.target, doubt)
    if isinstance(view.answer, Unknown):
        yield CHECK.inconclusive(case.plan.target, f"{view.asked}: {view.answer.reason}")


CHECK = Check(
    id="origin-shared-fate",
    title="the origin is behind the edge that it should stand in for",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
)
