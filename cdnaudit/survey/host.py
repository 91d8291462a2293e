"""Read one host: its addresses by every way of asking, its zones, its pages."""

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from cdnaudit.model.facts import AsnAnswer, DnsAnswer, DnsQuestion, RdapQuestion
from cdnaudit.names import ancestors, clean
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.pages import Page, follow, page
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import HostView
from cdnaudit.survey.zone_cut import ZoneCut

KnownNetwork = Callable[[str, AsnAnswer], bool]
"""Tells whether a rule names the network of an address."""

MAX_PREFETCH = 4
"""Ancestors whose NS sets are asked for at once, before anything is known of the name."""
MAX_REVERSE = 2
"""Addresses of a host whose reverse names are asked."""


def read_host(
    questions: OpenQuestions, plan: Plan, name: str, known_network: KnownNetwork
) -> HostView:
    """Read what the facts say of ``name`` and note what is missing."""
    resolutions = tuple(
        questions.resolve(name, type_, sample=sample, ecs=ecs)
        for ecs in plan.ecs or ("",)
        for sample in range(plan.samples)
        for type_ in ("A", "AAAA")
    )
    _prefetch_cuts(questions, name)
    chain = dict.fromkeys(n for r in resolutions for n in r.chain)
    return HostView(
        name=name,
        resolutions=resolutions,
        zone_cuts={n: _cut(questions, n, resolutions) for n in chain},
        pages=_pages(questions, plan, name, resolutions) if plan.http else (),
        service_targets=_service_targets(questions, name),
        reverse=_networks(questions, plan, resolutions, known_network),
    )


def _prefetch_cuts(questions: OpenQuestions, name: str) -> None:
    for above in [n for n in ancestors(name) if not questions.is_suffix(n)][-MAX_PREFETCH:]:
        questions.prefetch(DnsQuestion(above, "NS"))


def _cut(questions: OpenQuestions, name: str, resolutions: tuple[Resolution, ...]) -> ZoneCut:
    """Find the zone of a name, once it is known whether the name is an alias."""
    waiting = any(r.end is End.OPEN and r.question.name == name for r in resolutions)
    return ZoneCut("") if waiting else questions.cut(name)


def _pages(
    questions: OpenQuestions, plan: Plan, name: str, resolutions: tuple[Resolution, ...]
) -> tuple[Page, ...]:
    if not _addressed(resolutions):
        return ()
    found = [page(questions.facts, name)]
    found += [
        follow(questions.facts, url, declared=True)
        for url in plan.urls
        if urlsplit(url).hostname == name
    ]
    for one in found:
        if one.wanted:
            host = urlsplit(one.wanted).hostname or ""
            ways = tuple(questions.resolve(host, t) for t in ("A", "AAAA"))
            if _addressed(ways):
                questions.get(one.wanted, pins(ways))
        elif one.unknown:
            questions.get(one.unknown_url, ())
    return tuple(found)


def _addressed(resolutions: tuple[Resolution, ...]) -> bool:
    """Tell whether there is an address to connect to, or no hope of a further one."""
    if any(r.addresses for r in resolutions):
        return True
    ends = {r.end for r in resolutions}
    return End.OPEN not in ends and End.UNKNOWN in ends


def pins(resolutions: tuple[Resolution, ...]) -> tuple[str, ...]:
    """Return addresses to connect to, IPv4 first, each once."""
    every = {ip for r in resolutions for ip in r.addresses}
    return tuple(sorted(every, key=lambda ip: (":" in ip, ipaddress.ip_address(ip))))


def _service_targets(questions: OpenQuestions, name: str) -> tuple[str, ...]:
    """Read HTTPS records; their absence from the facts matters little and is no gap."""
    question = DnsQuestion(name, "HTTPS")
    questions.prefetch(question)
    answer = questions.facts.get(question)
    if not isinstance(answer, DnsAnswer):
        return ()
    words = (r.data.split() for r in answer.records if r.type == "HTTPS")
    return tuple(sorted({clean(w[1]) for w in words if len(w) > 1 and w[1] != "."} - {""}))


def _networks(
    questions: OpenQuestions, plan: Plan, resolutions: tuple[Resolution, ...], known: KnownNetwork
) -> tuple[str, ...]:
    """Look up who announces each address; ask for reverse names where no rule knows."""
    unidentified: list[str] = []
    for ip in pins(resolutions):
        answer = questions.origin(ip)
        if isinstance(answer, AsnAnswer) and not known(ip, answer):
            unidentified.append(ip)
    if plan.rdap:
        for ip in unidentified:
            questions.need(RdapQuestion(ip))
    if any(r.links for r in resolutions):
        return ()
    return tuple(n for ip in unidentified[:MAX_REVERSE] for n in _reverse(questions, ip))


def _reverse(questions: OpenQuestions, ip: str) -> tuple[str, ...]:
    question = DnsQuestion(ipaddress.ip_address(ip).reverse_pointer, "PTR")
    questions.prefetch(question)
    answer = questions.facts.get(question)
    if not isinstance(answer, DnsAnswer):
        return ()
    return tuple(sorted(r.data for r in answer.records if r.type == "PTR"))
