"""Who runs a nameserver: by its name, else by its addresses, the zone's SOA, or its domain.

The order matters for trust, not for the result of any one step: a nameserver's own
name is the provider's word; a vanity name (``ns1.customer.example``) is unmasked by
the network it answers from or by the SOA its operator writes (Kashaf, Sekar, Agarwal,
"Analyzing Third Party Service Dependencies in Modern Web Services", IMC 2020, section 3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from cdnaudit.identify.attribution import Operator, Registrable
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.assessment import Evidence
from cdnaudit.model.terms import Confidence, Role, Signal
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import Survey, ZoneView

METHOD = "https://doi.org/10.1145/3419394.3423664"
"""Kashaf, Sekar, Agarwal, IMC 2020: private and third-party nameservers told apart."""


def operators(
    zone: ZoneView, survey: Survey, knowledge: Knowledge, registrable: Registrable
) -> dict[str, Operator]:
    """Return the operator of every nameserver of ``zone``."""
    named: dict[str, Operator] = {}
    unidentified: list[NameserverView] = []
    for server in zone.servers:
        matches = _by_name(server, knowledge) or _by_place(
            server, zone, survey, knowledge, registrable
        )
        if matches:
            named[server.name] = _by_rule(matches)
        else:
            unidentified.append(server)
    return named | _by_domain(unidentified, zone.name, registrable)


def _by_name(server: NameserverView, knowledge: Knowledge) -> tuple[Match, ...]:
    found: list[Match] = []
    for name in server.names:
        found += knowledge.by_name(Signal.NS, name)
    return tuple(found)


def _by_place(
    server: NameserverView,
    zone: ZoneView,
    survey: Survey,
    knowledge: Knowledge,
    registrable: Registrable,
) -> tuple[Match, ...]:
    """Unmask a vanity name by the network it answers from, or by the zone's SOA."""
    found: list[Match] = []
    for ip in server.addresses:
        found += _by_network(ip, survey, knowledge)
    if registrable(server.name) == registrable(zone.name):
        for name in zone.soa:
            found += knowledge.by_name(Signal.SOA, name)
    return tuple(match for match in found if match.rule.role is Role.DNS)


def _by_network(ip: str, survey: Survey, knowledge: Knowledge) -> Iterator[Match]:
    yield from knowledge.by_address(ip)
    origin = survey.asn(ip)
    if origin and origin.asn is not None:
        yield from knowledge.by_asn(origin.asn)


def _by_rule(matches: tuple[Match, ...]) -> Operator:
    """Choose the provider with the strongest evidence; ties go to the first id."""
    grouped: dict[str, list[Match]] = {}
    for match in [m for m in matches if m.rule.role is Role.DNS] or matches:
        grouped.setdefault(match.rule.provider, []).append(match)
    confidence = {provider: combine(mine, Role.DNS) for provider, mine in grouped.items()}
    best = max(sorted(grouped), key=lambda provider: confidence[provider].rank)
    return Operator(
        provider=best,
        evidence=tuple(sorted({match.evidence() for match in grouped[best]})),
        confidence=confidence[best],
        matches=tuple(grouped[best]),
        private=False,
    )


def _by_domain(
    servers: list[NameserverView], zone: str, registrable: Registrable
) -> dict[str, Operator]:
    """Name what no rule knows after its own domain.

    Domains that differ in the suffix alone, or that share a nameserver address, count
    as one operator, named after the first in order; those of the zone's own owner are private.
    """
    owner = registrable(zone)
    found: dict[str, Operator] = {}
    for group in _joined(_by_label(servers, registrable)):
        private = _label(owner) in group.labels
        name = owner if private else min(registrable(server.name) for server in group.servers)
        for server in group.servers:
            found[server.name] = _named(server, name, private=private)
    return found


@dataclass(frozen=True, slots=True)
class OperatorGroup:
    """Nameservers of one operator: labels of their domains, and every address of theirs."""

    labels: frozenset[str]
    addresses: frozenset[str]
    servers: tuple[NameserverView, ...]

    def joined(self, other: "OperatorGroup") -> "OperatorGroup":
        """Return both as one."""
        return OperatorGroup(
            self.labels | other.labels,
            self.addresses | other.addresses,
            (*self.servers, *other.servers),
        )


def _label(domain: str) -> str:
    return domain.partition(".")[0]


def _by_label(servers: list[NameserverView], registrable: Registrable) -> list[OperatorGroup]:
    """Group nameservers by the first label of their domain, sorted by it."""
    labelled: dict[str, list[NameserverView]] = {}
    for server in servers:
        labelled.setdefault(_label(registrable(server.name)), []).append(server)
    return [
        OperatorGroup(
            frozenset({label}),
            frozenset(chain.from_iterable(server.addresses for server in members)),
            tuple(members),
        )
        for label, members in sorted(labelled.items())
    ]


def _joined(groups: list[OperatorGroup]) -> list[OperatorGroup]:
    """Join groups that share an address."""
    joined: list[OperatorGroup] = []
    for new in groups:
        apart = [group for group in joined if not group.addresses & new.addresses]
        whole = new
        for group in joined:
            if group.addresses & new.addresses:
                whole = whole.joined(group)
        joined = [*apart, whole]
    return joined


def _named(server: NameserverView, provider: str, *, private: bool) -> Operator:
    rule = "private-nameserver" if private else "nameserver-domain"
    return Operator(
        provider=provider,
        evidence=(Evidence(Signal.NS, server.name, rule, METHOD),),
        confidence=Confidence.MEDIUM,
        matches=(),
        private=private,
    )
