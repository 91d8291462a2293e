"""From a finished survey to a judged target: identify, weave, cut, check. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cdnaudit.checks.base import Case
from cdnaudit.checks.catalogue import CHECKS
from cdnaudit.graph.build import Woven, build
from cdnaudit.graph.cutsets import cut_sets, single_points
from cdnaudit.identify.attribute import attribute
from cdnaudit.identify.knowledge import Knowledge
from cdnaudit.identify.uses import uses
from cdnaudit.model.facts import Unknown
from cdnaudit.model.policy import Policy
from cdnaudit.model.report import (
    Address,
    Finding,
    Gap,
    Host,
    Link,
    Nameserver,
    Path,
    Place,
    TargetReport,
    Undecided,
    Zone,
)
from cdnaudit.model.terms import Status
from cdnaudit.survey.aliases import Resolution
from cdnaudit.survey.delegation import Server, Standing
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.view import Depth, HostView, Survey, ZoneView


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges surveys by one state of knowledge."""

    knowledge: Knowledge
    registrable: Callable[[str], str]
    policy: Policy = field(default_factory=Policy)

    def case(self, plan: Plan, survey: Survey) -> Case:
        """Identify and weave; everything a check may look at."""
        attribution = attribute(survey, self.knowledge, self.registrable)
        woven = build(survey, attribution, self.knowledge)
        return Case(
            plan=plan,
            survey=survey,
            attribution=attribution,
            knowledge=self.knowledge,
            woven=woven,
            uses=uses(survey, attribution, self.knowledge),
            points={name: single_points(cut_sets(g, order=1)) for name, g in woven.hosts.items()},
            zone_points=_zone_points(survey, woven),
            registrable=self.registrable,
            policy=self.policy,
        )

    def target(self, plan: Plan, survey: Survey) -> TargetReport:
        """Judge one target; its status is for the gate to set."""
        case = self.case(plan, survey)
        verdicts = [v for check in CHECKS for v in check.run(case)]
        found = [v for v in verdicts if isinstance(v, Finding)]
        advisory = {c.id for c in CHECKS if c.advisory}
        direct = tuple(u for u in case.uses if u.depth == 1)
        return TargetReport(
            target=plan.target,
            status=Status.PASS,
            place=Place(plan.file, plan.line) if plan.file else None,
            hosts=tuple(_host(h, survey) for h in survey.hosts),
            zones=tuple(_zone(z, case) for z in survey.zones.values()),
            providers=direct,
            transitive=tuple(u for u in case.uses if u.depth > 1),
            cuts=cut_sets(case.woven.target, order=2),
            findings=tuple(sorted(found, key=_worst_first)),
            unknowns=tuple(sorted(_gaps(survey))),
            undecided=tuple(
                sorted(
                    {v for v in verdicts if isinstance(v, Undecided) and v.check not in advisory}
                )
            ),
            limits_hit=survey.limits,
            graph=case.woven.target,
        )


def _zone_points(survey: Survey, woven: Woven) -> dict[str, frozenset[str]]:
    """Cut the zone of each host, once for all checks."""
    graphs = {h.name: woven.zones.get(h.cuts[h.name].zone) for h in survey.hosts}
    return {
        name: single_points(cut_sets(g, order=1)) if g else frozenset()
        for name, g in graphs.items()
    }


def _worst_first(finding: Finding) -> tuple[int, str, str, str]:
    return (-finding.severity.rank, finding.check, finding.host, finding.fingerprint)


def _gaps(survey: Survey) -> set[Gap]:
    answers = ((q, survey.facts.get(q)) for q in survey.gaps)
    return {Gap(str(q), a.reason) for q, a in answers if isinstance(a, Unknown)}


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


def _nameserver(server: Server, zone: ZoneView, case: Case) -> Nameserver:
    unasked = zone.depth is not Depth.OWN or server.standing is Standing.UNKNOWN
    return Nameserver(
        name=server.name,
        addresses=server.addresses,
        provider=case.operator(server).provider,
        answers=None if unasked else str(server.standing),
    )
