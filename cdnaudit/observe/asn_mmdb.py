"""Which AS announces an address, from a user's own MMDB file (GeoLite2-ASN, IPinfo, …)."""

import datetime as dt
import ipaddress
from collections.abc import Mapping
from pathlib import Path

from cdnaudit.errors import DataError
from cdnaudit.model.facts import AsnAnswer, Cause, Unknown

REMEDY = "give a GeoLite2-ASN or IPinfo ASN file in MMDB form"
NUMBER_KEYS = ("autonomous_system_number", "asn")
NAME_KEYS = ("autonomous_system_organization", "as_name", "name", "as_organization")


class MmdbTable:
    """Origins from one MMDB file."""

    def __init__(self, path: Path) -> None:
        """Open ``path``.

        Raises:
            DataError: it cannot be read, is no MMDB file, or knows no ASes.
        """
        import maxminddb

        self._path = path
        self._broken = maxminddb.InvalidDatabaseError
        try:
            self._reader = maxminddb.open_database(str(path), maxminddb.MODE_MMAP)
            some = next((record for _, record in self._reader), None)
        except OSError as error:
            raise DataError(path, "", f"cannot be read: {error.strerror}", REMEDY) from None
        except (maxminddb.InvalidDatabaseError, ValueError) as error:
            raise DataError(path, "", f"is no MMDB file ({error})", REMEDY) from None
        if not isinstance(some, dict) or not _first(some, NUMBER_KEYS):
            raise DataError(path, "", "holds no AS numbers", REMEDY)

    def lookup(self, ip: str) -> AsnAnswer | Unknown:
        """Return the AS of an address; AS None where the file has none."""
        try:
            record, bits = self._reader.get_with_prefix_len(ip)
        except (self._broken, ValueError) as error:
            return Unknown(f"{self._path.name}: {error}", Cause.LIMIT)
        if not isinstance(record, dict):
            return AsnAnswer(None)
        digits = _first(record, NUMBER_KEYS).upper().removeprefix("AS")
        if not digits.isdecimal() or not int(digits):
            return AsnAnswer(None)
        return AsnAnswer(
            asn=int(digits),
            as_name=_first(record, NAME_KEYS) or None,
            prefix=str(ipaddress.ip_network(f"{ip}/{bits}", strict=False)),
        )

    def origin(self) -> tuple[str, str]:
        """Return the date the file was built, as ISO 8601, and what it calls itself."""
        metadata = self._reader.metadata()
        built = dt.datetime.fromtimestamp(metadata.build_epoch, dt.UTC)
        return built.date().isoformat(), metadata.database_type


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((str(record[key]) for key in keys if record.get(key)), "")
