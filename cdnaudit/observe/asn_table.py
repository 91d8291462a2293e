"""Which AS announces an address, from the table that ships with the tool."""

import ipaddress
import json
import mmap
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from cdnaudit.errors import DataError
from cdnaudit.model.facts import AsnAnswer, Cause, Unknown

MAGIC = b"cdnaudit-asn/1\n\n"
NAMES_A_BLOCK = 256
KEPT = 4096
"""Addresses whose AS is remembered."""
EMBEDDED = Path(__file__).parent.parent / "generated" / "asn.bin"

Column = Sequence[int]
Code = Literal["B", "H", "I", "Q"]

COLUMNS: Mapping[str, Code] = {
    "v4_bucket": "I",  # for each upper half of an address, the first range that begins in it
    "v4_start": "H",  # lower half of a range's first address
    "v4_owner": "H",  # number of the AS, lower 16 bits …
    "v4_owner_high": "B",  # … and upper 8
    "v6_start": "Q",  # upper half of a range's first address
    "v6_owner": "H",
    "v6_owner_high": "B",
    "v6_fine": "I",  # ranges that begin inside a /64, and …
    "v6_fine_start": "Q",  # … the lower half of their first address
    "asn": "I",  # by number; number 0 is AS 0: no route
    "name_block": "I",  # where a block of names begins in ``names``; one more than blocks
}
"""Columns and their array type codes, little-endian; ``names`` is the only other section.

A range ends where the next begins. ``names`` holds zlib blocks of ``NAMES_A_BLOCK``
names each, UTF-8, one a line, in the order of ``asn``.
"""


class AsnTable:
    """Ranges of addresses and their ASes, read in place from a mapped file."""

    def __init__(self, path: Path) -> None:
        """Map ``path``.

        Raises:
            DataError: it cannot be read, or is no such table.
        """
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header, sections = _sections(memoryview(self._map))
            self._columns = {key: _column(sections[key], COLUMNS[key]) for key in COLUMNS}
            self._names = sections["names"]
            self._origin = (str(header["date"]), str(header["attribution"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"is no table of ASes ({error})"
            raise DataError(path, "", problem, "run `make asn-table`, or install again") from None
        fine = zip(self._columns["v6_fine"], self._columns["v6_fine_start"], strict=True)
        self._fine = dict(fine)
        self._block = lru_cache(maxsize=256)(self._read_block)
        self.lookup = lru_cache(KEPT)(self._lookup)
        """Returns the AS of an address; the hosts of one edge have the same addresses."""

    def _lookup(self, ip: str) -> AsnAnswer | Unknown:
        """Return the AS of an address; AS None where no route covers it.

        The source merges neighbouring routes of one AS into ranges. The prefix is
        therefore the largest aligned block inside the range that holds the address,
        which may be wider or narrower than the route announced.
        """
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return Unknown(f"{ip!r} is no address", Cause.LIMIT)
        if isinstance(address, ipaddress.IPv6Address):
            address = address.ipv4_mapped or address
        family = f"v{address.version}"
        index = self._v4(int(address)) if address.version == 4 else self._v6(int(address))  # noqa: PLR2004  IPv4
        owner = self._columns[f"{family}_owner"][index]
        owner |= self._columns[f"{family}_owner_high"][index] << 16
        if not owner:
            return AsnAnswer(None)
        start, end = self._start(family, index), self._start(family, index + 1)
        return AsnAnswer(
            asn=self._columns["asn"][owner],
            as_name=self._block(owner // NAMES_A_BLOCK)[owner % NAMES_A_BLOCK] or None,
            prefix=block(int(address), start, end, address.max_prefixlen, family),
        )

    def origin(self) -> tuple[str, str]:
        """Return the date of the data, as ISO 8601, and whom to credit."""
        return self._origin

    def _v4(self, address: int) -> int:
        bucket = self._columns["v4_bucket"]
        low, high = bucket[address >> 16], bucket[(address >> 16) + 1]
        return bisect_right(self._columns["v4_start"], address & 0xFFFF, low, high) - 1

    def _v6(self, address: int) -> int:
        starts = self._columns["v6_start"]
        upper, lower = divmod(address, 1 << 64)
        index = bisect_right(starts, upper) - 1
        while starts[index] == upper and self._fine.get(index, 0) > lower:
            index -= 1
        return index

    def _start(self, family: str, index: int) -> int:
        """Return the first address of a range; of the one after the last, what follows all."""
        if family == "v6":
            starts = self._columns["v6_start"]
            if index == len(starts):
                return 1 << 128
            return (starts[index] << 64) + self._fine.get(index, 0)
        if index == len(self._columns["v4_start"]):
            return 1 << 32
        upper = bisect_right(self._columns["v4_bucket"], index) - 1
        return (upper << 16) + self._columns["v4_start"][index]

    def _read_block(self, number: int) -> list[str]:
        first, last = self._columns["name_block"][number : number + 2]
        return zlib.decompress(self._names[first:last]).decode().split("\n")


@cache
def embedded() -> AsnTable:
    """Return the table that ships with the tool."""
    return AsnTable(EMBEDDED)


def block(address: int, start: int, end: int, bits: int, family: str) -> str:
    """Return the largest aligned block in ``start`` … ``end - 1`` that holds ``address``.

    >>> block(0x01000209, 0x01000100, 0x01000400, 32, "v4")
    '1.0.2.0/23'
    """
    size = 1
    while True:
        wider = size * 2
        first = address - address % wider
        if first < start or first + wider > end:
            break
        size = wider
    made = ipaddress.IPv4Address if family == "v4" else ipaddress.IPv6Address
    return f"{made(address - address % size)}/{bits - size.bit_length() + 1}"


def _sections(whole: memoryview) -> tuple[Mapping[str, object], Mapping[str, memoryview]]:
    """Read the header: magic, length of the JSON, JSON; sections follow as it says."""
    if whole[: len(MAGIC)] != MAGIC:
        raise ValueError("it begins otherwise")
    at = len(MAGIC) + 8
    body = at + int.from_bytes(whole[len(MAGIC) : at], "little")
    header = json.loads(bytes(whole[at:body]))
    ends = {key: body + offset + length for key, (offset, length) in header["sections"].items()}
    if max(ends.values()) > len(whole):
        raise ValueError("it is cut short")
    return header, {key: whole[end - header["sections"][key][1] : end] for key, end in ends.items()}


def _column(raw: memoryview, code: Code) -> Column:
    if sys.byteorder == "little":
        return raw.cast(code)
    swapped = array(code, bytes(raw))
    swapped.byteswap()
    return swapped
