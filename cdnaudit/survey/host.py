"""Read one host: its addresses by every way of asking, its zones, its pages."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, product
from urllib.parse import urlsplit

from cdnaudit.model.facts import (
    Answer,
    AsnAnswer,
    DnsAnswer,
    DnsQuestion,
    HttpQuestion,
    RdapQuestion,
    Unknown,
)
from cdnaudit.names import ancestors, clean, parent
from cdnaudit.survey.aliases import End, Resolution, addresses_of, all_denied, chain_names
from cdnaudit.survey.pages import WEB_PORTS, PageView, first_page, follow
from cdnaudit.survey.parent_zone import ask_whether_delegated
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import HostView
from cdnaudit.survey.zone_cut import ZoneCut

KnownNetwork = Callable[[str, AsnAnswer], bool]
"""Tells whether a rule names the network of an address."""

KEPT = 4096
"""Addresses that are remembered as numbers: the hosts of one edge have the same."""
MAX_PREFETCH = 4
"""Ancestors whose NS sets are asked for at once, before anything is known of the name."""
MAX_REVERSE = 2
"""Addresses of a host whose reverse names are asked."""


@dataclass(frozen=True, slots=True)
class HostReader:
    """Reads hosts as the plan wants them read."""

    questions: OpenQuestions
    plan: Plan
    known_network: KnownNetwork

    def read(self, name: str) -> HostView:
        """Read what the facts say of ``name`` and note what is missing."""
        part = ("host", name, self.plan.http)  # an origin is read without pages of its own
        return self.questions.once(part, lambda: self._read(name))

    def at_address(self, ip: str) -> HostView:
        """Read a host that has no name: what the facts say of its address."""
        type_ = "AAAA" if ":" in ip else "A"
        found = Resolution((), (ip,), None, None, End.ADDRESSES, DnsQuestion(ip, type_))
        self.questions.origin(ip)
        return HostView(ip, (found,), {ip: ZoneCut("", registry=True)}, pages=())

    def directly(self, question: HttpQuestion, host: HostView) -> Answer | None:
        """Ask an origin for a page of the target, once its addresses are known."""
        if not self.plan.http or not _is_connectable(host.resolutions):
            return None
        return self.questions.need(replace(question, pins=pins(host.resolutions)))

    def _read(self, name: str) -> HostView:
        resolutions = tuple(
            self.questions.resolve(question) for question in address_questions(self.plan, name)
        )
        self._prefetch_zone_cuts(name)
        placed = self._ask_whether_delegated(name)
        return HostView(
            name=name,
            resolutions=resolutions,
            zone_cuts={n: self.questions.zone_cut(n) for n in chain_names(resolutions)},
            pages=self._pages(name, resolutions) if self.plan.http else (),
            service_targets=self._service_targets(name),
            reverse=self._networks(resolutions),
            placed=placed,
        )

    def _prefetch_zone_cuts(self, name: str) -> None:
        """Ask early where the zone may begin, and who can be asked for its delegation."""
        candidates = [n for n in ancestors(name) if not self.questions.is_suffix(n)]
        registry = [parent(candidates[-1])] if candidates and self.plan.authoritative else []
        for candidate in [*candidates[-MAX_PREFETCH:], *registry]:
            self.questions.prefetch(DnsQuestion(candidate, "NS"))

    def _ask_whether_delegated(self, name: str) -> bool:
        """Ask the parents' servers of names at which the resolver shows no zone and may hide one.

        Return whether they have said all that they will.
        """
        suspected = self.questions.prefetch_zone_cut(name).suspected
        if not self.plan.authoritative:
            return True
        settled = [ask_whether_delegated(self.questions, suspect) for suspect in suspected]
        return all(settled)

    def _pages(self, name: str, resolutions: tuple[Resolution, ...]) -> tuple[PageView, ...]:
        """Follow the first page of the host and its declared URLs, once its addresses are known."""
        if _any_open(resolutions):
            return ()
        facts, ports = self.questions.facts, self._ports()
        declared = [url for url in self.plan.urls if urlsplit(url).hostname == name]
        pages = [follow(facts, url, ports, declared=True) for url in declared]
        if _is_connectable(resolutions):
            pages = [first_page(facts, name, ports), *pages]
        return tuple(map(self._asked, pages))

    def _ports(self) -> frozenset[int]:
        """Return where a redirect may lead: the web's own ports, and those the user named."""
        named = (urlsplit(url).port for url in self.plan.urls)
        return WEB_PORTS | {port for port in named if port}

    def _asked(self, page: PageView) -> PageView:
        """Ask what the page wants next; it ends at a host without an address."""
        self._miss(page)
        if not page.wanted:
            return page
        host = urlsplit(page.wanted).hostname or ""
        resolutions = self.questions.addresses(host)
        if _is_connectable(resolutions):
            self.questions.need(HttpQuestion(page.wanted, pins(resolutions)))
        elif not _any_open(resolutions):
            return page.ended(f"{host} {_absence(resolutions)}")
        return page

    def _miss(self, page: PageView) -> None:
        """Note the request that brought nothing, and the address that it lacked."""
        missing = page.missing
        if not missing or not isinstance(missing.answer, Unknown):
            return
        self.questions.need(HttpQuestion(missing.url))
        host = urlsplit(missing.url).hostname or ""
        if DnsQuestion(host, "A") in self.questions.facts:
            self.questions.addresses(host)

    def _service_targets(self, name: str) -> tuple[str, ...]:
        """Read HTTPS records; their absence from the facts matters little and is not missed."""
        answer = self.questions.prefetch(DnsQuestion(name, "HTTPS"))
        if not isinstance(answer, DnsAnswer):
            return ()
        words = (r.data.split() for r in answer.records if r.type == "HTTPS")
        targets = {clean(w[1]) for w in words if len(w) > 1 and w[1] != "."}
        return tuple(sorted(targets - {""}))

    def _networks(self, resolutions: tuple[Resolution, ...]) -> tuple[str, ...]:
        """Look up who announces each address; return reverse names where no rule knows.

        Reverse names are asked of the first addresses alone, so all must be known before.
        """
        origins = {ip: self.questions.origin(ip) for ip in pins(resolutions)}
        unidentified = [ip for ip, origin in origins.items() if self._is_unidentified(ip, origin)]
        if self.plan.rdap:
            for ip in unidentified:
                self.questions.need(RdapQuestion(ip))
        settled = None not in origins.values() and not _any_open(resolutions)
        if not settled or any(resolution.links for resolution in resolutions):
            return ()
        return tuple(chain.from_iterable(map(self._reverse, unidentified[:MAX_REVERSE])))

    def _is_unidentified(self, ip: str, origin: Answer | None) -> bool:
        return isinstance(origin, AsnAnswer) and not self.known_network(ip, origin)

    def _reverse(self, ip: str) -> tuple[str, ...]:
        reverse_name = ipaddress.ip_address(ip).reverse_pointer
        answer = self.questions.prefetch(DnsQuestion(reverse_name, "PTR"))
        if not isinstance(answer, DnsAnswer):
            return ()
        return tuple(sorted(r.data for r in answer.records if r.type == "PTR"))


def address_questions(plan: Plan, name: str) -> list[DnsQuestion]:
    """Return the questions for a host's addresses, each subnet and sample by itself."""
    variants = product(plan.ecs or ("",), range(plan.samples), ("A", "AAAA"))
    return [DnsQuestion(name, type_, ecs=ecs, sample=sample) for ecs, sample, type_ in variants]


def pins(resolutions: tuple[Resolution, ...]) -> tuple[str, ...]:
    """Return addresses to connect to, IPv4 first, each once."""
    addresses = addresses_of(resolutions)
    return tuple(sorted(addresses, key=_number))


@lru_cache(KEPT)
def _number(ip: str) -> tuple[int, int]:
    """Return the version of an address and its value, to sort by."""
    address = ipaddress.ip_address(ip)
    return address.version, int(address)


def _is_connectable(resolutions: tuple[Resolution, ...]) -> bool:
    """Tell whether there is an address, or nobody said; all must be known before.

    A recording may hold the page of a host whose addresses it does not hold.
    """
    some = any(r.addresses or r.end is End.UNKNOWN for r in resolutions)
    return some and not _any_open(resolutions)


def _absence(resolutions: tuple[Resolution, ...]) -> str:
    """Say why there is no address."""
    return "does not exist (NXDOMAIN)" if all_denied(resolutions) else "has no address"


def _any_open(resolutions: tuple[Resolution, ...]) -> bool:
    return any(r.end is End.OPEN for r in resolutions)
