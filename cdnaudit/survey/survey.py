"""The survey: one target's facts, put in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.facts import AsnAnswer, AsnQuestion, Facts, Question
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.delegation import Delegation, Server
from cdnaudit.survey.pages import Page
from cdnaudit.survey.zone_cut import ZoneCut


class Depth(StrEnum):
    """Why a zone is looked at, which decides how closely."""

    OWN = "own"
    """A host of the target lies in it."""
    ALIAS = "alias"
    """An alias leads into it."""
    DEEP = "deep"
    """A nameserver's own name lies in it."""


@dataclass(frozen=True, slots=True)
class HostView:
    """One host of the target."""

    name: str
    resolutions: tuple[Resolution, ...]
    zone_cuts: Mapping[str, ZoneCut]
    """The zone of every name on its chains."""
    pages: tuple[Page, ...]
    service_targets: tuple[str, ...] = ()
    """Names its HTTPS record points to (RFC 9460)."""
    reverse: tuple[str, ...] = ()
    """PTR names of its addresses, where they were asked."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address seen, sorted."""
        return tuple(sorted({ip for r in self.resolutions for ip in r.addresses}))

    @property
    def chain_names(self) -> tuple[str, ...]:
        """Every alias target seen, in order of first sight."""
        return tuple(dict.fromkeys(n for r in self.resolutions for n in r.chain[1:]))

    @property
    def absent(self) -> bool:
        """Every address question was answered, and each said 'none'."""
        return all(r.end in {End.NONE, End.NXDOMAIN} and not r.links for r in self.resolutions)

    @property
    def exists(self) -> bool:
        """Some answer shows an address or an alias."""
        return any(r.addresses or r.links for r in self.resolutions)


@dataclass(frozen=True, slots=True)
class ZoneView:
    """One zone in the walk."""

    name: str
    depth: Depth
    parent: ZoneCut
    """The zone above, or a registry."""
    delegation: Delegation
    servers: tuple[Server, ...]
    soa: tuple[str, ...]
    """SOA mname and rname, where they were seen."""
    parent_asked: bool
    """The parent's servers were asked for the delegation, whatever they said."""


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

    def asn(self, ip: str) -> AsnAnswer | None:
        """Return who announces ``ip``; None = not known."""
        answer = self.facts.get(AsnQuestion(ip))
        return answer if isinstance(answer, AsnAnswer) else None
