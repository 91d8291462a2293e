"""The survey: what the facts say of one target, put in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from cdnaudit.model.facts import Answer, AsnAnswer, AsnQuestion, Facts, HttpQuestion, Question
from cdnaudit.survey.aliases import EXISTING, End, Resolution, addresses_of
from cdnaudit.survey.delegation import Delegation, NameserverView
from cdnaudit.survey.pages import PageView, Response
from cdnaudit.survey.zone_cut import ZoneCut


@dataclass(frozen=True)
class HostView:
    """One host of the target.

    It has no slots: what every reader asks of it is worked out once.
    """

    name: str
    resolutions: tuple[Resolution, ...]
    zone_cuts: Mapping[str, ZoneCut]
    """The zone of every name on its chains."""
    pages: tuple[PageView, ...]
    service_targets: tuple[str, ...] = ()
    """Names its HTTPS record points to (RFC 9460)."""
    reverse: tuple[str, ...] = ()
    """PTR names of its addresses, where they were asked."""
    placed: bool = True
    """No further answer puts it into another zone."""

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every address seen, sorted."""
        return tuple(sorted(addresses_of(self.resolutions)))

    @cached_property
    def chain_names(self) -> tuple[str, ...]:
        """Every alias target seen, in order of first sight."""
        return tuple(dict.fromkeys(chain.from_iterable(r.chain[1:] for r in self.resolutions)))

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """Every response on the way to its pages, in order."""
        return tuple(chain.from_iterable(page.responses for page in self.pages))

    @property
    def absent(self) -> bool:
        """Every address question was answered, and each said 'none'."""
        return all(r.end in {End.NONE, End.NXDOMAIN} and not r.links for r in self.resolutions)

    @property
    def exists(self) -> bool:
        """Some answer shows an address or an alias."""
        return any(r.addresses or r.links for r in self.resolutions)

    @property
    def was_lost(self) -> bool:
        """An address question was asked and not answered: a recording that lacks it lost nothing."""
        return any(r.was_lost for r in self.resolutions)

    @property
    def is_idle(self) -> bool:
        """It begins a zone and has no address: parked, or there for its DNS alone."""
        return self.absent and self.zone_cuts[self.name].zone == self.name

    @property
    def dangling(self) -> tuple[str, ...]:
        """Alias targets that do not exist, sorted.

        One that exists for any type does: broken servers answer NXDOMAIN for a type that
        they do not know (RFC 4074, section 4.2).
        """
        missing = {r.last for r in self.resolutions if r.end is End.NXDOMAIN and r.links}
        found = {r.last for r in self.resolutions if r.end in EXISTING}
        return tuple(sorted(missing - found))


@dataclass(frozen=True, slots=True)
class ZoneView:
    """One zone in the walk."""

    name: str
    holds_host: bool
    """A host of the target lies in it or in a zone below it; else an alias or a nameserver does."""
    parent: ZoneCut
    """The zone above, or a registry."""
    delegation: Delegation
    servers: tuple[NameserverView, ...]
    soa: tuple[str, ...]
    """SOA mname and rname, where they were seen."""
    soa_of: Mapping[str, tuple[str, ...]]
    """The same of the domains of its nameservers, where several that no rule names are compared."""
    parent_settled: bool
    """Whatever the parent's servers have to say of it is known; only then glue is."""
    authority: str = ""
    """The address of a server that answers with authority; ``""`` until one is known."""
    names_lost: str = ""
    """The question, with the reason, whose loss leaves it open who else serves the zone."""


@dataclass(frozen=True, slots=True)
class Survey:
    """All that is known of a target, and what is still to ask."""

    target: str
    facts: Facts
    hosts: tuple[HostView, ...]
    zones: Mapping[str, ZoneView]
    wanted: tuple[Question, ...]
    unanswered: tuple[Question, ...]
    """Questions that mattered and that nobody answered."""
    limits: tuple[str, ...]
    origins: "tuple[OriginView, ...]" = ()
    """The declared origins; none until the target is known."""
    status_page: "Survey | None" = None
    """The same of the declared status page, by itself; None until the target is known."""

    def asn(self, ip: str) -> AsnAnswer | None:
        """Return who announces ``ip``; None = not known."""
        answer = self.facts.get(AsnQuestion(ip))
        return answer if isinstance(answer, AsnAnswer) else None


@dataclass(frozen=True, slots=True)
class OriginView:
    """A declared origin, and what it answered when it was asked for the target directly."""

    survey: Survey
    """Of the origin by itself."""
    asked: HttpQuestion
    answer: Answer | None
    """None where it was not asked."""

    @property
    def host(self) -> HostView:
        """The origin as a host, which an address is as well."""
        (host,) = self.survey.hosts
        return host
