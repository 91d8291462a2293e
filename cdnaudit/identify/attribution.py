"""Who stands behind a target: every match of every rule, put to the place it speaks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from cdnaudit.knowledge.match import Match
from cdnaudit.model.assessment import Evidence
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Confidence, Role, State


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs a nameserver."""

    provider: str
    evidence: tuple[Evidence, ...]
    confidence: Confidence
    matches: tuple[Match, ...]
    """Rules that say so; empty where only the nameserver's own name speaks."""
    private: bool
    """It is the owner's own nameserver."""

    @property
    def by_rule(self) -> bool:
        """A rule names it, so its own infrastructure needs no closer look."""
        return bool(self.matches)


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge seen on a page of a host."""

    provider: str
    role: Role
    state: State
    matches: tuple[Match, ...]
    declared: bool
    """It stands on a URL that the user said must work."""

    @property
    def service(self) -> Service:
        """The provider in its role."""
        return Service(self.provider, self.role)

    @property
    def must_pass(self) -> bool:
        """The visitor does not get past it while its provider is down.

        A refusal is no gate that a visitor passes: it is kept as something the page has.
        """
        return self.state is State.CHALLENGE or self.declared


@dataclass(frozen=True)
class HostAttribution:
    """Matches of one host by the place they speak for.

    It has no slots: what every address asks for is worked out once.
    """

    by_name: Mapping[str, tuple[Match, ...]]
    """Of the host name and each alias target."""
    by_address: Mapping[str, tuple[Match, ...]]
    by_response: tuple[Match, ...]
    """Headers, cookies, page and certificate of the host's own responses.

    A script on the page says who serves the script, not who serves the host: it is left out.
    """
    challenges: tuple[Challenge, ...]
    issuers: tuple[Match, ...]
    peers: tuple[str, ...] = ()
    """Addresses that gave the host's responses; empty where that is not known."""

    @property
    def named(self) -> tuple[Match, ...]:
        """Matches of the host's name and its alias targets, with duplicates."""
        return tuple(chain.from_iterable(self.by_name.values()))

    @property
    def by_place(self) -> tuple[Match, ...]:
        """Matches of names and addresses: those that say where a service stands."""
        return (*self.named, *chain.from_iterable(self.by_address.values()))

    @cached_property
    def placed_cdns(self) -> frozenset[str]:
        """CDNs that a name or a network gives a place to."""
        return cdns(self.by_place)

    @property
    def matches(self) -> tuple[Match, ...]:
        """Every match but those of challenges, with duplicates."""
        return (*self.by_place, *self.by_response, *self.issuers)


def cdns(matches: Iterable[Match]) -> frozenset[str]:
    """Return the CDNs among ``matches``."""
    return frozenset(match.rule.provider for match in matches if match.rule.role is Role.CDN)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Matches of one target; ``operators`` by (zone, nameserver)."""

    hosts: Mapping[str, HostAttribution]
    operators: Mapping[tuple[str, str], Operator]
