"""Leaves: services, networks, regions."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.graph.node_table import NodeTable
from cdnaudit.identify.attribution import HostAttribution, cdns
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.events import Event, Service
from cdnaudit.model.nodes import Subject
from cdnaudit.model.terms import SERVING
from cdnaudit.survey.survey import Survey


@dataclass(frozen=True, slots=True)
class ServiceNodes:
    """Makes leaf nodes for one survey."""

    nodes: NodeTable
    knowledge: Knowledge
    survey: Survey

    def service(self, service: Service) -> int:
        """Return the node of a provider in a role, under its owners, on what it runs on."""
        own = self._leaf(service)
        underlying = [self._leaf(base) for base in self.knowledge.runs_on(service)]
        return self.nodes.every([own, *underlying]) if underlying else own

    def matched(self, matches: Iterable[Match]) -> list[int]:
        """Return nodes for serving roles among ``matches``, and the regions they name."""
        found: list[int] = []
        for match in sorted(set(matches)):
            rule = match.rule
            if rule.role in SERVING:
                found.append(self.service(rule.service))
            if match.region and rule.cloud:
                found.append(self.nodes.leaf([Event.region(rule.cloud, match.region)]))
        return found

    def origin(self, ip: str) -> list[int]:
        """Return the AS and prefix that announce ``ip``."""
        known = self.survey.asn(ip)
        if known is None or known.asn is None:
            return []
        found = [self.nodes.leaf([Event.asn(known.asn)])]
        if known.prefix:
            found.append(self.nodes.leaf([Event.prefix(known.prefix)]))
        return found

    def address(self, ip: str, chain: tuple[str, ...], host: HostAttribution) -> int:
        """Return the node of one address that ``chain`` leads to."""
        matches = list(host.by_address.get(ip, ()))
        if self._responses_speak_for(ip, host):
            matches += responses_for(ip, chain, host)
        return self.nodes.every([*self.matched(matches), *self.origin(ip)], Subject.ADDRESS, ip)

    def _leaf(self, service: Service) -> int:
        owners = self.knowledge.owners_of(service.provider)
        return self.nodes.leaf([service.event, *(Event.company(owner) for owner in owners)])

    def _responses_speak_for(self, ip: str, host: HostAttribution) -> bool:
        """Tell whether the host's responses may speak for ``ip``.

        They came from its own AS, or neither its network nor theirs has a name: the machines
        of one edge stand in many networks.
        """
        if not host.peers or ip in host.peers:
            return True
        return any(self._same_edge(ip, peer, host) for peer in host.peers)

    def _same_edge(self, ip: str, peer: str, host: HostAttribution) -> bool:
        here, there = self.survey.asn(ip), self.survey.asn(peer)
        same_as = here is not None and there is not None and here.asn == there.asn
        named = host.by_address.get(ip) or host.by_address.get(peer)
        return same_as or not named


def responses_for(ip: str, chain: tuple[str, ...], host: HostAttribution) -> list[Match]:
    """Return what the host's responses say that holds for ``ip``.

    A response speaks for every address of the host but those that a name or a network gives to
    another edge: two addresses of one pool are one edge, an address of a second CDN is not.
    """
    of_chain = [match for name in chain for match in host.by_name.get(name, ())]
    of_address = host.by_address.get(ip, ())
    mine = cdns([*of_address, *of_chain])
    return [
        match
        for match in host.by_response
        if not mine or match.rule.provider in mine or match.rule.provider not in host.placed_cdns
    ]
