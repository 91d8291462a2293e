"""Follow a name through its aliases to its addresses, as far as the facts go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from cdnaudit.model.facts import Answer, Cause, DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.model.observed import Link

MAX_CHAIN = 16
"""Links followed before giving up; resolvers stop at 8 to 16 (design, the budget)."""


class End(StrEnum):
    """How a chain ended."""

    ADDRESSES = "addresses"
    NONE = "none"
    """The name exists and has no address of this type."""
    NXDOMAIN = "nxdomain"
    LOOP = "loop"
    LONG = "long"
    UNKNOWN = "unknown"
    OPEN = "open"
    """The next question has not been asked yet."""


EXISTING = frozenset({End.ADDRESSES, End.NONE, End.LOOP, End.LONG})
"""Ends of a chain whose first name exists."""


class Resolution(NamedTuple):
    """One address question followed to its end."""

    links: tuple[Link, ...]
    addresses: tuple[str, ...]
    ttl: int | None
    """The least TTL on the chain and its addresses, in seconds; None if nothing was answered."""
    scope: int | None
    end: End
    question: DnsQuestion
    """The question that stands open, is unknown, or gave the end."""
    reason: str = ""
    """Why nobody answered the question; ``""`` where somebody did."""
    cause: Cause | None = None
    """What kind of reason that is."""

    @property
    def type(self) -> str:
        """``A`` or ``AAAA``."""
        return self.question.type

    @property
    def sample(self) -> int:
        """Which of several askings of the same question this was, counted from 0."""
        return self.question.sample

    @property
    def ecs(self) -> str:
        """The client subnet it was asked for; ``""`` for none."""
        return self.question.ecs

    @property
    def was_lost(self) -> bool:
        """Somebody was asked, or was to be asked, and nothing came of it."""
        return self.end is End.UNKNOWN and self.cause is not Cause.NOT_RECORDED

    @property
    def start(self) -> str:
        """The name that was asked for."""
        return self.links[0].owner if self.links else self.question.name

    @property
    def chain(self) -> tuple[str, ...]:
        """Names from the start to the last one known."""
        return (self.start, *(link.target for link in self.links))

    @property
    def last(self) -> str:
        """The name at the end of the chain."""
        return self.chain[-1]


def resolve(facts: Facts, question: DnsQuestion) -> Resolution:
    """Follow ``question`` from answer to answer; ends in OPEN where an answer is missing."""
    trail = _Trail()
    while True:
        answer = facts.get(question)
        end = trail.follow(question, answer)
        if end is not End.OPEN or answer is None:
            break
        question = question._replace(name=trail.links[-1].target)
    return Resolution(
        links=tuple(trail.links),
        addresses=trail.addresses,
        ttl=min(trail.ttls, default=None),
        scope=trail.scope,
        end=end,
        question=question,
        reason=answer.reason if isinstance(answer, Unknown) else "",
        cause=answer.cause if isinstance(answer, Unknown) else None,
    )


@dataclass(slots=True)
class _Trail:
    """What the answers on the way of one chain have shown so far."""

    links: list[Link] = field(default_factory=list)
    ttls: list[int] = field(default_factory=list)
    addresses: tuple[str, ...] = ()
    scope: int | None = None

    def follow(self, question: DnsQuestion, answer: Answer | None) -> End:
        """Read one answer; OPEN means that the chain leads out of it."""
        if not isinstance(answer, DnsAnswer):
            return End.OPEN if answer is None else End.UNKNOWN
        self.scope = answer.ecs_scope
        name, end = self._follow_aliases(question.name, answer)
        if end:
            return end
        records = [r for r in answer.records if r.type == question.type and r.name == name]
        if not records:
            return _without_records(answer, led_on=name != question.name)
        self.ttls.extend(record.ttl for record in records)
        self.addresses = tuple(sorted(record.data for record in records))
        return End.ADDRESSES

    def _follow_aliases(self, name: str, answer: DnsAnswer) -> tuple[str, End | None]:
        """Return the last name of the aliases in ``answer``, or how they never end."""
        aliases = {r.name: r for r in answer.records if r.type == "CNAME"}
        seen = {name, *(link.owner for link in self.links)}
        while alias := aliases.get(name):
            self.links.append(Link(alias.name, alias.data, alias.ttl))
            self.ttls.append(alias.ttl)
            name = alias.data
            if not name:
                return name, End.NONE  # ``CNAME .``: the root has no address
            if name in seen:
                return name, End.LOOP
            if len(self.links) > MAX_CHAIN:
                return name, End.LONG
            seen.add(name)
        return name, None


def _without_records(answer: DnsAnswer, *, led_on: bool) -> End:
    """Tell 'none' from an alias whose end the answer leaves out: a negative one has an SOA."""
    if answer.rcode == "NXDOMAIN":
        return End.NXDOMAIN
    negative = not led_on or any(record.type == "SOA" for record in answer.records)
    return End.NONE if negative else End.OPEN


def all_denied(resolutions: Iterable[Resolution]) -> bool:
    """Tell whether each of them ends in the answer that there is no such name."""
    return all(resolution.end is End.NXDOMAIN for resolution in resolutions)


def addresses_of(resolutions: Iterable[Resolution]) -> frozenset[str]:
    """Return every address that any of them ends in."""
    return frozenset().union(*(r.addresses for r in resolutions))


def chain_names(resolutions: Iterable[Resolution]) -> tuple[str, ...]:
    """Return every name on their chains, in order of first sight."""
    return tuple(dict.fromkeys(chain.from_iterable(r.chain for r in resolutions)))


def is_alias(answer: DnsAnswer, name: str) -> bool:
    """Tell whether ``answer`` shows a CNAME at ``name``."""
    return any(r.type == "CNAME" and r.name == name for r in answer.records)


def has_address(facts: Facts, name: str) -> bool:
    """Tell whether some answer shows an address at ``name`` itself."""
    answers = [facts.dns(name, type_) for type_ in ("A", "AAAA")]
    records = chain.from_iterable(a.records for a in answers if isinstance(a, DnsAnswer))
    return any(r.name == name and r.type in {"A", "AAAA"} for r in records)


def is_no_apex(facts: Facts, name: str) -> bool:
    """Tell whether ``name`` cannot begin a zone: it is an alias (RFC 1034, 3.6.2) or nothing."""
    answers = {type_: facts.dns(name, type_) for type_ in ("A", "AAAA", "NS", "HTTPS")}
    address = answers["A"]
    if isinstance(address, DnsAnswer) and address.rcode == "NXDOMAIN":
        return not has_address(facts, name)
    return any(isinstance(a, DnsAnswer) and is_alias(a, name) for a in answers.values())
