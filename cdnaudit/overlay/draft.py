"""A zone under way, as readers of formats other than master files put it together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cdnaudit import names
from cdnaudit.model.facts import Record
from cdnaudit.overlay.zone_data import ADDRESSES, ALIAS, ANY, ZoneData, alias_of, rrsets_of
from cdnaudit.record_data import presented

TARGETS = frozenset({"CNAME", "DNAME", "NS", "PTR", ALIAS, *map(alias_of, ADDRESSES)})
"""Types whose data are one name."""
SERVING = frozenset({"HTTPS", "SVCB"})
"""Further types that say who serves."""
TYPES_READ = frozenset({*ADDRESSES, *TARGETS, *SERVING, "MX"})
"""Types that say who answers and serves; records of others are skipped."""


@dataclass(slots=True)
class Draft:
    """Records as they are found, and what could not be read."""

    apex: str
    file: str
    records: list[Record] = field(default_factory=list)
    unread: dict[tuple[str, str], str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """How many records of each type were not read."""

    def add(self, name: str, type_: str, ttl: int, data: str) -> None:
        """Add a record.

        Raises:
            ValueError: its data are no address.
        """
        kept = names.clean(data) if type_ in TARGETS else presented(type_, data)
        self.records.append(Record(name, type_, ttl, kept))

    def leave(self, name: str, type_: str, why: str) -> None:
        """Note what is at a name and cannot be read: it is unknown, never 'none'."""
        self.unread[name, type_] = why
        what = "records" if type_ == ANY else f"{type_} record"
        self.doubts.append(f"{what} of {name} not read: {why}")

    def skip(self, name: str, type_: str) -> None:
        """Note a record that says nothing of who answers and serves, such as TXT."""
        self.unread[name, type_] = "its type is not read"
        self.skipped[type_] += 1

    def zone(self) -> ZoneData:
        """Return the zone."""
        return ZoneData(
            apex=self.apex,
            file=self.file,
            rrsets=rrsets_of(self.records),
            unread=dict(self.unread),
            doubts=tuple(dict.fromkeys((*self.doubts, *self._skipped()))),
        )

    def _skipped(self) -> Iterator[str]:
        if self.skipped:
            types = names.listed(sorted(self.skipped))
            yield (
                f"{names.counted(self.skipped.total(), 'record')} of {self.apex} not read, of type"
                f" {types}: such records do not say who serves"
            )
