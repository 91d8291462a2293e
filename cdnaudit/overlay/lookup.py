"""What a server that holds a zone says of a name in it (RFC 1034, section 4.3.2)."""

from dataclasses import dataclass
from itertools import chain

from cdnaudit.model.facts import DnsAnswer, Record
from cdnaudit.names import MAX_NAME, is_under
from cdnaudit.overlay.zone_data import ADDRESSES, ALIAS, ZoneData, alias_of


@dataclass(frozen=True, slots=True)
class Referral:
    """The name lies in a zone that this one delegates."""

    cut: str


@dataclass(frozen=True, slots=True)
class Led:
    """The name is another's: by ``links``, or because the servers put that one's addresses here."""

    target: str
    links: tuple[Record, ...] = ()
    alias: Record | None = None
    """The ALIAS record, where the addresses are to be given as those of the name itself."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The file holds something there that could not be read."""

    reason: str


Found = DnsAnswer | Referral | Led | Unread


def look_up(zone: ZoneData, name: str, type_: str) -> Found:
    """Find what the zone says of ``name``, which is at or under its apex."""
    cut = zone.cut_at_or_above(name)
    if cut:
        return Referral(cut)
    renamed = _by_dname(zone, name)
    if renamed:
        return renamed
    if name in zone.names:
        return _at(zone, name, name, type_)
    source = _wildcard(zone, name)
    return _at(zone, source, name, type_) if source in zone.names else _none(zone, "NXDOMAIN")


def referral(zone: ZoneData, cut: str) -> DnsAnswer:
    """Return the delegation at ``cut``, with the addresses the zone holds of its nameservers."""
    servers = zone.at(cut, "NS")
    glue = chain.from_iterable(
        zone.at(server.data, type_)
        for server in servers
        for type_ in ADDRESSES
        if is_under(server.data, cut)
    )
    return DnsAnswer("NOERROR", (*servers, *glue), aa=False)


def _at(zone: ZoneData, source: str, name: str, type_: str) -> Found:
    """Answer with the records at ``source``, as those of ``name``."""
    records = zone.at(source, type_)
    reason = _why_unread(zone, source, type_)
    if reason:
        return Unread(reason)
    led = _led(zone, source, name, type_) if not records else None
    if led:
        return led
    if not records:
        return _none(zone, "NOERROR")
    return DnsAnswer("NOERROR", tuple(r._replace(name=name) for r in records), aa=True)


def _why_unread(zone: ZoneData, source: str, type_: str) -> str:
    """Say why the file does not tell; ``""`` where it does."""
    if type_ == "SOA" and source == zone.apex and not zone.at(source, type_):
        return f"{zone.file} has no SOA record"
    return zone.why_unread(source, type_) or zone.why_unread(source, "CNAME")


def _led(zone: ZoneData, source: str, name: str, type_: str) -> Led | None:
    """Return where an alias at ``source`` leads, if one is there."""
    alias = zone.at(source, "CNAME")
    flat = zone.at(source, ALIAS) or zone.at(source, alias_of(type_))
    if alias:
        return Led(alias[0].data, links=(alias[0]._replace(name=name),))
    if flat and type_ in ADDRESSES:
        return Led(flat[0].data, alias=flat[0]._replace(name=name))
    return None


def _none(zone: ZoneData, rcode: str) -> DnsAnswer:
    """Answer 'none', with the SOA that names the apex (RFC 2308)."""
    return DnsAnswer(rcode, (zone.soa,), aa=True)


def _wildcard(zone: ZoneData, name: str) -> str:
    """Return the wildcard that would answer: below the closest name that exists (RFC 4592)."""
    encloser = next(
        above for above in zone.above(name) if above in zone.names or above == zone.apex
    )
    return f"*.{encloser}"


def _by_dname(zone: ZoneData, name: str) -> Led | DnsAnswer | None:
    """Put another tree of names in the place of this one (RFC 6672, section 3)."""
    for above in zone.above(name):
        records = zone.at(above, "DNAME") if above != name else ()
        if records:
            renamed = name.removesuffix(above) + records[0].data
            if len(renamed) > MAX_NAME:
                return DnsAnswer("YXDOMAIN", records, aa=True)
            link = Record(name, "CNAME", records[0].ttl, renamed)
            return Led(renamed, links=(link,))
    return None
