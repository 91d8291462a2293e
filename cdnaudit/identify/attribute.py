"""Put every rule to every fact of a survey."""

from collections.abc import Iterable, Iterator, Mapping

from cdnaudit.identify.attribution import Attribution, HostAttribution
from cdnaudit.identify.challenges import ByUrl, challenges
from cdnaudit.identify.operators import operators
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match, distinct
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Role, Signal
from cdnaudit.names import Registrable
from cdnaudit.survey.pages import Response
from cdnaudit.survey.survey import HostView, Survey

ByPlace = Mapping[str, tuple[Match, ...]]
"""Matches by the name or address they speak for."""

OWN_NETWORK_ROLES = (Role.CDN, Role.PLATFORM, Role.STEERING, Role.HOSTING)
"""In these roles a company serves from its own network."""
EDGE_ROLES = (Role.CDN, Role.WAF, Role.PLATFORM)
"""Roles of an edge, whose alias targets lead on through the company's own names."""


def attribute(survey: Survey, knowledge: Knowledge, registrable: Registrable) -> Attribution:
    """Identify the providers of every host and nameserver in the survey."""
    return Attribution(
        hosts={host.name: _host(host, survey, knowledge) for host in survey.hosts},
        operators={
            (zone.name, nameserver): operator
            for zone in survey.zones.values()
            for nameserver, operator in operators(zone, survey, knowledge, registrable).items()
        },
    )


def network(ip: str, origin: AsnAnswer | None, knowledge: Knowledge) -> tuple[Match, ...]:
    """Match an address: the most specific service of an owner hides the owner's whole AS."""
    by_prefix = _serving(knowledge.by_address(ip))
    if origin is None or origin.asn is None:
        return by_prefix
    specific = {knowledge.company_of(match.rule.provider) for match in by_prefix}
    by_asn = _serving(knowledge.by_asn(origin.asn))
    rest = [m for m in by_asn if knowledge.company_of(m.rule.provider) not in specific]
    return (*by_prefix, *rest)


def _serving(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Leave out networks that hold nameservers: they serve no host."""
    return tuple(match for match in matches if match.rule.role is not Role.DNS)


def _host(host: HostView, survey: Survey, knowledge: Knowledge) -> HostAttribution:
    names = (host.name, *host.chain_names)
    matched = {name: tuple(_names(name, host, knowledge)) for name in names}
    by_name = _without_inner_steering(matched, host, knowledge)
    by_network = {ip: network(ip, survey.asn(ip), knowledge) for ip in host.addresses}
    shown = {response.url: knowledge.by_response(response.answer) for response in host.responses}
    own = [response for response in host.responses if response.host == host.name]
    by_response = list(_responses(own, shown))
    named = [*_all(by_name), *by_response]
    by_address = _without_owners_cloud(by_network, named, knowledge)
    certificates = list(_certificates(own, knowledge))
    seconding = _seconding(certificates, [*named, *_all(by_address)])
    return HostAttribution(
        by_name=by_name,
        by_address=by_address,
        by_response=distinct([*by_response, *seconding]),
        challenges=tuple(challenges(host, shown)),
        issuers=distinct(match for match in certificates if match.rule.role is Role.CA),
        peers=_peers(own, by_address),
    )


def _responses(own: Iterable[Response], shown: ByUrl) -> Iterator[Match]:
    """Yield what shows who serves the host; a redirect to another host speaks for that one.

    A challenge is read from the last response alone, and a script on the page says who serves
    the script.
    """
    for response in own:
        for match in shown[response.url]:
            if match.rule.state is None and match.rule.on is not Signal.SCRIPT:
                yield match


def _names(name: str, host: HostView, knowledge: Knowledge) -> Iterator[Match]:
    yield from knowledge.by_name(Signal.HOST, name)
    if name != host.name:
        yield from knowledge.by_name(Signal.CNAME, name)
        return
    for target in host.service_targets:
        yield from knowledge.by_name(Signal.CNAME, target)
    for reverse in host.reverse:
        yield from knowledge.by_name(Signal.PTR, reverse)


def _without_inner_steering(by_name: ByPlace, host: HostView, knowledge: Knowledge) -> ByPlace:
    """Drop steering behind an alias target of the same company's edge: it is a part of the edge.

    Azure Front Door leads through names of Azure Traffic Manager, Akamai's ``edgekey.net`` at
    times through ``akadns.net``. Nobody can take the one without the other; steering that a
    customer chose comes before the edge.
    """
    chains = {resolution.chain for resolution in host.resolutions}
    outer = {pair for names in chains for pair in _outer(names, by_name, knowledge)}
    return {
        name: tuple(match for match in matches if (name, match) in outer)
        for name, matches in by_name.items()
    }


def _outer(
    names: Iterable[str], by_name: ByPlace, knowledge: Knowledge
) -> Iterator[tuple[str, Match]]:
    """Yield names of one chain, with their matches that are no part of an edge before them."""
    edges: set[str] = set()
    for name in names:
        matches = [m for m in by_name[name] if not _is_inner(m, edges, knowledge)]
        yield from ((name, match) for match in matches)
        edges |= {_owner(m, knowledge) for m in matches if m.rule.role in EDGE_ROLES}


def _is_inner(match: Match, edges: set[str], knowledge: Knowledge) -> bool:
    return match.rule.role is Role.STEERING and _owner(match, knowledge) in edges


def _owner(match: Match, knowledge: Knowledge) -> str:
    return knowledge.company_of(match.rule.provider)


def _certificates(responses: Iterable[Response], knowledge: Knowledge) -> Iterator[Match]:
    for response in responses:
        tls = response.answer.tls
        if tls is None:
            continue
        yield from knowledge.by_issuer(tls.issuer)
        for name in tls.names:
            yield from knowledge.by_name(Signal.CERT, name.removeprefix("*."))


def _seconding(certificates: Iterable[Match], others: Iterable[Match]) -> list[Match]:
    """Keep names in a certificate that second other evidence: alone they may be a neighbour's."""
    known = {match.rule.provider for match in others}
    return [
        match
        for match in certificates
        if match.rule.role is not Role.CA and match.rule.provider in known
    ]


def _without_owners_cloud(by_address: ByPlace, named: list[Match], knowledge: Knowledge) -> ByPlace:
    """Drop 'hosted at X' where X's own edge or platform answers: that is its own network."""
    services = {match.rule.service for match in named}
    companies = {
        knowledge.company_of(service.provider)
        for service in services
        if service.role in OWN_NETWORK_ROLES
    }

    def is_owners_cloud(match: Match) -> bool:
        return (
            match.rule.role is Role.HOSTING
            and match.rule.service not in services
            and knowledge.company_of(match.rule.provider) in companies
        )

    return {
        ip: tuple(match for match in matches if not is_owners_cloud(match))
        for ip, matches in by_address.items()
    }


def _peers(responses: Iterable[Response], by_address: ByPlace) -> tuple[str, ...]:
    """Return the host's addresses that gave its responses."""
    peers = {response.answer.peer for response in responses}
    return tuple(sorted(ip for ip in peers if ip is not None and ip in by_address))


def _all(by_place: ByPlace) -> Iterator[Match]:
    for matches in by_place.values():
        yield from matches
