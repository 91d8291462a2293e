"""Which hosts of a zone are audited where nobody names one."""

from collections.abc import Iterator

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.overlay.zone_data import ADDRESSES, ALIAS, ANY, ZoneData, alias_of

ALIASES = ("CNAME", ALIAS, *map(alias_of, ADDRESSES))
SERVING = (*ADDRESSES, *ALIASES, ANY)
WWW = "www"


def hosts(zone: ZoneData) -> tuple[str, ...]:
    """Return the apex, which is audited with its ``www``, then every other host that serves.

    Left out are names with a label that begins with ``_``, and hosts that only MX points to.
    """
    serving = {*_serving(zone)}
    mail = _only_for_mail(zone)
    others = sorted(name for name in serving - mail if is_host(name))
    has_apex = zone.apex in serving
    with_apex = {zone.apex, f"{WWW}.{zone.apex}"} if has_apex else set()
    first = (zone.apex,) if has_apex else ()
    return (*first, *(name for name in others if name not in with_apex))


def patterns(zone: ZoneData) -> tuple[str, ...]:
    """Return the wildcards that serve: each stands for hosts that nobody names."""
    return tuple(sorted(name for name in _serving(zone) if name.startswith("*.")))


def is_host(name: str) -> bool:
    """Tell whether a site can have a name.

    >>> is_host("www.example.com"), is_host("_dmarc.example.com"), is_host("*.example.com")
    (True, False, False)
    """
    if any(label.startswith("_") for label in name.split(".")):
        return False
    try:
        return names.target(name) == name
    except UsageError:
        return False


def _serving(zone: ZoneData) -> Iterator[str]:
    """Yield the names in the zone itself, not below a delegation, that have an address or alias."""
    known = {(name, type_) for name, types in zone.rrsets.items() for type_ in types}
    for name, type_ in known | {*zone.unread}:
        if type_ in SERVING and not zone.cut_at_or_above(name):
            yield name


def _only_for_mail(zone: ZoneData) -> set[str]:
    """Return what MX records point to and no other record does; the apex serves all the same."""
    mail: set[str] = set()
    other: set[str] = set()
    for types in zone.rrsets.values():
        mail.update(record.data.split()[-1] for record in types.get("MX", ()))
        pointing = (types.get(type_, ()) for type_ in (*ALIASES, "NS"))
        other.update(record.data for records in pointing for record in records)
    return mail - other - {zone.apex, f"{WWW}.{zone.apex}"}
