"""What fails as one: a company with its services and networks is one cause, not three."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Role
from cdnaudit.reporting.network_owners import Networks, networks_of


@dataclass(frozen=True, slots=True)
class CommonCause:
    """Events with one owner, such as a company's services and the networks they stand in."""

    owner: Event
    """The company's failure; or that of the network, region or registry that stands for itself."""
    events: tuple[Event, ...]
    """Sorted."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """In which roles it fails, sorted."""
        return tuple(sorted({event.role for event in self.events if event.role}))

    @property
    def providers(self) -> tuple[str, ...]:
        """Whose services fail, sorted."""
        return tuple(sorted({event.provider for event in self.events if event.provider}))

    @property
    def networks(self) -> tuple[Event, ...]:
        """The autonomous systems of it, or the prefixes where it has no other network."""
        networks = [event for event in self.events if event.is_network]
        systems = [event for event in networks if event.kind is EventKind.ASN]
        return tuple(systems or networks)


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns the events of a target."""

    companies: Mapping[str, Event]
    """By provider."""
    networks: Networks

    @classmethod
    def of(cls, target: TargetReport) -> Self:
        """Read them from a target's graph, and from its dependencies where none was kept."""
        listed = {d.provider: Event.company(d.company) for d in target.dependencies}
        return cls(listed | _owners_of_services(target.graph), networks_of(target.graph))

    def grouped(self, events: Iterable[Event]) -> dict[Event, CommonCause]:
        """Put the events of each owner together."""
        found: dict[Event, list[Event]] = {}
        for event in sorted(events):
            found.setdefault(self.owner(event), []).append(event)
        return {owner: CommonCause(owner, tuple(events)) for owner, events in found.items()}

    def owner(self, event: Event) -> Event:
        """Return the company behind an event, or else what stands for itself."""
        if event.provider:
            return self.companies.get(event.provider) or Event.company(event.provider)
        if event.is_network:
            return self.networks.owners.get(event) or self.network(event)
        return event

    def network(self, event: Event) -> Event:
        """Return the AS that a prefix lies in, where that is known; all else is itself."""
        return self.networks.within.get(event, event)


def _owners_of_services(graph: Graph) -> dict[str, Event]:
    leaves = (node.events for node in graph.nodes if node.kind is NodeKind.LEAF)
    return {
        events[0].provider: events[1] for events in leaves if len(events) > 1 and events[0].provider
    }


def common_causes(target: TargetReport, owners: Owners) -> tuple[CommonCause, ...]:
    """Return what alone takes the target down: its own providers first, networks last."""
    found: list[CommonCause] = []
    for cause in owners.grouped(target.single_points).values():
        only_networks = all(event.is_network for event in cause.events)
        found += _networks(owners, cause) if only_networks else [cause]
    own = {dependency.provider for dependency in target.providers}
    return tuple(sorted(found, key=lambda cause: _reading_order(cause, own)))


def _networks(owners: Owners, cause: CommonCause) -> list[CommonCause]:
    """Let networks stand for themselves: what they carry does not fail as a company."""
    found: dict[Event, list[Event]] = {}
    for event in cause.events:
        found.setdefault(owners.network(event), []).append(event)
    return [CommonCause(network, tuple(events)) for network, events in found.items()]


def _reading_order(cause: CommonCause, own: set[str]) -> tuple[bool, bool, bool, int, Event]:
    is_own = not own.isdisjoint(cause.providers)
    is_company = cause.owner.kind is EventKind.COMPANY
    return (cause.owner.is_network, not is_company, not is_own, -len(cause.roles), cause.owner)
