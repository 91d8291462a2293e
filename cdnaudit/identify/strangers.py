"""Nameservers that no rule names: which of them are one operator's, and whose.

Two domains count as one operator where more than chance joins them, and each join is evidence:

- ``nameserver-label``: the first labels of the domains are the same, or differ in the digits at
  their end; or one is part of the other, at its start or end, and both answer from one AS;
- ``nameserver-address``: they share the address of a nameserver;
- ``nameserver-soa``: the SOA records of the domains name one primary server or one mailbox
  (RFC 1035, section 3.3.13). Those of a known DNS provider say nothing: its customers share them.

What is the owner's own is told from what is not by its label (Kashaf, Sekar, Agarwal, "Analyzing
Third Party Service Dependencies in Modern Web Services", IMC 2020, section 3).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cdnaudit.identify.attribution import Operator
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import PRIVATE_NAMESERVER, Evidence
from cdnaudit.model.terms import Confidence, Signal
from cdnaudit.names import ROOT, Registrable, parent
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import Survey, ZoneView

METHOD = "https://doi.org/10.1145/3419394.3423664"
"""Kashaf, Sekar, Agarwal, IMC 2020: private and third-party nameservers told apart."""
SHORTEST_PART = 4
"""Letters of a label from which on it says whose another label is that holds it."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What is known of a domain that nameservers are named in."""

    name: str
    servers: tuple[str, ...] = ()
    addresses: frozenset[str] = frozenset()
    origins: frozenset[int] = frozenset()
    """ASes that its nameservers' addresses are announced by."""
    soa: frozenset[str] = frozenset()
    """Primary server and mailbox, where they tell it from others."""

    @property
    def label(self) -> str:
        """Its first label, without digits at the end: ``ns`` of ``ns12.example``."""
        first = self.name.partition(".")[0]
        return first.rstrip("0123456789-") or first

    def joined_with(self, other: "Domain") -> Evidence | None:
        """Say what shows that both are one operator's; None where nothing does."""
        if self.label == other.label or _holds(self, other) or _holds(other, self):
            return Evidence(Signal.NS, other.name, "nameserver-label", METHOD)
        for address in sorted(self.addresses & other.addresses):
            return Evidence(Signal.NS, address, "nameserver-address", METHOD)
        for mark in sorted(self.soa & other.soa):
            return Evidence(Signal.SOA, mark, "nameserver-soa", METHOD)
        return None


def _holds(longer: Domain, shorter: Domain) -> bool:
    """Tell whether a label is another's and more, in one AS with it."""
    part = shorter.label
    whole = longer.label.startswith(part) or longer.label.endswith(part)
    return len(part) >= SHORTEST_PART and whole and bool(longer.origins & shorter.origins)


@dataclass(frozen=True, slots=True)
class Group:
    """Domains of one operator, and what joins them."""

    domains: tuple[Domain, ...]
    joins: tuple[Evidence, ...] = ()

    @property
    def servers(self) -> Iterator[str]:
        """Their nameservers."""
        return chain.from_iterable(domain.servers for domain in self.domains)

    def joined_with(self, domain: Domain) -> Evidence | None:
        """Say what joins a domain with one of them."""
        found = (known.joined_with(domain) for known in self.domains)
        return next((evidence for evidence in found if evidence), None)


@dataclass(frozen=True, slots=True)
class Strangers:
    """The nameservers of one zone that no rule names."""

    zone: ZoneView
    survey: Survey
    knowledge: Knowledge
    registrable: Registrable

    def operators(
        self, servers: Sequence[NameserverView], named: Mapping[str, Operator]
    ) -> dict[str, Operator]:
        """Return the operator of each server; ``named`` are those of the zone's other servers.

        A group that is joined with a known provider's domain is that provider's. Any other is
        the owner's own, or is named after its first domain.
        """
        if not servers:
            return {}
        known = list(self._domains(s for s in self.zone.servers if s.name in named))
        found: dict[str, Operator] = {}
        for group in grouped(self._domains(servers)):
            provider = self._known_provider(group, known, named)
            for server in group.servers:
                found[server] = provider or self._unnamed(server, group)
        return found

    def _known_provider(
        self, group: Group, known: Iterable[Domain], named: Mapping[str, Operator]
    ) -> Operator | None:
        for domain in known:
            join = group.joined_with(domain)
            if join:
                operator = named[domain.servers[0]]
                evidence = tuple(sorted({*operator.evidence, join, *group.joins}))
                return Operator(
                    provider=operator.provider,
                    evidence=evidence,
                    confidence=Confidence.MEDIUM,
                    matches=operator.matches,
                    private=False,
                )
        return None

    def _domains(self, servers: Iterable[NameserverView]) -> Iterator[Domain]:
        """Yield the domains of nameservers, sorted by name."""
        by_name: dict[str, list[NameserverView]] = {}
        for server in servers:
            by_name.setdefault(self._domain_of(server.name), []).append(server)
        for name, members in sorted(by_name.items()):
            yield self._domain(name, members)

    def _domain(self, name: str, servers: Sequence[NameserverView]) -> Domain:
        addresses = frozenset(chain.from_iterable(server.addresses for server in servers))
        origins = (self.survey.asn(ip) for ip in addresses)
        marks = self.zone.soa_of.get(name, ())
        return Domain(
            name=name,
            servers=tuple(server.name for server in servers),
            addresses=addresses,
            origins=frozenset(o.asn for o in origins if o and o.asn is not None),
            soa=frozenset(m for m in marks if not self.knowledge.by_name(Signal.SOA, m)),
        )

    def _unnamed(self, server: str, group: Group) -> Operator:
        owner = self.registrable(self.zone.name)
        private = group.joined_with(Domain(owner)) is not None
        rule = PRIVATE_NAMESERVER if private else "nameserver-domain"
        own = Evidence(Signal.NS, server, rule, METHOD)
        return Operator(
            provider=owner if private else min(domain.name or ROOT for domain in group.domains),
            evidence=tuple(sorted({own, *group.joins})),
            confidence=Confidence.MEDIUM,
            matches=(),
            private=private,
        )

    def _domain_of(self, name: str) -> str:
        """Return the domain that says whose a nameserver is.

        Directly below a public suffix, where each name is a domain of its own, it is the suffix.
        """
        domain = self.registrable(name)
        return domain if domain != name else parent(name)


def grouped(domains: Iterable[Domain]) -> list[Group]:
    """Put domains together that are joined, if by way of others."""
    groups: list[Group] = []
    for domain in domains:
        apart: list[Group] = []
        whole = Group((domain,))
        for group in groups:
            join = group.joined_with(domain)
            if join:
                joins = (*group.joins, join, *whole.joins)
                whole = Group((*group.domains, *whole.domains), joins)
            else:
                apart.append(group)
        groups = [*apart, whole]
    return groups
