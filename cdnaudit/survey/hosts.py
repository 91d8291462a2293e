"""Read one host: its addresses by every way of asking, its zones, its pages."""

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from cdnaudit.model.facts import AsnAnswer, DnsAnswer, DnsQuestion, RdapQuestion
from cdnaudit.names import ancestors, clean
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.ledger import Ledger
from cdnaudit.survey.pages import Page, follow, page
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.view import HostView
from cdnaudit.survey.zonecut import ZoneCut

KnownNetwork = Callable[[str, AsnAnswer], bool]
"""Tells whether a rule names the network of an address."""

MAX_PREFETCH = 4
"""Ancestors whose NS sets are asked for at once, before anything is known of the name."""
MAX_REVERSE = 2
"""Addresses of a host whose reverse names are asked."""


def read_host(ledger: Ledger, plan: Plan, name: str, known_network: KnownNetwork) -> HostView:
    """Read what the facts say of ``name`` and note what is missing."""
    resolutions = tuple(
        ledger.resolve(name, type_, sample=sample, ecs=ecs)
        for ecs in plan.ecs or ("",)
        for sample in range(plan.samples)
        for type_ in ("A", "AAAA")
    )
    _prefetch_cuts(ledger, name)
    chain = dict.fromkeys(n for r in resolutions for n in r.chain)
    return HostView(
        name=name,
        resolutions=resolutions,
        cuts={n: _cut(ledger, n, resolutions) for n in chain},
        pages=_pages(ledger, plan, name, resolutions) if plan.http else (),
        service_targets=_service_targets(ledger, name),
        reverse=_networks(ledger, plan, resolutions, known_network),
    )


def _prefetch_cuts(ledger: Ledger, name: str) -> None:
    for above in [n for n in ancestors(name) if not ledger.is_suffix(n)][-MAX_PREFETCH:]:
        ledger.prefetch(DnsQuestion(above, "NS"))


def _cut(ledger: Ledger, name: str, resolutions: tuple[Resolution, ...]) -> ZoneCut:
    """Find the zone of a name, once it is known whether the name is an alias."""
    waiting = any(r.end is End.OPEN and r.question.name == name for r in resolutions)
    return ZoneCut("") if waiting else ledger.cut(name)


def _pages(
    ledger: Ledger, plan: Plan, name: str, resolutions: tuple[Resolution, ...]
) -> tuple[Page, ...]:
    if not _addressed(resolutions):
        return ()
    found = [page(ledger.facts, name)]
    found += [
        follow(ledger.facts, url, declared=True)
        for url in plan.urls
        if urlsplit(url).hostname == name
    ]
    for one in found:
        if one.wanted:
            host = urlsplit(one.wanted).hostname or ""
            ways = tuple(ledger.resolve(host, t) for t in ("A", "AAAA"))
            if _addressed(ways):
                ledger.get(one.wanted, pins(ways))
        elif one.unknown:
            ledger.get(one.unknown_url, ())
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


def _service_targets(ledger: Ledger, name: str) -> tuple[str, ...]:
    """Read HTTPS records; their absence from the facts matters little and is no gap."""
    question = DnsQuestion(name, "HTTPS")
    ledger.prefetch(question)
    answer = ledger.facts.get(question)
    if not isinstance(answer, DnsAnswer):
        return ()
    words = (r.data.split() for r in answer.records if r.type == "HTTPS")
    return tuple(sorted({clean(w[1]) for w in words if len(w) > 1 and w[1] != "."} - {""}))


def _networks(
    ledger: Ledger, plan: Plan, resolutions: tuple[Resolution, ...], known: KnownNetwork
) -> tuple[str, ...]:
    """Look up who announces each address; ask for reverse names where no rule knows."""
    strange: list[str] = []
    for ip in pins(resolutions):
        answer = ledger.origin(ip)
        if isinstance(answer, AsnAnswer) and not known(ip, answer):
            strange.append(ip)
    if plan.rdap:
        for ip in strange:
            ledger.need(RdapQuestion(ip))
    if any(r.links for r in resolutions):
        return ()
    return tuple(n for ip in strange[:MAX_REVERSE] for n in _reverse(ledger, ip))


def _reverse(ledger: Ledger, ip: str) -> tuple[str, ...]:
    question = DnsQuestion(ipaddress.ip_address(ip).reverse_pointer, "PTR")
    ledger.prefetch(question)
    answer = ledger.facts.get(question)
    if not isinstance(answer, DnsAnswer):
        return ()
    return tuple(sorted(r.data for r in answer.records if r.type == "PTR"))
