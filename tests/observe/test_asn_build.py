import ipaddress
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.errors import DataError
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.observe.asn_build import GENERATED, Range, build, main, pack, read, write
from cdnaudit.observe.asn_table import AsnTable

V4 = """\
16777216,16777471,64500,"Example, Inc."
16777472,16777983,64501,Two
4294967040,4294967295,64502,Last
"""
V6 = """\
42540766411282592856903984951653826560,42540766411282592856903984951653826607,64500,"Example, Inc."
42540766411282592856903984951653826608,42540766411282592856903984951653826608,64503,One host
"""


def package(folder: Path, v4: str = V4, v6: str = V6, version: str = "2.3.2026061719") -> Path:
    (folder / "asn-ipv4-num.csv").write_text(v4, encoding="utf-8")
    (folder / "asn-ipv6-num.csv").write_text(v6, encoding="utf-8")
    (folder / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    return folder


def built(folder: Path, v4: str = V4, v6: str = V6) -> AsnTable:
    build(package(folder, v4, v6), folder / "asn.bin")
    return AsnTable(folder / "asn.bin")


@pytest.mark.parametrize(
    ("ip", "expected"),
    [
        ("1.0.0.0", AsnAnswer(64500, "Example, Inc.", "1.0.0.0/24")),
        ("1.0.1.0", AsnAnswer(64501, "Two", "1.0.1.0/24")),
        ("1.0.2.255", AsnAnswer(64501, "Two", "1.0.2.0/24")),
        ("1.0.3.0", AsnAnswer(None)),
        ("0.255.255.255", AsnAnswer(None)),
        ("255.255.255.255", AsnAnswer(64502, "Last", "255.255.255.0/24")),
        ("2001:db8::2f", AsnAnswer(64500, "Example, Inc.", "2001:db8::20/124")),
        ("2001:db8::30", AsnAnswer(64503, "One host", "2001:db8::30/128")),
        ("2001:db8::31", AsnAnswer(None)),
        ("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", AsnAnswer(None)),
    ],
)
def test_lookups_end_where_ranges_end(tmp_path: Path, ip: str, expected: AsnAnswer) -> None:
    assert built(tmp_path).lookup(ip) == expected


def test_the_file_says_that_it_is_generated(tmp_path: Path) -> None:
    built(tmp_path)
    assert GENERATED.encode() in (tmp_path / "asn.bin").read_bytes()


def test_of_two_that_overlap_the_later_cuts_the_earlier_short(tmp_path: Path) -> None:
    table = built(tmp_path, v4="0,511,64500,A\n256,300,64501,B\n")
    found = [table.lookup(ip) for ip in ("0.0.0.255", "0.0.1.0", "0.0.1.45")]
    assert [a.asn for a in found if isinstance(a, AsnAnswer)] == [64500, 64501, None]


def test_the_last_range_may_reach_the_last_address_of_ipv6(tmp_path: Path) -> None:
    table = built(tmp_path, v6=f"{0xFFFF << 112},{2**128 - 1},64500,A\n")
    assert table.lookup("ffff::1") == AsnAnswer(64500, "A", "ffff::/16")


@pytest.mark.parametrize(
    ("csv", "problem"),
    [
        ("1,2,3\n", "line 1: is no range"),
        ("a,2,3,N\n", "line 1: is no range"),
        ("5,6,1,N\n1,2,1,N\n", "line 2: is out of order"),
        ("6,5,1,N\n", "line 1: is out of order"),
    ],
)
def test_a_csv_that_holds_no_ranges_is_refused(tmp_path: Path, csv: str, problem: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(csv, encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        read(path)


def test_a_version_without_a_date_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"version: is '1\.2\.3'"):
        build(package(tmp_path, version="1.2.3"), tmp_path / "asn.bin")


def test_the_header_carries_the_date_of_the_package(tmp_path: Path) -> None:
    assert built(tmp_path).origin()[0] == "2026-06-17"


def test_the_command_writes_where_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made.bin"
    assert main([str(package(tmp_path)), str(out)]) == 0
    assert capsys.readouterr().err == f"{out}: {out.stat().st_size} bytes\n"


@given(
    edges=st.lists(st.integers(0, 2**32), min_size=2, unique=True).map(sorted),
    owners=st.lists(st.integers(0, 300), min_size=1),
    address=st.integers(0, 2**32 - 1),
)
def test_the_table_says_what_the_ranges_say(
    tmp_path_factory: pytest.TempPathFactory, edges: list[int], owners: list[int], address: int
) -> None:
    ranges = [
        Range(a, b - 1, 64000 + owner, f"N{owner}")
        for a, b, owner in zip(edges, edges[1:], owners, strict=False)
    ]
    path = tmp_path_factory.mktemp("asn") / "asn.bin"
    write(path, {"date": "2026-01-01", "attribution": ""}, pack(ranges, []))
    table = AsnTable(path)
    for probe in {address, *(e for r in ranges for e in (r.first, r.last))}:
        holder = next((r for r in ranges if r.first <= probe <= r.last), None)
        answer = table.lookup(str(ipaddress.IPv4Address(probe)))
        assert isinstance(answer, AsnAnswer)
        assert (answer.asn, answer.as_name) == (
            (holder.asn, holder.name) if holder else (None, None)
        )
