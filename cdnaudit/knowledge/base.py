"""All that is known of providers, and how to ask it. Nothing depends on the order of rules."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from cdnaudit.knowledge import companies as ownership
from cdnaudit.knowledge import embedded as shipped
from cdnaudit.knowledge import globs
from cdnaudit.knowledge.match import Match, distinct
from cdnaudit.knowledge.name_index import NameIndex
from cdnaudit.knowledge.prefix_index import PrefixIndex
from cdnaudit.knowledge.response_index import ResponseIndex
from cdnaudit.knowledge.rules import Company, Provider, Rule
from cdnaudit.model.events import Service
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import SERVING, Role, Signal

MAX_KEPT = 2048
"""Texts of strangers whose matches are remembered, of each kind."""


class Knowledge:
    """Providers, companies and rules; each index is built when first asked."""

    def __init__(
        self, providers: Iterable[Provider], rules: Iterable[Rule], companies: Iterable[Company]
    ) -> None:
        self.providers: Mapping[str, Provider] = {
            p.id: p for p in sorted(providers, key=lambda p: p.id)
        }
        self.companies: Mapping[str, Company] = ownership.complete(
            companies, self.providers.values()
        )
        self.rules: tuple[Rule, ...] = tuple(rules)
        self._names: dict[Signal, NameIndex] = {}
        self._owners = lru_cache(MAX_KEPT)(
            lambda company: ownership.owners(company, self.companies)
        )
        self._bases = lru_cache(MAX_KEPT)(self._runs_on)

    @cached_property
    def date(self) -> str:
        """The latest day on which a source was read, as ISO date; ``""`` where none was."""
        return max((rule.citation.verified for rule in self.rules), default="")

    def company_of(self, provider_id: str) -> str:
        """Return a provider's direct owner; one that is not known stands alone."""
        provider = self.providers.get(provider_id)
        return provider.company if provider else provider_id

    def owners_of(self, provider_id: str) -> tuple[str, ...]:
        """Return a provider's owner and that one's parents, upwards."""
        return self._owners(self.company_of(provider_id))

    def runs_on(self, service: Service) -> tuple[Service, ...]:
        """Return the services a service runs on: DNS on DNS, what serves on what serves."""
        return self._bases(service)

    def _runs_on(self, service: Service) -> tuple[Service, ...]:
        known = self.providers.get(service.provider)
        if known is None or service.role not in (*SERVING, Role.DNS):
            return ()
        is_dns = service.role is Role.DNS
        return tuple(base for base in known.runs_on if (base.role is Role.DNS) == is_dns)

    def run_on_by(self, services: Iterable[Service]) -> frozenset[Service]:
        """Return what any of ``services`` runs on."""
        return frozenset(chain.from_iterable(map(self.runs_on, services)))

    def by_name(self, signal: Signal, name: str) -> tuple[Match, ...]:
        """Return what a name shows where ``signal`` looks: cname, host, ns, soa, ptr, cert."""
        index = self._names.get(signal)
        if index is None:
            index = NameIndex(self._on(signal))
            self._names[signal] = index
        return index.find(name)

    def by_asn(self, asn: int) -> tuple[Match, ...]:
        """Return what the AS of an address shows."""
        return distinct(Match(rule, str(asn)) for rule in self._asns.get(asn, ()))

    def by_address(self, ip: str) -> tuple[Match, ...]:
        """Return what an address shows: for each role, its longest prefix only."""
        return self._prefixes.find(ip)

    def by_issuer(self, issuer: str) -> tuple[Match, ...]:
        """Return what a certificate's issuer, as ``CN=R11,O=Let's Encrypt,C=US``, shows."""
        return self._issuers(issuer)

    def by_response(self, answer: HttpAnswer) -> tuple[Match, ...]:
        """Return what one response shows: header, cookie, body and script rules."""
        return self._responses.find(answer)

    def _on(self, signal: Signal) -> list[Rule]:
        return [rule for rule in self.rules if rule.on is signal]

    @cached_property
    def _asns(self) -> dict[int, list[Rule]]:
        found: dict[int, list[Rule]] = {}
        for rule in self._on(Signal.ASN):
            for asn in rule.asn:
                found.setdefault(asn, []).append(rule)
        return found

    @cached_property
    def _issuers(self) -> Callable[[str], tuple[Match, ...]]:
        """Look through the rules once an issuer: there are few."""
        rules = self._on(Signal.CERT)

        @lru_cache(MAX_KEPT)
        def matches(issuer: str) -> tuple[Match, ...]:
            found = [rule for rule in rules if globs.matches_any(rule.issuer, issuer)]
            return distinct(Match(rule, issuer) for rule in found)

        return matches

    @cached_property
    def _prefixes(self) -> PrefixIndex:
        return PrefixIndex(self._on(Signal.PREFIX))

    @cached_property
    def _responses(self) -> ResponseIndex:
        return ResponseIndex(self.rules)


@cache
def embedded() -> Knowledge:
    """Return what ships with the tool, read once a process."""
    folder = shipped.load()
    return Knowledge(folder.providers, folder.rules, folder.companies)


def knowledge_of(rules: Path | None) -> Knowledge:
    """Return what ships with the tool, with the user's own files over it, where there are some.

    Raises:
        RuleError: a file cannot be used.
    """
    return with_folder(embedded(), rules) if rules else embedded()


def with_folder(base: Knowledge, folder: Path) -> Knowledge:
    """Return ``base`` with a folder's providers added; the same id replaces all of the old one.

    Raises:
        RuleError: a file cannot be used.
    """
    # Imported here: who brings no rules need not wait for the reader of rules.
    from cdnaudit.knowledge.provider_folder import load

    own = load(folder)
    providers = {**base.providers, **{p.id: p for p in own.providers}}
    companies = {**base.companies, **{c.id: c for c in own.companies}}
    replaced = {provider.id for provider in own.providers}
    kept = [rule for rule in base.rules if rule.provider not in replaced]
    return Knowledge(providers.values(), [*kept, *own.rules], companies.values())
