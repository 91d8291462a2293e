from pathlib import Path

import pytest

from cdnaudit.errors import DataError
from cdnaudit.model.facts import AsnAnswer, Unknown
from cdnaudit.observe.asn_mmdb import MmdbTable
from tests.observe import mmdb_file

GEOLITE: dict[str, mmdb_file.Value] = {
    "autonomous_system_number": 64500,
    "autonomous_system_organization": "EXAMPLE",
}
IPINFO: dict[str, mmdb_file.Value] = {
    "asn": "AS64501",
    "as_name": "Example Two",
    "as_domain": "example.net",
}


@pytest.fixture
def table(tmp_path: Path) -> MmdbTable:
    path = tmp_path / "asn.mmdb"
    mmdb_file.write(path, {"192.0.2.0/24": GEOLITE, "2001:db8::/32": IPINFO})
    return MmdbTable(path)


def test_geolite_fields_give_number_name_and_prefix(table: MmdbTable) -> None:
    assert table.lookup("192.0.2.77") == AsnAnswer(64500, "EXAMPLE", "192.0.2.0/24")


def test_ipinfo_fields_give_number_name_and_prefix(table: MmdbTable) -> None:
    assert table.lookup("2001:db8::1") == AsnAnswer(64501, "Example Two", "2001:db8::/32")


def test_an_entry_without_a_number_is_no_route(tmp_path: Path) -> None:
    path = tmp_path / "asn.mmdb"
    entries: dict[str, dict[str, mmdb_file.Value]] = {
        "192.0.2.0/24": GEOLITE,
        "198.51.100.0/24": {"as_name": "Nobody"},
        "203.0.113.0/24": {"asn": "AS0", "as_name": "No route"},
    }
    mmdb_file.write(path, entries)
    table = MmdbTable(path)
    assert [table.lookup(ip) for ip in ("198.51.100.1", "203.0.113.1")] == [AsnAnswer(None)] * 2


def test_an_address_not_in_the_file_has_no_route(table: MmdbTable) -> None:
    assert table.lookup("198.51.100.1") == AsnAnswer(None)


def test_no_address_is_unknown(table: MmdbTable) -> None:
    assert isinstance(table.lookup("example.com"), Unknown)


def test_origin_is_the_build_date_and_type(table: MmdbTable) -> None:
    assert table.origin() == ("2025-10-09", "test-ASN")


def test_a_file_that_is_no_mmdb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asn.mmdb"
    path.write_text("no database")
    with pytest.raises(DataError, match=r"asn\.mmdb: is no MMDB file .*; give a GeoLite2-ASN"):
        MmdbTable(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: No such file"):
        MmdbTable(tmp_path / "none.mmdb")


def test_a_database_without_as_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "country.mmdb"
    mmdb_file.write(path, {"192.0.2.0/24": {"country": "ZZ"}})
    with pytest.raises(DataError, match="holds no AS numbers"):
        MmdbTable(path)
