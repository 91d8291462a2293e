"""A zone as a file holds it, whichever the file's format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cdnaudit.model.facts import Record
from cdnaudit.names import is_under, parent

ALIAS = "ALIAS"
"""A pseudo type: the zone's servers answer with the addresses of another name, as of their own."""
ADDRESSES = ("A", "AAAA")
NEGATIVE_TTL = 300
"""Seconds for which 'none' is cached where a file has no SOA, which says so (RFC 2308)."""
ANY = "*"
"""Stands for every type at a name."""

RRsets = Mapping[str, Mapping[str, tuple[Record, ...]]]
"""Records by owner and type."""


def alias_of(type_: str) -> str:
    """Return the pseudo type of an ALIAS that answers for one type alone.

    >>> alias_of("A")
    'ALIAS A'
    """
    return f"{ALIAS} {type_}"


@dataclass(frozen=True)
class ZoneData:
    """One zone. Names are as everywhere: lower case A-labels without the final dot.

    It has no slots: what every question asks of it is worked out once.
    """

    apex: str
    file: str
    rrsets: RRsets
    unread: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Why the records of a (name, type) are not known; the type may be ``ANY``."""
    doubts: tuple[str, ...] = ()
    """What the file holds and could not be read, or is no part of the zone; a sentence each."""

    def at(self, name: str, type_: str) -> tuple[Record, ...]:
        """Return the records of one type at a name."""
        return self.rrsets.get(name, {}).get(type_, ())

    def why_unread(self, name: str, type_: str) -> str:
        """Say why records are not known; ``""`` where they are."""
        return self.unread.get((name, ANY)) or self.unread.get((name, type_), "")

    @cached_property
    def nameservers(self) -> tuple[str, ...]:
        """The zone's own nameservers: what parent and child will say."""
        return tuple(record.data for record in self.at(self.apex, "NS"))

    @cached_property
    def soa(self) -> Record:
        """The SOA of negative answers; where the file has none, one that names nobody."""
        own = self.at(self.apex, "SOA")
        return own[0] if own else Record(self.apex, "SOA", NEGATIVE_TTL, ". . 0 0 0 0 0")

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that exists, also those with nothing but names below (RFC 4592, 2.2.2)."""
        owners = {*self.rrsets, *(name for name, _ in self.unread)}
        return frozenset(above for name in owners for above in _up_to(name, self.apex))

    @cached_property
    def cuts(self) -> frozenset[str]:
        """Where the zone delegates names below its apex."""
        return frozenset(n for n, types in self.rrsets.items() if "NS" in types) - {self.apex}

    def above(self, name: str) -> Iterator[str]:
        """Yield ``name`` and every name above it in the zone, longest first."""
        yield from _up_to(name, self.apex)

    def cut_at_or_above(self, name: str) -> str:
        """Return the highest delegation on the way to ``name``; ``""`` where the zone holds it."""
        return next((n for n in reversed([*self.above(name)]) if n in self.cuts), "")


def _up_to(name: str, apex: str) -> Iterator[str]:
    while is_under(name, apex):
        yield name
        if name == apex:
            return
        name = parent(name)


def rrsets_of(records: Iterable[Record]) -> RRsets:
    """Sort records by owner and type; each once, in the order in which they came."""
    found: dict[str, dict[str, dict[Record, None]]] = {}
    for record in records:
        found.setdefault(record.name, {}).setdefault(record.type, {})[record] = None
    return {
        name: {type_: tuple(each) for type_, each in types.items()} for name, types in found.items()
    }
