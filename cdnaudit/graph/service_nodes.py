"""Leaves: services, networks, regions."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.graph.node_table import Builder
from cdnaudit.identify.attribution import HostAttribution, Service
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.terms import SERVING, Role
from cdnaudit.survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Leaves:
    """Makes leaf nodes for one survey."""

    builder: Builder
    knowledge: Knowledge
    survey: Survey

    def service(self, service: Service) -> int:
        """Return the node of a provider in a role, under its owners, on what it is built on."""
        own = self.builder.leaf((service.event, *self.owners(service.provider)), service.event)
        below = [self.event(event) for event in built_on(service, self.knowledge)]
        return self.builder.every([own, *below]) if below else own

    def event(self, event: str) -> int:
        """Return the node of a service by its event name."""
        provider = event.partition("/")[0]
        return self.builder.leaf((event, *self.owners(provider)), event)

    def owners(self, provider: str) -> tuple[str, ...]:
        """Return the companies whose failure is the provider's too."""
        if provider not in self.knowledge.providers:
            return (f"company:{provider}",)
        return tuple(f"company:{c}" for c in self.knowledge.owners_of(provider))

    def matched(self, matches: Iterable[Match]) -> list[int]:
        """Return nodes for serving roles among ``matches``, and the regions they name."""
        found: list[int] = []
        for m in sorted(set(matches)):
            if m.rule.role in SERVING:
                found.append(self.service(Service(m.rule.provider, m.rule.role)))
            if m.region and m.rule.cloud:
                found.append(self.builder.leaf((f"region:{m.rule.cloud}/{m.region}",)))
        return found

    def origin(self, ip: str) -> list[int]:
        """Return the AS and prefix that announce ``ip``."""
        known = self.survey.asn(ip)
        if known is None or known.asn is None:
            return []
        found = [self.builder.leaf((f"asn:{known.asn}",))]
        if known.prefix:
            found.append(self.builder.leaf((f"prefix:{known.prefix}",)))
        return found

    def address(self, ip: str, chain: tuple[str, ...], host: HostAttribution) -> int:
        """Return the node of one address that ``chain`` leads to."""
        spoken = spoken_for(ip, chain, host) if self._heard(ip, host) else ()
        matches = [*host.by_address.get(ip, ()), *spoken]
        return self.builder.every([*self.matched(matches), *self.origin(ip)], ip)

    def _heard(self, ip: str, host: HostAttribution) -> bool:
        """Tell whether the host's responses may speak for ``ip``.

        They came from its own AS, or neither its network nor theirs has a name: the machines
        of one edge stand in many networks.
        """
        if not host.peers or ip in host.peers:
            return True
        here = self.survey.asn(ip)
        return any(
            (here and (there := self.survey.asn(peer)) and here.asn == there.asn)
            or not (host.by_address.get(ip) or host.by_address.get(peer))
            for peer in host.peers
        )


def built_on(service: Service, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the events a service stands on: DNS on DNS, what serves on what serves."""
    known = knowledge.providers.get(service.provider)
    events = known.runs_on if known and service.role in (*SERVING, Role.DNS) else ()
    return tuple(e for e in events if e.endswith("/dns") == (service.role is Role.DNS))


def bases(service: Service, knowledge: Knowledge) -> tuple[Service, ...]:
    """Return the services a service stands on."""
    parts = (event.partition("/") for event in built_on(service, knowledge))
    return tuple(Service(provider, Role(role)) for provider, _, role in parts)


def spoken_for(ip: str, chain: tuple[str, ...], host: HostAttribution) -> tuple[Match, ...]:
    """Return what the host's responses say that holds for ``ip``.

    A response speaks for every address of the host but those that a name or a network gives to
    another edge: two addresses of one pool are one edge, an address of a second CDN is not.
    """
    mine = edges(
        [*host.by_address.get(ip, ()), *(m for n in chain for m in host.by_name.get(n, ()))]
    )
    placed = edges(
        m for found in (host.by_address, host.by_name) for ms in found.values() for m in ms
    )
    return tuple(
        m
        for m in host.by_response
        if not mine or m.rule.provider in mine or m.rule.provider not in placed
    )


def edges(matches: Iterable[Match]) -> frozenset[str]:
    """Return the CDNs among ``matches``."""
    return frozenset(m.rule.provider for m in matches if m.rule.role is Role.CDN)
