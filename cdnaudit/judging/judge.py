"""From a finished survey to an assessment: identify, build, cut, check. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cdnaudit.checking.case import Case
from cdnaudit.graph.cut_sets import find
from cdnaudit.graph.dependency_graph import build
from cdnaudit.graph.failures import Failures
from cdnaudit.identify.attribute import attribute
from cdnaudit.identify.dependencies import dependencies
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.judging.observed_views import hosts, unanswered, zones
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import (
    Assessment,
    Finding,
    Inconclusive,
    Location,
)
from cdnaudit.model.nodes import Graph
from cdnaudit.model.policy import Policy
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey

CUT_ORDER = 2
"""Of the cut sets that are looked for, where nobody says otherwise: single failures and pairs."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges surveys by one state of knowledge."""

    knowledge: Knowledge
    registrable: Callable[[str], str]
    policy: Policy = field(default_factory=Policy)
    cut_order: int = CUT_ORDER
    """How many failures at once are tried."""
    as_of: datetime | None = None
    """When the facts were true; None where nobody knows."""

    def case(self, plan: Plan, survey: Survey) -> Case:
        """Identify and build; everything a check may look at."""
        return self._prepared(plan, survey)[0]

    def _prepared(self, plan: Plan, survey: Survey) -> tuple[Case, Failures]:
        """Return the case, and the nodes of its graphs made ready to fail."""
        attribution = attribute(survey, self.knowledge, self.registrable)
        graphs = build(survey, attribution, self.knowledge)
        failures = Failures.of(graphs.target.nodes)
        points = failures.single_points(graphs.roots)
        case = Case(
            plan=plan,
            survey=survey,
            attribution=attribution,
            knowledge=self.knowledge,
            graphs=graphs,
            dependencies=dependencies(survey, attribution, self.knowledge),
            host_points={name: points[graph.root] for name, graph in graphs.hosts.items()},
            zone_points={name: points[graph.root] for name, graph in graphs.zones.items()},
            serving_points={name: points[graph.root] for name, graph in graphs.serving.items()},
            family_points={
                name: {type_: points[graph.root] for type_, graph in ways.items()}
                for name, ways in graphs.families.items()
            },
            broken=frozenset(
                name for name, graph in graphs.hosts.items() if failures.calm[graph.root] is None
            ),
            status_page=self._beside(survey.status_page) if survey.status_page else None,
            origins=tuple((view, self._beside(view.survey)) for view in survey.origins),
            registrable=self.registrable,
            policy=self.policy,
            as_of=self.as_of,
        )
        return case, failures

    def _beside(self, survey: Survey) -> Graph:
        """Return the graph of a declared host, which is no part of the target's."""
        attribution = attribute(survey, self.knowledge, self.registrable)
        return build(survey, attribution, self.knowledge).hosts[survey.target]

    def target(self, plan: Plan, survey: Survey) -> Assessment:
        """Put every check to one target; the verdict is for the gate to give."""
        case, failures = self._prepared(plan, survey)
        findings, inconclusive = _checked(case)
        cuts = find(failures, case.graphs.target, order=self.cut_order)
        return Assessment(
            target=plan.target,
            location=Location(plan.file, plan.line) if plan.file else None,
            hosts=hosts(survey),
            zones=zones(case),
            providers=tuple(d for d in case.dependencies if d.depth == 1),
            transitive=tuple(d for d in case.dependencies if d.depth > 1),
            cuts=cuts.listed,
            cut_counts=cuts.counts,
            findings=findings,
            unknowns=unanswered(survey),
            inconclusive=inconclusive,
            limits_hit=(*survey.limits, *cuts.limits),
            graph=case.graphs.target,
        )


def _checked(case: Case) -> tuple[tuple[Finding, ...], tuple[Inconclusive, ...]]:
    """Run every check; being inconclusive on an advisory one leaves a target complete."""
    findings: list[Finding] = []
    inconclusive: set[Inconclusive] = set()
    for check in CHECKS:
        for verdict in check.run(case):
            if isinstance(verdict, Finding):
                findings.append(verdict)
            elif not check.advisory:
                inconclusive.add(verdict)
    return tuple(sorted(findings, key=lambda f: f.worst_first)), tuple(sorted(inconclusive))
