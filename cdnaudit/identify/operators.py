"""Who runs a nameserver: by its name, else by its addresses or the zone's SOA; else see ``strangers``.

The order matters for trust, not for the result of any one step: a nameserver's own
name is the provider's word; a vanity name (``ns1.customer.example``) is unmasked by
the network it answers from or by the SOA its operator writes (Kashaf, Sekar, Agarwal,
"Analyzing Third Party Service Dependencies in Modern Web Services", IMC 2020, section 3).
"""

from collections.abc import Iterator

from cdnaudit.identify.attribution import Operator
from cdnaudit.identify.confidence import combine
from cdnaudit.identify.strangers import Strangers
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.terms import Role, Signal
from cdnaudit.names import Registrable
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import Survey, ZoneView


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
    strangers = Strangers(zone, survey, knowledge, registrable)
    return named | strangers.operators(unidentified, named)


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
