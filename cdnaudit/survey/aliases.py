"""Follow a name through its aliases to its addresses, as far as the facts go."""

from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
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


@dataclass(frozen=True, slots=True)
class Resolution:
    """One address question followed to its end."""

    type: str
    sample: int
    ecs: str
    links: tuple[Link, ...]
    addresses: tuple[str, ...]
    ttl: int | None
    """The least TTL on the chain and its addresses, in seconds; None if nothing was answered."""
    scope: int | None
    end: End
    question: DnsQuestion
    """The question that stands open, is unknown, or gave the end."""
    reason: str = ""

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


def resolve(facts: Facts, name: str, type_: str, *, sample: int = 0, ecs: str = "") -> Resolution:
    """Follow ``name`` from answer to answer; ends in OPEN where a question is missing."""
    links: list[Link] = []
    ttls: list[int] = []
    scope = None
    while True:
        at = links[-1].target if links else name
        question = DnsQuestion(at, type_, ecs=ecs, sample=sample)
        answer = facts.get(question)
        addresses: tuple[str, ...] = ()
        reason = ""
        match answer:
            case DnsAnswer():
                scope = answer.ecs_scope
                end, addresses = _within(answer, question, links, ttls)
            case Unknown(reason=reason):
                end = End.UNKNOWN
            case _:
                end = End.OPEN
        if end is not End.OPEN or not isinstance(answer, DnsAnswer):
            return Resolution(
                type=type_,
                sample=sample,
                ecs=ecs,
                links=tuple(links),
                addresses=tuple(sorted(addresses)),
                ttl=min(ttls, default=None),
                scope=scope,
                end=end,
                question=question,
                reason=reason,
            )


def _within(
    answer: DnsAnswer, question: DnsQuestion, links: list[Link], ttls: list[int]
) -> tuple[End, tuple[str, ...]]:
    """Follow the aliases inside one answer; OPEN asks for the next answer."""
    aliases = {r.name: r for r in answer.records if r.type == "CNAME"}
    seen = {question.name, *(link.owner for link in links)}
    at = question.name
    while alias := aliases.get(at):
        links.append(Link(alias.name, alias.data, alias.ttl))
        ttls.append(alias.ttl)
        at = alias.data
        if at in seen:
            return End.LOOP, ()
        if len(links) > MAX_CHAIN:
            return End.LONG, ()
        seen.add(at)
    here = [r for r in answer.records if r.type == question.type and r.name == at]
    if here:
        ttls.extend(r.ttl for r in here)
        return End.ADDRESSES, tuple(r.data for r in here)
    if answer.rcode == "NXDOMAIN":
        return End.NXDOMAIN, ()
    negative = at == question.name or any(r.type == "SOA" for r in answer.records)
    return (End.NONE if negative else End.OPEN), ()


def is_alias(facts: Facts, name: str) -> bool:
    """Tell whether an answer shows a CNAME at ``name``."""
    return any(
        isinstance(answer := facts.dns(name, type_), DnsAnswer)
        and any(r.type == "CNAME" and r.name == name for r in answer.records)
        for type_ in ("A", "AAAA", "NS", "HTTPS")
    )


def is_no_apex(facts: Facts, name: str) -> bool:
    """Tell whether ``name`` cannot begin a zone: it is an alias (RFC 1034, 3.6.2) or nothing."""
    answer = facts.dns(name, "A")
    absent = isinstance(answer, DnsAnswer) and answer.rcode == "NXDOMAIN"
    return absent or is_alias(facts, name)
