"""Build the table of ASes that ships with the tool.

``python -m cdnaudit.observe.asn_build FOLDER [OUT]``: FOLDER is the unpacked npm package
``@ip-location-db/asn`` (``asn-ipv4-num.csv``, ``asn-ipv6-num.csv``, ``package.json``).
"""

import csv
import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise
from pathlib import Path

from cdnaudit.errors import DataError
from cdnaudit.observe.asn_table import COLUMNS, EMBEDDED, MAGIC, NAMES_A_BLOCK

SOURCE = "npm package @ip-location-db/asn"
ATTRIBUTION = (
    "RouteViews, DB-IP (https://db-ip.com) and the NRO, merged by ip-location-db; CC BY 4.0"
)


@dataclass(frozen=True, slots=True)
class Range:
    """Addresses of one AS, both ends included."""

    first: int
    last: int
    asn: int
    name: str


@dataclass(frozen=True, slots=True)
class Start:
    """Where a range begins; AS 0 is no route."""

    first: int
    asn: int


def build(folder: Path, out: Path) -> int:
    """Write the table; return its size in bytes.

    Raises:
        DataError: the package does not hold what it used to.
    """
    v4 = read(folder / "asn-ipv4-num.csv")
    v6 = read(folder / "asn-ipv6-num.csv")
    date, version = _version(folder / "package.json")
    header = {"date": date, "source": f"{SOURCE} {version}", "attribution": ATTRIBUTION}
    return write(out, header, pack(v4, v6))


def read(path: Path) -> list[Range]:
    """Read rows of first address, last address, AS and name.

    Where two overlap (as one pair in 411,961 did in June 2026), the later cuts the earlier short.

    Raises:
        DataError: a row is no range, or they are not sorted.
    """
    rows: list[Range] = []
    with path.open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.reader(file), 1):
            try:
                first, last, asn, name = row
                made = Range(int(first), int(last), int(asn), " ".join(name.split()))
            except ValueError:
                raise DataError(path, f"line {number}", "is no range", "see its README") from None
            if made.first > made.last or (rows and made.first <= rows[-1].first):
                raise DataError(path, f"line {number}", "is out of order", "sort by address")
            if rows and made.first <= rows[-1].last:
                rows[-1] = replace(rows[-1], last=made.first - 1)
            rows.append(made)
    return rows


def pack(v4: list[Range], v6: list[Range]) -> Mapping[str, bytes]:
    """Return the sections of the file, by name."""
    names = {0: ""} | {row.asn: row.name for row in chain(v4, v6) if row.asn}
    asns = sorted(names)
    number = {asn: i for i, asn in enumerate(asns)}
    low, high = list(starts(v4)), list(starts(v6))
    fine = [(i, s.first % (1 << 64)) for i, s in enumerate(high) if s.first % (1 << 64)]
    blocks = _name_blocks([names[asn] for asn in asns])
    columns = {
        "v4_bucket": _buckets(low),
        "v4_start": [s.first & 0xFFFF for s in low],
        "v6_start": [s.first >> 64 for s in high],
        "v6_fine": [i for i, _ in fine],
        "v6_fine_start": [lower for _, lower in fine],
        "asn": asns,
        "name_block": list(accumulate(map(len, blocks), initial=0)),
    }
    for family, begun in (("v4", low), ("v6", high)):
        columns[f"{family}_owner"] = [number[s.asn] & 0xFFFF for s in begun]
        columns[f"{family}_owner_high"] = [number[s.asn] >> 16 for s in begun]
    return {key: _bytes(COLUMNS[key], columns[key]) for key in COLUMNS} | {
        "names": b"".join(blocks)
    }


def starts(rows: list[Range]) -> Iterator[Start]:
    """Yield where each range begins, and where each gap does; the first is address 0."""
    beyond = 0
    for row in rows:
        if row.first > beyond:
            yield Start(beyond, 0)
        yield Start(row.first, row.asn)
        beyond = row.last + 1
    if rows and beyond.bit_count() == 1 and beyond.bit_length() in {33, 129}:
        return  # the last range reaches the last address of the family
    yield Start(beyond, 0)


def write(out: Path, header: Mapping[str, str], sections: Mapping[str, bytes]) -> int:
    """Write the file, whole or not at all; sections begin at multiples of 8."""
    padded = {key: raw + b"\0" * (-len(raw) % 8) for key, raw in sections.items()}
    offsets = accumulate(map(len, padded.values()), initial=0)
    places = {key: (at, len(sections[key])) for key, at in zip(padded, offsets, strict=False)}
    text = json.dumps({**header, "sections": places}).encode()
    text += b" " * (-len(text) % 8)
    whole = MAGIC + len(text).to_bytes(8, "little") + text + b"".join(padded.values())
    beside = out.with_name(f".{out.name}.part")
    beside.write_bytes(whole)
    beside.replace(out)
    return len(whole)


def _buckets(low: list[Start]) -> list[int]:
    """Return, for each upper half of an address, the number of the first range begun in it."""
    counts = [0] * 65_536
    for start in low:
        counts[start.first >> 16] += 1
    return list(accumulate(counts, initial=0))


def _name_blocks(names: list[str]) -> list[bytes]:
    edges = [*range(0, len(names), NAMES_A_BLOCK), len(names)]
    return [zlib.compress("\n".join(names[a:b]).encode(), 9) for a, b in pairwise(edges)]


def _bytes(code: str, values: list[int]) -> bytes:
    column = array(code, values)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _version(path: Path) -> tuple[str, str]:
    """Return the date that the package's version carries, and the version."""
    version = str(json.loads(path.read_text(encoding="utf-8"))["version"])
    found = re.search(r"\.(\d{4})(\d\d)(\d\d)\d*\Z", version)
    if not found:
        raise DataError(path, "version", f"is {version!r}", "expected N.N.YYYYMMDDHH")
    return "-".join(found.groups()), version


def main(arguments: list[str]) -> int:
    """Build from the folder named; say how large the table became."""
    folder = Path(arguments[0])
    out = Path(arguments[1]) if arguments[1:] else EMBEDDED
    size = build(folder, out)
    sys.stderr.write(f"{out}: {size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
