import ipaddress
from pathlib import Path

import pytest

from cdnaudit.errors import DataError
from cdnaudit.model.facts import AsnAnswer, Cause, Unknown
from cdnaudit.observe.asn_table import AsnTable, embedded


def asn(ip: str) -> int | None:
    answer = embedded().lookup(ip)
    assert isinstance(answer, AsnAnswer)
    return answer.asn


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("104.16.132.229", 13335),
        ("151.101.1.140", 54113),
        ("13.224.103.62", 16509),
        ("2606:4700::6810:84e5", 13335),
        ("::ffff:151.101.1.140", 54113),
    ],
)
def test_known_edges_have_their_as(ip: str, expected: int) -> None:
    assert asn(ip) == expected


def test_an_akamai_edge_is_named_akamai() -> None:
    answer = embedded().lookup("23.32.0.1")
    assert isinstance(answer, AsnAnswer)
    assert answer.as_name is not None
    assert "Akamai" in answer.as_name


@pytest.mark.parametrize(
    "ip", ["0.0.0.0", "10.0.0.1", "127.0.0.1", "192.168.1.1", "255.255.255.255", "::", "::1"]
)
def test_private_and_reserved_addresses_have_no_route(ip: str) -> None:
    assert embedded().lookup(ip) == AsnAnswer(None)


@pytest.mark.parametrize(
    "ip", ["fe80::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::1"]
)
def test_special_ipv6_addresses_have_no_route(ip: str) -> None:
    assert embedded().lookup(ip) == AsnAnswer(None)


@pytest.mark.parametrize("ip", ["104.16.132.229", "23.32.0.1", "2606:4700::6810:84e5"])
def test_the_prefix_holds_the_address(ip: str) -> None:
    answer = embedded().lookup(ip)
    assert isinstance(answer, AsnAnswer)
    assert answer.prefix is not None
    assert ipaddress.ip_address(ip) in ipaddress.ip_network(answer.prefix)


def test_no_address_is_unknown() -> None:
    assert embedded().lookup("example.com") == Unknown("'example.com' is no address", Cause.LIMIT)


def test_the_table_says_how_old_it_is_and_whom_to_credit() -> None:
    date, attribution = embedded().origin()
    assert date >= "2026-06-17"
    assert "CC BY 4.0" in attribution


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asn.bin"
    path.write_bytes(b"something else, and long enough")
    with pytest.raises(DataError, match=r"asn\.bin: is no table of ASes"):
        AsnTable(path)


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "asn.bin"
    whole = Path(__file__).parents[2] / "cdnaudit" / "generated" / "asn.bin"
    path.write_bytes(whole.read_bytes()[:100_000])
    with pytest.raises(DataError, match="it is cut short"):
        AsnTable(path)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="make asn-table"):
        AsnTable(tmp_path / "none.bin")
