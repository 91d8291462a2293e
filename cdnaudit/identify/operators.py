"""Who runs a nameserver: by its name, else by its addresses, the zone's SOA, or its domain.

The order matters for trust, not for the result of any one step: a nameserver's own
name is the provider's word; a vanity name (``ns1.customer.example``) is unmasked by
the network it answers from or by the SOA its operator writes (Kashaf, Sekar, Agarwal,
"Analyzing Third Party Service Dependencies in Modern Web Services", IMC 2020, section 3).
"""

from collections.abc import Iterable

from cdnaudit.identify.attribution import Operator, Registrable
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.report import Evidence
from cdnaudit.model.terms import Confidence, Role, Signal
from cdnaudit.survey.delegation import Server
from cdnaudit.survey.survey import Survey, ZoneView

METHOD = "https://doi.org/10.1145/3419394.3423664"
"""Kashaf, Sekar, Agarwal, IMC 2020: private and third-party nameservers told apart."""


def operators(
    zone: ZoneView, survey: Survey, knowledge: Knowledge, registrable: Registrable
) -> dict[str, Operator]:
    """Return the operator of every nameserver of ``zone``."""
    found: dict[str, Operator] = {}
    unidentified: list[Server] = []
    for server in zone.servers:
        matches = _matches(server, zone, survey, knowledge, registrable)
        if matches:
            found[server.name] = _by_rule(matches)
        else:
            unidentified.append(server)
    return found | _by_domain(unidentified, zone.name, registrable)


def _matches(
    server: Server, zone: ZoneView, survey: Survey, knowledge: Knowledge, registrable: Registrable
) -> tuple[Match, ...]:
    by_name = [match for name in server.names for match in knowledge.by_name(Signal.NS, name)]
    if by_name:
        return tuple(by_name)
    by_network = [m for ip in server.addresses for m in _dns_network(ip, survey, knowledge)]
    vanity = registrable(server.name) == registrable(zone.name)
    by_soa = [m for n in zone.soa for m in knowledge.by_name(Signal.SOA, n)] if vanity else []
    return tuple(m for m in (*by_network, *by_soa) if m.rule.role is Role.DNS)


def _dns_network(ip: str, survey: Survey, knowledge: Knowledge) -> Iterable[Match]:
    yield from knowledge.by_address(ip)
    origin = survey.asn(ip)
    if origin and origin.asn is not None:
        yield from knowledge.by_asn(origin.asn)


def _by_rule(matches: tuple[Match, ...]) -> Operator:
    """Choose the provider with the surest evidence; ties go to the first id."""
    dns = tuple(m for m in matches if m.rule.role is Role.DNS) or matches
    providers = sorted({m.rule.provider for m in dns})
    grouped = {p: tuple(m for m in dns if m.rule.provider == p) for p in providers}
    best = max(providers, key=lambda p: (combine(grouped[p], Role.DNS).rank, -providers.index(p)))
    return Operator(
        provider=best,
        evidence=tuple(sorted({m.evidence() for m in grouped[best]})),
        confidence=combine(grouped[best], Role.DNS),
        matches=grouped[best],
        private=False,
    )


def _by_domain(servers: list[Server], zone: str, registrable: Registrable) -> dict[str, Operator]:
    """Name what no rule knows after its own domain.

    Domains that differ in the suffix alone, or that share a nameserver address, count
    as one operator, named after the first in order; those of the zone's own owner are private.
    """
    groups: dict[str, list[Server]] = {}
    for server in servers:
        groups.setdefault(registrable(server.name).partition(".")[0], []).append(server)
    owner = registrable(zone)
    found: dict[str, Operator] = {}
    for label, members in _joined(groups).items():
        private = owner.partition(".")[0] in label
        name = owner if private else min(registrable(s.name) for s in members)
        for server in members:
            found[server.name] = _named(server, name, private=private)
    return found


def _joined(groups: dict[str, list[Server]]) -> dict[frozenset[str], list[Server]]:
    """Join groups that share an address."""
    joined: list[tuple[set[str], set[str], list[Server]]] = []
    for label, members in sorted(groups.items()):
        labels, ips = {label}, {ip for s in members for ip in s.addresses}
        apart = [g for g in joined if not g[1] & ips]
        for g in joined:
            if g[1] & ips:
                labels, ips, members = labels | g[0], ips | g[1], g[2] + members  # noqa: PLW2901
        joined = [*apart, (labels, ips, members)]
    return {frozenset(labels): members for labels, _, members in joined}


def _named(server: Server, provider: str, *, private: bool) -> Operator:
    rule = "private-nameserver" if private else "nameserver-domain"
    return Operator(
        provider=provider,
        evidence=(Evidence(Signal.NS, server.name, rule, METHOD),),
        confidence=Confidence.MEDIUM,
        matches=(),
        private=private,
    )
