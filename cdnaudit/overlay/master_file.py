"""Read master files: RFC 1035, section 5, with the ``$TTL`` of RFC 2308 and BIND's ``$GENERATE``."""

import re
from collections.abc import Iterator
from typing import Any

import dns.exception
import dns.name
import dns.rdataclass
import dns.rdatatype
import dns.tokenizer
import dns.transaction
import dns.zonefile

from cdnaudit import names
from cdnaudit.errors import FileError
from cdnaudit.fields.source import NEWLINE, Source
from cdnaudit.fields.wording import clipped
from cdnaudit.model.facts import Record
from cdnaudit.overlay.zone_data import ZoneData, rrsets_of
from cdnaudit.record_data import presented

MAX_GENERATED = 10_000
"""Names that the ``$GENERATE`` lines of one file may make."""
MOST_NAMED = 3
"""Names that stand in one error."""
MEND = "mend the line"
DIRECTIVES = ("$GENERATE", "$ORIGIN", "$TTL")
BESIDE_ALIASES = frozenset({"RRSIG", "NSEC", "NSEC3", "KEY"})
"""Types that may stand beside a CNAME. Source: RFC 4034, section 3, and RFC 2181, section 10.1."""
_GENERATE = re.compile(r"\s*\$GENERATE\s+(\d+)-(\d+)(?:/(\d+))?", re.IGNORECASE)
_ORIGIN = re.compile(r"^\$ORIGIN[ \t]+(\S+)\.", re.IGNORECASE | re.MULTILINE)
_INCLUDE = re.compile(r"\s*\$INCLUDE\b", re.IGNORECASE)
_LOCATED = re.compile(r".*?:\d+: (.*)", re.DOTALL)
_MOST_DIGITS = 9


def read(source: Source, text: str, origin: str) -> ZoneData:
    """Read one zone; ``origin`` is what names are relative to until ``$ORIGIN`` says otherwise.

    Raises:
        FileError: says which line cannot be read, and how to mend it.
    """
    _refuse_directives(source, text)
    records = _parsed(source, text, origin)
    apex = _apex(source, records, _declared(text) or origin)
    return ZoneData(
        apex=apex,
        file=str(source.path),
        rrsets=rrsets_of(r for r in records if names.is_under(r.name, apex)),
        doubts=tuple(_doubts(records, apex)),
    )


def _declared(text: str) -> str:
    """Return the origin that the file itself gives first; ``""`` where it gives none."""
    found = _ORIGIN.search(text)
    return names.clean(found.group(1)) if found else ""


def _refuse_directives(source: Source, text: str) -> None:
    """Refuse what would read another file, or make more names than a zone has."""
    made = 0
    for number, line in enumerate(text.split(NEWLINE), 1):
        if _INCLUDE.match(line):
            remedy = "put its records here, as `named-compilezone` does"
            raise source.error(f"line {number}", "$INCLUDE would read another file", remedy)
        made += _count(line)
        if made > MAX_GENERATED:
            problem = f"$GENERATE makes more than {MAX_GENERATED:,} names"
            raise source.error(f"line {number}", problem, "make fewer")


def _count(line: str) -> int:
    """Return how many names a ``$GENERATE`` line makes; none for another line."""
    found = _GENERATE.match(line)
    if not found:
        return 0
    if max(map(len, found.groups("1"))) > _MOST_DIGITS:
        return MAX_GENERATED + 1
    start, stop, step = map(int, found.groups("1"))
    return max(0, stop - start) // max(step, 1) + 1


def _parsed(source: Source, text: str, origin: str) -> tuple[Record, ...]:
    """Parse every record, whatever zone it is of."""
    tokens = _Lines(text)
    kept = _Kept()
    try:
        reader = dns.zonefile.Reader(tokens, dns.rdataclass.IN, kept, allow_directives=DIRECTIVES)
        reader.current_origin = reader.last_name = dns.name.from_text(f"{origin}.")
        reader.read()
    except (dns.exception.DNSException, ValueError, ArithmeticError) as error:
        raise _unreadable(source, tokens.begun, text, error) from None
    return tuple(kept.records)


class _Anywhere(dns.transaction.TransactionManager):
    """Lets the reader take the root for the zone, so that it leaves no record out as another's."""

    def origin_information(self) -> tuple[dns.name.Name | None, bool, dns.name.Name | None]:
        """Return the root; names stay absolute."""
        return dns.name.root, False, None


class _Kept(dns.transaction.Transaction):
    """Takes what the reader reads; one of a zone would refuse a SOA that is not at the root."""

    def __init__(self) -> None:
        super().__init__(_Anywhere(), replacement=True)
        self.records: list[Record] = []
        self._has_alias: dict[str, bool] = {}

    def _set_origin(self, origin: dns.name.Name | None) -> None:
        """Need no origin: names are absolute."""

    def add(self, *args: Any) -> None:
        """Keep a record, given as its owner, its TTL and its data."""
        owner, ttl, rdata = args
        name, type_ = names.clean(owner.to_text()), dns.rdatatype.to_text(rdata.rdtype)
        if type_ not in BESIDE_ALIASES:
            is_alias = type_ == "CNAME"
            if self._has_alias.setdefault(name, is_alias) is not is_alias:
                raise ValueError(f"{name} has a CNAME and other records")
        self.records.append(Record(name, type_, ttl, presented(type_, rdata.to_text())))


def _unreadable(source: Source, line: int, text: str, error: Exception) -> FileError:
    """Say what the parser says, with the line on which the record begins."""
    found = _LOCATED.fullmatch(str(error))
    problem = clipped(found.group(1) if found else str(error)).rstrip(".")
    written = clipped(text.split(NEWLINE)[line - 1].strip())
    return source.error(f"line {line}", f"'{written}' cannot be read: {problem}", MEND)


class _Lines(dns.tokenizer.Tokenizer):
    """Knows on which line the record under way begins."""

    begun = 1

    def get(
        self,
        want_leading: bool = False,  # noqa: FBT001, FBT002  dnspython's own signature
        want_comment: bool = False,  # noqa: FBT001, FBT002
    ) -> dns.tokenizer.Token:
        """Return the next token; the reader wants leading space at the beginning of a record."""
        if want_leading:
            self.begun = self.line_number
        return super().get(want_leading, want_comment)


def _apex(source: Source, records: tuple[Record, ...], origin: str) -> str:
    """Return where the zone begins: at its SOA, or at the origin."""
    owners = [record.name for record in records if record.type == "SOA"]
    if len(owners) > 1:
        problem = f"holds several SOA records: of {names.listed(owners[:MOST_NAMED])}"
        raise source.error("", problem, "give each zone a file of its own")
    apex = owners[0] if owners else origin
    if not records:
        raise source.error("", "holds no records", "give a master file")
    if "." not in apex:
        problem = "does not say which zone it is"
        raise source.error("", problem, "begin it with a line such as `$ORIGIN example.com.`")
    return apex


def _doubts(records: tuple[Record, ...], apex: str) -> Iterator[str]:
    outside = list(dict.fromkeys(r.name for r in records if not names.is_under(r.name, apex)))
    if outside:
        yield f"{names.counted(len(outside), 'name')} outside {apex} not read, as {outside[0]}"
