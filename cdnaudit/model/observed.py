"""What was seen of hosts and zones, as a report shows it.

``None`` = not known. Tuples are sorted by whoever builds them.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """One alias; ``ttl`` in seconds."""

    owner: str
    target: str
    ttl: int


@dataclass(frozen=True, slots=True)
class Address:
    """An address and who announces it."""

    ip: str
    asn: int | None
    as_name: str | None
    prefix: str | None


@dataclass(frozen=True, slots=True)
class Path:
    """One answer to one address question: names from the host on, then addresses."""

    type: str
    sample: int
    ecs: str | None
    ecs_scope: int | None
    chain: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One URL on the way to a page: the status it gave, or why it gave none."""

    url: str
    status: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What came of one URL: every URL on the way, in order. ``declared``: the user named it."""

    url: str
    declared: bool
    steps: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Host:
    """A host name; ``chain`` and ``addresses`` are the union over ``paths``."""

    host: str
    chain: tuple[Link, ...]
    addresses: tuple[Address, ...]
    paths: tuple[Path, ...]
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Nameserver:
    """``answers``: ``authoritative``, ``lame`` or ``silent``; None = not known."""

    name: str
    addresses: tuple[str, ...]
    provider: str | None
    answers: str | None


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone and its two NS sets; None = not known."""

    zone: str
    parent_ns: tuple[str, ...] | None
    child_ns: tuple[str, ...] | None
    nameservers: tuple[Nameserver, ...]
