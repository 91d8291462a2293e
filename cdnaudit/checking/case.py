"""One target, ready to be checked: all that a check may look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cdnaudit.graph.dependency_graph import DependencyGraphs
from cdnaudit.identify.attribution import Attribution, HostAttribution, Operator
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import Dependency, Evidence
from cdnaudit.model.events import Event, Service
from cdnaudit.model.nodes import Graph
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Confidence
from cdnaudit.names import Registrable
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import HostView, OriginView, Survey, ZoneView

Points = Mapping[str, frozenset[Event]]
"""Events that alone take something down, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What was seen of a target, who was recognised, and what takes it down."""

    plan: Plan
    survey: Survey
    attribution: Attribution
    knowledge: Knowledge
    graphs: DependencyGraphs
    dependencies: tuple[Dependency, ...]
    host_points: Points
    zone_points: Points
    """Of every zone in the walk."""
    serving_points: Points
    """Of every host that serves: of its branches, without its own zone and challenges."""
    family_points: Mapping[str, Points]
    """The same by record type, of every host that both A and AAAA lead to."""
    broken: frozenset[str]
    """Hosts that do not work while nothing fails."""
    registrable: Registrable
    status_page: Graph | None = None
    """Of the status page, where one is declared."""
    origins: tuple[tuple[OriginView, Graph], ...] = ()
    """The declared origins, each with its graph."""
    policy: Policy = field(default_factory=Policy)
    as_of: datetime | None = None
    """When the world answered; None where nobody knows. No check looks at a clock."""

    def zone_of(self, host: HostView) -> ZoneView | None:
        """Return the zone in which a host lies; None where nobody could name it."""
        return self.survey.zones.get(host.zone_cuts[host.name].zone)

    def own_zones(self) -> Iterator[tuple[HostView, ZoneView]]:
        """Yield each zone that holds a host of the target, or is a parent of such a zone, once."""
        seen: set[str] = set()
        for host in self.survey.hosts:
            for zone in self.upwards(self.zone_of(host)):
                if zone.name not in seen and zone.servers:
                    yield host, zone
                seen.add(zone.name)

    def zoneless(self) -> Iterator[HostView]:
        """Yield hosts whose zone, or its nameservers, nobody could name."""
        for host in self.survey.hosts:
            zones = list(self.upwards(self.zone_of(host)))
            if not all(z.servers for z in zones) or self._is_astray(host):
                yield host

    def upwards(self, zone: ZoneView | None) -> Iterator[ZoneView]:
        """Yield a zone and those above it."""
        while zone:
            yield zone
            zone = self.survey.zones.get(zone.parent.zone)

    def _is_astray(self, host: HostView) -> bool:
        return self.zone_of(host) is None and not host.zone_cuts[host.name].registry

    def zones(self) -> Iterator[tuple[HostView, ZoneView]]:
        """Yield every zone in the walk, with the host that leads there first."""
        leads = {zone.name: host for host, zone in self.own_zones()}
        for host in self.survey.hosts:
            for cut in host.zone_cuts.values():
                leads.setdefault(cut.zone, host)
        for name, zone in self.survey.zones.items():
            yield leads.get(name, self.survey.hosts[0]), zone

    def attributed(self, host: HostView) -> HostAttribution:
        """Return who was recognised on a host."""
        return self.attribution.hosts[host.name]

    def operator(self, server: NameserverView) -> Operator:
        """Return who runs a nameserver."""
        return self.attribution.operators[server.zone, server.name]

    def direct(self, host: str) -> Iterator[Dependency]:
        """Yield what a host itself depends on, not what that runs on."""
        return (d for d in self.dependencies if d.host == host and d.depth == 1)

    def evidence(self, host: str, service: Service) -> tuple[Evidence, ...]:
        """Return what shows a provider in a role for a host."""
        found = self._dependency(host, service)
        return found.evidence if found else ()

    def confidence(self, host: str, service: Service) -> Confidence:
        """Return the confidence in a provider's role for a host."""
        found = self._dependency(host, service)
        return found.confidence if found else Confidence.MEDIUM

    def _dependency(self, host: str, service: Service) -> Dependency | None:
        """Return the dependency on a service: that of the host itself before one below another."""
        found = [d for d in self.dependencies if d.host == host and d.service == service]
        return min(found, key=lambda d: d.depth, default=None)
