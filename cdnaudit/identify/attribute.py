"""Put every rule to every fact of a survey."""

from collections.abc import Iterable
from http import HTTPStatus

from cdnaudit.identify.attribution import Attribution, Challenge, HostAttribution, Registrable
from cdnaudit.identify.operators import operators
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Role, Signal, State
from cdnaudit.survey.pages import Page, Response
from cdnaudit.survey.survey import HostView, Survey

CHALLENGES = (Role.CHALLENGE, Role.WAF)
REFUSALS = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Statuses with which challenges serve their interstitials."""


def attribute(survey: Survey, knowledge: Knowledge, registrable: Registrable) -> Attribution:
    """Identify the providers of every host and nameserver in the survey."""
    return Attribution(
        hosts={host.name: _host(host, survey, knowledge) for host in survey.hosts},
        operators={
            (zone.name, name): operator
            for zone in survey.zones.values()
            for name, operator in operators(zone, survey, knowledge, registrable).items()
        },
    )


def network(ip: str, origin: AsnAnswer | None, knowledge: Knowledge) -> tuple[Match, ...]:
    """Match an address: the most specific service of an owner hides the owner's whole AS."""
    by_prefix = [m for m in knowledge.by_address(ip) if m.rule.role is not Role.DNS]
    special = {knowledge.company_of(m.rule.provider) for m in by_prefix}
    asn = origin.asn if origin else None
    by_asn = knowledge.by_asn(asn) if asn is not None else ()
    rest = [
        m
        for m in by_asn
        if m.rule.role is not Role.DNS and knowledge.company_of(m.rule.provider) not in special
    ]
    return (*by_prefix, *rest)


def _host(host: HostView, survey: Survey, knowledge: Knowledge) -> HostAttribution:
    names = (host.name, *host.chain_names)
    by_name = {name: tuple(_names(name, host, knowledge)) for name in names}
    by_address = {ip: network(ip, survey.asn(ip), knowledge) for ip in host.addresses}
    own = [r for page in host.pages for r in page.responses if r.host == host.name]
    responses = [
        m
        for r in own
        for m in knowledge.by_response(r.answer)
        if m.rule.state is None and m.rule.on is not Signal.SCRIPT
    ]
    certificates = [m for r in own for m in _certificate(r, knowledge)]
    found = _without_owners_cloud(by_name, by_address, responses, knowledge)
    spoken = [*responses, *(m for ms in (*by_name.values(), *found.values()) for m in ms)]
    return HostAttribution(
        by_name=by_name,
        by_address=found,
        by_response=_unique((*responses, *_seconding(certificates, spoken))),
        challenges=tuple(_challenges(host, knowledge)),
        issuers=_unique(m for m in certificates if m.rule.role is Role.CA),
        peers=tuple(sorted({r.answer.peer for r in own if r.answer.peer} & found.keys())),
    )


def _seconding(certificates: Iterable[Match], spoken: Iterable[Match]) -> Iterable[Match]:
    """Keep names in a certificate that second other evidence: alone they may be a neighbour's."""
    known = {m.rule.provider for m in spoken}
    return (m for m in certificates if m.rule.role is not Role.CA and m.rule.provider in known)


def _names(name: str, host: HostView, knowledge: Knowledge) -> Iterable[Match]:
    yield from knowledge.by_name(Signal.HOST, name)
    if name != host.name:
        yield from knowledge.by_name(Signal.CNAME, name)
        return
    for target in host.service_targets:
        yield from knowledge.by_name(Signal.CNAME, target)
    for reverse in host.reverse:
        yield from knowledge.by_name(Signal.PTR, reverse)


def _certificate(response: Response, knowledge: Knowledge) -> Iterable[Match]:
    tls = response.answer.tls
    if tls:
        yield from knowledge.by_issuer(tls.issuer)
        for name in tls.names:
            yield from knowledge.by_name(Signal.CERT, name.removeprefix("*."))


def _without_owners_cloud(
    by_name: dict[str, tuple[Match, ...]],
    by_address: dict[str, tuple[Match, ...]],
    responses: list[Match],
    knowledge: Knowledge,
) -> dict[str, tuple[Match, ...]]:
    """Drop 'hosted at X' where X's own edge or platform answers: that is its own network."""
    edges = (Role.CDN, Role.PLATFORM, Role.STEERING, Role.HOSTING)
    spoken = [m for found in by_name.values() for m in found] + responses
    companies = {knowledge.company_of(m.rule.provider) for m in spoken if m.rule.role in edges}
    named = {(m.rule.provider, m.rule.role) for m in spoken}
    return {
        ip: tuple(
            m
            for m in found
            if (m.rule.provider, m.rule.role) in named
            or m.rule.role is not Role.HOSTING
            or knowledge.company_of(m.rule.provider) not in companies
        )
        for ip, found in by_address.items()
    }


def _challenges(host: HostView, knowledge: Knowledge) -> Iterable[Challenge]:
    """Read challenges from what the visitor is left with: the last response of each page."""
    for page in host.pages:
        if page.responses:
            yield from _challenges_of(page, knowledge)


def _challenges_of(page: Page, knowledge: Knowledge) -> Iterable[Challenge]:
    last = page.responses[-1].answer
    matches = _unique(
        m
        for m in knowledge.by_response(last)
        if m.rule.role in CHALLENGES and m.rule.state is not None
    )
    for provider, role in sorted({(m.rule.provider, m.rule.role) for m in matches}):
        mine = tuple(m for m in matches if (m.rule.provider, m.rule.role) == (provider, role))
        state = _state(mine, last.status)
        if state:
            yield Challenge(provider, role, state, mine, page.declared)


def _state(matches: tuple[Match, ...], status: int) -> State | None:
    """Take the strongest word: an interstitial or a refusal outweighs a script.

    On a page that was not served nothing is merely present: a widget there is the
    interstitial itself, and a cookie alone is no challenge but the application's own refusal.
    """
    states = {m.rule.state for m in matches}
    strongest = next(s for s in (State.CHALLENGE, State.BLOCK, State.PRESENT) if s in states)
    if strongest is not State.PRESENT or status < HTTPStatus.BAD_REQUEST:
        return strongest
    widget = any(m.rule.on is Signal.SCRIPT for m in matches)
    return State.CHALLENGE if widget and status in REFUSALS else None


def _unique(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(set(matches)))
