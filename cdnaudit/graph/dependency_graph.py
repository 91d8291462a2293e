"""From facts and evidence to the AND/OR graph (design, "The dependency graph")."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cdnaudit.graph.node_table import Builder
from cdnaudit.graph.service_nodes import Leaves
from cdnaudit.identify.attribution import Attribution, Operator, Service
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import NOT_RECORDED
from cdnaudit.model.nodes import Graph
from cdnaudit.model.terms import Role
from cdnaudit.names import ancestors
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.delegation import NameserverStatus, Server
from cdnaudit.survey.survey import HostView, Survey, ZoneView
from cdnaudit.survey.zone_cut import ZoneCut

FAILED = (NameserverStatus.LAME, NameserverStatus.SILENT)
DNS = ("*/dns",)
"""What an unknown zone or nameserver may hide."""


@dataclass(frozen=True, slots=True)
class DependencyGraphs:
    """A target's graph, and the same graph judged from each host and each zone."""

    target: Graph
    hosts: Mapping[str, Graph]
    zones: Mapping[str, Graph]


def build(survey: Survey, attribution: Attribution, knowledge: Knowledge) -> DependencyGraphs:
    """Return the graph of a target; it works while every host of it works.

    A host that has no address, such as an apex beside its www, serves nothing and fails nothing.
    """
    builder = Builder()
    weaver = Weaver(survey, attribution, builder, Leaves(builder, knowledge, survey))
    hosts = {host.name: weaver.host(host) for host in survey.hosts}
    zones = {name: weaver.zone(zone) for name, zone in survey.zones.items()}
    served = [hosts[h.name] for h in survey.hosts if not h.absent] or hosts.values()
    whole = builder.graph(builder.every(served, survey.target), weaver.soft)
    return DependencyGraphs(
        target=whole,
        hosts={name: replace(whole, root=node) for name, node in hosts.items()},
        zones={name: replace(whole, root=node) for name, node in zones.items()},
    )


@dataclass(slots=True)
class Weaver:
    """Adds what each host and zone needs."""

    survey: Survey
    attribution: Attribution
    builder: Builder
    leaves: Leaves
    soft: list[int] = field(default_factory=list)

    def host(self, host: HostView) -> int:
        """A host needs its name to resolve, one branch that serves, and every gate on it."""
        found = self.attribution.hosts[host.name]
        gates: list[int] = []
        for challenge in found.challenges:
            node = self.leaves.service(Service(challenge.provider, challenge.role))
            (gates if challenge.must_pass else self.soft).append(node)
        observed = [r for r in host.resolutions if not unseen(r, host)]
        branches = [b for r in observed if (b := self.branch(host, r)) is not None]
        serve = self.builder.either(branches)
        return self.builder.every([self.zone_at(host, host.name), serve, *gates], host.name)

    def branch(self, host: HostView, resolution: Resolution) -> int | None:
        """One way to an address: every alias on it, then any of its addresses.

        None where the answer was 'none': such a type is no branch at all.
        """
        found = self.attribution.hosts[host.name]
        match resolution.end:
            case End.ADDRESSES:
                addresses = [
                    self.leaves.address(ip, resolution.chain, found) for ip in resolution.addresses
                ]
                node = self.builder.either(addresses)
            case End.UNKNOWN | End.OPEN:
                node = self.builder.unknown(str(resolution.question))
            case _:
                return None
        for name in reversed(resolution.chain[1:]):
            services = self.leaves.matched(found.by_name.get(name, ()))
            node = self.builder.every([self.zone_at(host, name), *services, node], name)
        services = self.leaves.matched(found.by_name.get(host.name, ()))
        return self.builder.every([*services, node]) if services else node

    def zone_at(self, host: HostView, name: str) -> int:
        """Return what the zone of a name needs."""
        return self.cut(host.zone_cuts.get(name, ZoneCut("")), name)

    def cut(self, cut: ZoneCut, name: str) -> int:
        """A registry's zone is assumed up; a zone nobody could find is unknown."""
        if cut.registry:
            return self.builder.every(())
        zone = self.survey.zones.get(cut.zone)
        return self.zone(zone) if zone else self.builder.unknown(f"zone of {name}", DNS)

    def zone(self, zone: ZoneView) -> int:
        """A zone needs the zone above it and one working nameserver."""

        def parts() -> list[int]:
            servers = [self.server(zone, s) for s in zone.servers if s.status not in FAILED]
            if not zone.servers:
                servers = [self.builder.unknown(f"nameservers of {zone.name}", DNS)]
            return [self.above(zone), self.builder.either(servers)]

        return self.builder.once(f"zone {zone.name}", f"zone {zone.name}", parts)

    def above(self, zone: ZoneView) -> int:
        """The zone above; where nobody could find it, what is known stands by itself."""
        known = zone.parent.zone in self.survey.zones
        return self.cut(zone.parent, zone.name) if known else self.builder.every(())

    def server(self, zone: ZoneView, server: Server) -> int:
        """A nameserver needs its operator, a way to find its address, and one address."""
        operator = self.attribution.operators[zone.name, server.name]
        service = self.leaves.service(Service(operator.provider, Role.DNS))
        parts = [service, *self.found(server, operator), *self.addresses(server, operator)]
        return self.builder.every(parts, server.name)

    def found(self, server: Server, operator: Operator) -> list[int]:
        """The zones of its name, unless glue or a known operator makes them moot."""
        if server.glued or operator.by_rule:
            return []
        names = dict.fromkeys([server.name, *(n for r in server.resolutions for n in r.chain)])
        return [self.cut(zone_cut(self.survey, name), name) for name in names]

    def addresses(self, server: Server, operator: Operator) -> list[int]:
        """Any one of its addresses; unknown ones matter where no rule vouches for the operator."""
        if server.addresses:
            return [
                self.builder.either(
                    self.builder.every(self.leaves.origin(ip), ip) for ip in server.addresses
                )
            ]
        if operator.by_rule and server.exists is not False:
            return []
        ends = {r.end for r in server.resolutions}
        if ends & {End.UNKNOWN, End.OPEN} or not ends:
            return [self.builder.unknown(f"address of {server.name}", DNS)]
        return [self.builder.either(())]


def unseen(resolution: Resolution, host: HostView) -> bool:
    """Tell whether a branch was never looked at, beside one that was seen.

    What was asked and not answered stays a member of the verdict; what a recording does not
    hold at all is no observed branch, and is listed as unknown all the same.
    """
    never = resolution.end is End.UNKNOWN and resolution.reason == NOT_RECORDED.reason
    return never and not resolution.links and bool(host.addresses)


def zone_cut(survey: Survey, name: str) -> ZoneCut:
    """Return the zone of a nameserver's name among those surveyed."""
    zone = next((n for n in ancestors(name) if n in survey.zones), "")
    return ZoneCut(zone, registry=False)
