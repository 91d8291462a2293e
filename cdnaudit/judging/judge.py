"""From a finished survey to an assessment: identify, build, cut, check. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cdnaudit.checking.case import Case
from cdnaudit.graph.cut_sets import find
from cdnaudit.graph.dependency_graph import build
from cdnaudit.graph.failures import Failures
from cdnaudit.identify.attribute import attribute
from cdnaudit.identify.dependencies import dependencies
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import (
    Assessment,
    Finding,
    Inconclusive,
    Location,
    Unanswered,
)
from cdnaudit.model.facts import Unknown
from cdnaudit.model.observed import Address, Host, Link, Nameserver, Path, Zone
from cdnaudit.model.policy import Policy
from cdnaudit.survey.aliases import Resolution
from cdnaudit.survey.delegation import NameserverStatus, NameserverView
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import HostView, Survey, ZoneView


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges surveys by one state of knowledge."""

    knowledge: Knowledge
    registrable: Callable[[str], str]
    policy: Policy = field(default_factory=Policy)

    def case(self, plan: Plan, survey: Survey) -> Case:
        """Identify and build; everything a check may look at."""
        return self._prepared(plan, survey)[0]

    def _prepared(self, plan: Plan, survey: Survey) -> tuple[Case, Failures]:
        """Return the case, and the nodes of its graphs made ready to fail."""
        attribution = attribute(survey, self.knowledge, self.registrable)
        graphs = build(survey, attribution, self.knowledge)
        failures = Failures.of(graphs.target.nodes)
        roots = {graph.root for graph in (*graphs.hosts.values(), *graphs.zones.values())}
        points = failures.single_points(roots)
        case = Case(
            plan=plan,
            survey=survey,
            attribution=attribution,
            knowledge=self.knowledge,
            graphs=graphs,
            dependencies=dependencies(survey, attribution, self.knowledge),
            host_points={name: points[graph.root] for name, graph in graphs.hosts.items()},
            zone_points={name: points[graph.root] for name, graph in graphs.zones.items()},
            policy=self.policy,
        )
        return case, failures

    def target(self, plan: Plan, survey: Survey) -> Assessment:
        """Put every check to one target; the verdict is for the gate to give."""
        case, failures = self._prepared(plan, survey)
        verdicts = [v for check in CHECKS for v in check.run(case)]
        found = [v for v in verdicts if isinstance(v, Finding)]
        advisory = {c.id for c in CHECKS if c.advisory}
        direct = tuple(u for u in case.dependencies if u.depth == 1)
        return Assessment(
            target=plan.target,
            location=Location(plan.file, plan.line) if plan.file else None,
            hosts=tuple(_host(h, survey) for h in survey.hosts),
            zones=tuple(_zone(z, case) for z in survey.zones.values()),
            providers=direct,
            transitive=tuple(u for u in case.dependencies if u.depth > 1),
            cuts=find(failures, case.graphs.target, order=2).listed,
            findings=tuple(sorted(found, key=_worst_first)),
            unknowns=tuple(sorted(_unanswered(survey))),
            inconclusive=tuple(
                sorted(
                    {v for v in verdicts if isinstance(v, Inconclusive) and v.check not in advisory}
                )
            ),
            limits_hit=survey.limits,
            graph=case.graphs.target,
        )


def _worst_first(finding: Finding) -> tuple[int, str, str, str]:
    return (-finding.severity.rank, finding.check, finding.host, finding.fingerprint)


def _unanswered(survey: Survey) -> set[Unanswered]:
    answers = ((q, survey.facts.get(q)) for q in survey.unanswered)
    return {Unanswered(str(q), a.reason) for q, a in answers if isinstance(a, Unknown)}


def _host(host: HostView, survey: Survey) -> Host:
    links = {Link(k.owner, k.target, k.ttl) for r in host.resolutions for k in r.links}
    return Host(
        host=host.name,
        chain=tuple(
            sorted(links, key=lambda k: (_position(k, host.resolutions), k.owner, k.target, k.ttl))
        ),
        addresses=tuple(_address(ip, survey) for ip in host.addresses),
        paths=tuple(_path(r) for r in host.resolutions),
    )


def _position(link: Link, resolutions: tuple[Resolution, ...]) -> int:
    return min(r.links.index(link) for r in resolutions if link in r.links)


def _address(ip: str, survey: Survey) -> Address:
    origin = survey.asn(ip)
    if origin is None:
        return Address(ip, None, None, None)
    return Address(ip, origin.asn, origin.as_name, origin.prefix)


def _path(resolution: Resolution) -> Path:
    return Path(
        type=resolution.type,
        sample=resolution.sample,
        ecs=resolution.ecs or None,
        ecs_scope=resolution.scope,
        chain=resolution.chain,
        addresses=resolution.addresses,
    )


def _zone(zone: ZoneView, case: Case) -> Zone:
    return Zone(
        zone=zone.name,
        parent_ns=zone.delegation.parent,
        child_ns=zone.delegation.child,
        nameservers=tuple(_nameserver(s, zone, case) for s in zone.servers),
    )


def _nameserver(server: NameserverView, zone: ZoneView, case: Case) -> Nameserver:
    unasked = not zone.holds_host or server.status is NameserverStatus.UNKNOWN
    return Nameserver(
        name=server.name,
        addresses=server.addresses,
        provider=case.operator(server).provider,
        answers=None if unasked else str(server.status),
    )
