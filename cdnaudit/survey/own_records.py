"""The records at a host itself, and for how long they may be cached."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts
from cdnaudit.survey.survey import HostView


@dataclass(frozen=True, slots=True)
class Ttl:
    """How long the records at a host may be cached, in seconds."""

    seconds: int
    exact: bool
    """Their authority said so; else it is what a cache had left of it, or less than all of them."""


def questions_to_authority(host: HostView, server: str) -> Iterator[DnsQuestion]:
    """Yield the questions to an authoritative server that show the records at ``host`` itself."""
    for type_ in _types(host):
        yield DnsQuestion(host.name, type_, server=server)


def ttl(host: HostView, facts: Facts) -> Ttl | None:
    """Return the greatest TTL of the records at ``host``; None: no record is known."""
    by_authority = {type_: list(_by_authority(facts, host.name, type_)) for type_ in _types(host)}
    told = [seconds for each in by_authority.values() for seconds in each]
    cached = list(_cached(host))
    if not told and not cached:
        return None
    exact = all(by_authority.values()) and max(told) >= max(cached, default=0)
    return Ttl(max(told + cached), exact)


def _types(host: HostView) -> list[str]:
    """Return their types: of an alias its own (RFC 1034, 3.6.2), else those of its addresses."""
    found = {"CNAME" if r.links else r.type for r in host.resolutions if r.links or r.addresses}
    return sorted(found)


def _by_authority(facts: Facts, name: str, type_: str) -> Iterator[int]:
    for _, answer in facts.direct(name, type_):
        if isinstance(answer, DnsAnswer) and answer.aa:
            yield from (r.ttl for r in answer.records if r.name == name and r.type == type_)


def _cached(host: HostView) -> Iterator[int]:
    """Yield what resolvers said of them, which is at most what the records say."""
    for resolution in host.resolutions:
        if resolution.links:
            yield resolution.links[0].ttl
        elif resolution.ttl is not None:
            yield resolution.ttl
