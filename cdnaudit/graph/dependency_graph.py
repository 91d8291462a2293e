"""From facts and evidence to the AND/OR graph (design, "The dependency graph")."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from cdnaudit.graph.node_table import NodeTable
from cdnaudit.graph.service_nodes import ServiceNodes
from cdnaudit.identify.attribution import Attribution, Operator
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.events import Service
from cdnaudit.model.facts import Cause
from cdnaudit.model.nodes import Graph, Subject
from cdnaudit.model.terms import Role
from cdnaudit.names import ROOT, ancestors
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.delegation import NameserverStatus, NameserverView
from cdnaudit.survey.survey import HostView, Survey, ZoneView
from cdnaudit.survey.zone_cut import ZoneCut

FAILED = (NameserverStatus.LAME, NameserverStatus.SILENT)
HIDES_DNS = (Role.DNS,)
"""What an unknown zone or nameserver may hide: it hides no CDN."""


@dataclass(frozen=True, slots=True)
class DependencyGraphs:
    """A target's graph, and the same graph judged from each host, each zone and each family."""

    target: Graph
    hosts: Mapping[str, Graph]
    zones: Mapping[str, Graph]
    serving: Mapping[str, Graph]
    """What a host's branches need, without its own zone and the challenges on it."""
    families: Mapping[str, Mapping[str, Graph]]
    """The same by record type, of a host that both A and AAAA lead to."""

    @property
    def roots(self) -> frozenset[int]:
        """Every node from which the graph is judged, but the target itself."""
        by_name = (self.hosts, self.zones, self.serving, *self.families.values())
        return frozenset(g.root for graphs in by_name for g in graphs.values())


def build(survey: Survey, attribution: Attribution, knowledge: Knowledge) -> DependencyGraphs:
    """Return the graph of a target; it works while every host of it works.

    A host that has no address, such as an apex beside its www, serves nothing and fails nothing.
    Where none has one, an apex that was asked needs its zone alone; any other host fails.
    """
    nodes = NodeTable()
    builder = GraphBuilder(survey, attribution, nodes, ServiceNodes(nodes, knowledge, survey))
    hosts = {host.name: builder.host(host) for host in survey.hosts}
    zones = {name: builder.zone(zone) for name, zone in survey.zones.items()}
    served = [hosts[host.name] for host in survey.hosts if not host.absent]
    root = nodes.every(served or hosts.values(), Subject.HOST, survey.target)
    whole = nodes.graph(root, builder.soft)
    return DependencyGraphs(
        target=whole,
        hosts=_judged_from(whole, hosts),
        zones=_judged_from(whole, zones),
        serving=_judged_from(whole, builder.serves),
        families={name: _judged_from(whole, ways) for name, ways in builder.families.items()},
    )


def _judged_from(graph: Graph, roots: Mapping[str, int]) -> Mapping[str, Graph]:
    return {name: replace(graph, root=root) for name, root in roots.items()}


@dataclass(slots=True)
class GraphBuilder:
    """Adds what each host and zone needs."""

    survey: Survey
    attribution: Attribution
    nodes: NodeTable
    services: ServiceNodes
    soft: list[int] = field(default_factory=list)
    serves: dict[str, int] = field(default_factory=dict)
    """By host, where it serves at all."""
    families: dict[str, dict[str, int]] = field(default_factory=dict)
    """By host and record type, where there are two."""

    def host(self, host: HostView) -> int:
        """A host needs its name to resolve, one branch that serves, and every challenge to pass."""
        challenges = self.challenges(host)
        serving = self.serving(host)
        needs = [self.zone_at(host, host.name), *serving, *challenges]
        return self.nodes.every(needs, Subject.HOST, host.name)

    def serving(self, host: HostView) -> list[int]:
        """One branch that serves; an apex that is there for its DNS alone needs none."""
        if host.is_idle:
            return []
        by_type: dict[str, list[int]] = {}
        for resolution in host.resolutions:
            branch = None if unseen(resolution, host) else self.branch(host, resolution)
            if branch is not None:
                by_type.setdefault(resolution.type, []).append(branch)
        self.serves[host.name] = self.either_family(host, by_type)
        return [self.serves[host.name]]

    def either_family(self, host: HostView, by_type: Mapping[str, list[int]]) -> int:
        """Any branch; where both A and AAAA have some, those of each are kept as one node."""
        if len(by_type) <= 1:
            return self.nodes.either(chain.from_iterable(by_type.values()))
        ways = {
            type_: branches[0] if len(branches) == 1 else self.nodes.either(branches)
            for type_, branches in by_type.items()
        }
        self.families[host.name] = ways
        return self.nodes.either(ways.values())

    def challenges(self, host: HostView) -> list[int]:
        """Return challenges a visitor must pass; others are wanted, not needed."""
        needed: list[int] = []
        for challenge in self.attribution.hosts[host.name].challenges:
            node = self.services.service(Service(challenge.provider, challenge.role))
            (needed if challenge.must_pass else self.soft).append(node)
        return needed

    def branch(self, host: HostView, resolution: Resolution) -> int | None:
        """One way to an address: every alias on it, then any of its addresses.

        None where the answer was 'none': such a type is no branch at all.
        """
        node = self.end(host, resolution)
        if node is None:
            return None
        by_name = self.attribution.hosts[host.name].by_name
        for name in reversed(resolution.chain[1:]):
            services = self.services.matched(by_name.get(name, ()))
            needs = [self.zone_at(host, name), *services, node]
            node = self.nodes.every(needs, Subject.ALIAS, name or ROOT)
        services = self.services.matched(by_name.get(host.name, ()))
        return self.nodes.every([*services, node]) if services else node

    def end(self, host: HostView, resolution: Resolution) -> int | None:
        """Any address at the end of a chain; unknown where nobody said; None where there is none."""
        found = self.attribution.hosts[host.name]
        match resolution.end:
            case End.ADDRESSES:
                chain = resolution.chain
                return self.nodes.either(
                    [self.services.address(ip, chain, found) for ip in resolution.addresses]
                )
            case End.UNKNOWN | End.OPEN:
                return self.nodes.unknown(str(resolution.question))
            case _:
                return None

    def zone_at(self, host: HostView, name: str) -> int:
        """Return what the zone of a name needs."""
        return self.zone_of(host.zone_cuts.get(name, ZoneCut("")), name)

    def zone_of(self, cut: ZoneCut, name: str) -> int:
        """A registry's zone is assumed up; a zone nobody could find is unknown."""
        if cut.registry:
            return self.nodes.every(())
        zone = self.survey.zones.get(cut.zone)
        return self.zone(zone) if zone else self.nodes.unknown(f"zone of {name}", HIDES_DNS)

    def zone(self, zone: ZoneView) -> int:
        """A zone needs its parent zone and one working nameserver, if one that nobody named."""

        def parts() -> list[int]:
            servers = [self.server(zone, s) for s in zone.servers if s.status not in FAILED]
            if not zone.servers:
                servers = [self.nodes.unknown(f"nameservers of {zone.name}", HIDES_DNS)]
            elif zone.names_lost:
                servers.append(self.nodes.unknown(f"other nameservers of {zone.name}", HIDES_DNS))
            return [self.parent(zone), self.nodes.either(servers)]

        return self.nodes.once(Subject.ZONE, zone.name, parts)

    def parent(self, zone: ZoneView) -> int:
        """The parent zone; where nobody could find it, what is known stands by itself."""
        known = zone.parent.zone in self.survey.zones
        return self.zone_of(zone.parent, zone.name) if known else self.nodes.every(())

    def server(self, zone: ZoneView, server: NameserverView) -> int:
        """A nameserver needs its operator, a way to find its address, and one address."""
        operator = self.attribution.operators[zone.name, server.name]
        dns = self.services.service(Service(operator.provider, Role.DNS))
        needs = [dns, *self.names_of(server, operator), *self.addresses(server, operator)]
        return self.nodes.every(needs, Subject.NAMESERVER, server.name or ROOT)

    def names_of(self, server: NameserverView, operator: Operator) -> list[int]:
        """The zones of its name, unless glue or a known operator makes them moot."""
        if server.glued or operator.by_rule:
            return []
        return [self.zone_of(self.surveyed_zone(name), name) for name in server.names]

    def surveyed_zone(self, name: str) -> ZoneCut:
        """Return the zone of a nameserver's name among those surveyed."""
        return ZoneCut(next((n for n in ancestors(name) if n in self.survey.zones), ""))

    def addresses(self, server: NameserverView, operator: Operator) -> list[int]:
        """Any one of its addresses; unknown ones matter where no rule vouches for the operator."""
        if server.addresses:
            each = [
                self.nodes.every(self.services.origin(ip), Subject.ADDRESS, ip)
                for ip in server.addresses
            ]
            return [self.nodes.either(each)]
        if operator.by_rule and server.exists is not False and not server.has_no_address:
            return []
        ends = {r.end for r in server.resolutions}
        if ends & {End.UNKNOWN, End.OPEN} or not ends:
            return [self.nodes.unknown(f"address of {server.name}", HIDES_DNS)]
        return [self.nodes.either(())]


def unseen(resolution: Resolution, host: HostView) -> bool:
    """Tell whether a branch was never looked at, beside one that was seen.

    What was asked and not answered stays a member of the verdict; what a recording does not
    hold at all is no observed branch, and is listed as unknown all the same.
    """
    never = resolution.cause is Cause.NOT_RECORDED
    return never and not resolution.links and bool(host.addresses)
