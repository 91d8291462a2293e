"""What was seen, as an assessment shows it: hosts, zones, questions without an answer."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from cdnaudit.checking.case import Case
from cdnaudit.model.assessment import Unanswered
from cdnaudit.model.facts import HttpQuestion, Unknown
from cdnaudit.model.observed import Address, Hop, Host, Link, Nameserver, Page, Path, Zone
from cdnaudit.names import ROOT
from cdnaudit.survey import pages
from cdnaudit.survey.aliases import Resolution
from cdnaudit.survey.delegation import NameserverStatus, NameserverView
from cdnaudit.survey.survey import HostView, Survey, ZoneView


def unanswered(survey: Survey) -> tuple[Unanswered, ...]:
    """Return the questions that mattered and that nobody answered, and pages we do not ask for.

    Those of the status page and of origins are among them.
    """
    others = [view.survey for view in survey.origins]
    others += [survey.status_page] if survey.status_page else []
    beside = chain.from_iterable(map(unanswered, others))
    answers = ((question, survey.facts.get(question)) for question in survey.unanswered)
    asked = {Unanswered(str(q), a.reason) for q, a in answers if isinstance(a, Unknown)}
    return tuple(sorted({*asked, *_not_asked(survey), *beside}))


def _not_asked(survey: Survey) -> Iterator[Unanswered]:
    """Yield the pages that we do not ask for, with the reason."""
    for page in chain.from_iterable(host.pages for host in survey.hosts):
        step = page.missing
        if step and step.answer is None:
            yield Unanswered(str(HttpQuestion(step.url)), step.reason)


def hosts(survey: Survey) -> tuple[Host, ...]:
    """Return every host with its aliases and addresses."""
    return tuple(_host(host, survey) for host in survey.hosts)


def zones(case: Case) -> tuple[Zone, ...]:
    """Return every zone with its two NS sets and its nameservers."""
    return tuple(_zone(zone, case) for zone in case.survey.zones.values())


def _host(host: HostView, survey: Survey) -> Host:
    return Host(
        host=host.name,
        chain=_chain(host.resolutions),
        addresses=tuple(_address(ip, survey) for ip in host.addresses),
        paths=tuple(map(_path, host.resolutions)),
        pages=tuple(map(_page, host.pages)),
    )


def _chain(resolutions: tuple[Resolution, ...]) -> tuple[Link, ...]:
    """Return every alias once, in the order in which the chains come to it."""
    first: dict[Link, int] = {}
    for resolution in resolutions:
        for position, link in enumerate(resolution.links):
            first[link] = min(position, first.get(link, position))
    links = sorted(first, key=lambda link: (first[link], link.owner, link.target, link.ttl))
    return tuple(Link(link.owner, link.target or ROOT, link.ttl) for link in links)


def _address(ip: str, survey: Survey) -> Address:
    origin = survey.asn(ip)
    if origin is None:
        return Address(ip, None, None, None)
    return Address(ip, origin.asn, origin.as_name, origin.prefix)


def _path(resolution: Resolution) -> Path:
    return Path(
        type=resolution.type,
        sample=resolution.sample,
        ecs=resolution.ecs or None,
        ecs_scope=resolution.scope,
        chain=tuple(name or ROOT for name in resolution.chain),
        addresses=resolution.addresses,
    )


def _page(page: pages.PageView) -> Page:
    return Page(page.url, page.declared, tuple(map(_step, page.steps)))


def _step(step: pages.Step) -> Hop:
    match step:
        case pages.Response(url=url, answer=answer):
            return Hop(url, answer.status, None)
        case pages.NoResponse(url=url, reason=reason):
            return Hop(url, None, reason)
        case _:
            assert_never(step)


def _zone(zone: ZoneView, case: Case) -> Zone:
    return Zone(
        zone=zone.name,
        parent_ns=_shown(zone.delegation.parent),
        child_ns=_shown(zone.delegation.child),
        nameservers=tuple(_nameserver(server, zone, case) for server in zone.servers),
    )


def _shown(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return names and tuple(name or ROOT for name in names)


def _nameserver(server: NameserverView, zone: ZoneView, case: Case) -> Nameserver:
    unasked = not zone.holds_host or server.status is NameserverStatus.UNKNOWN
    return Nameserver(
        name=server.name or ROOT,
        addresses=server.addresses,
        provider=case.operator(server).provider,
        answers=None if unasked else str(server.status),
    )
