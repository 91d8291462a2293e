"""Master files: what is read, and that whatever is wrong with one is told with line and mend."""

import time
from pathlib import Path

import pytest

from cdnaudit.errors import FileError
from cdnaudit.model.facts import Record
from cdnaudit.overlay.hosts import hosts
from cdnaudit.overlay.reading import read_overlay
from cdnaudit.overlay.zone_data import ZoneData

HEAD = "$TTL 3600\n@ SOA ns owner 1 7200 900 1209600 300\n@ NS ns.alpha.example.\n"


def zone(tmp_path: Path, text: str, name: str = "shop.example.zone") -> ZoneData:
    file = tmp_path / name
    file.write_bytes(text.encode("latin-1"))
    return read_overlay([file]).zones[0]


def test_names_are_relative_to_the_zone_after_which_the_file_is_named(tmp_path: Path) -> None:
    found = zone(tmp_path, HEAD + "www 60 IN CNAME X.CDN.example.\n")
    assert found.apex == "shop.example"
    assert found.at("www.shop.example", "CNAME") == (
        Record("www.shop.example", "CNAME", 60, "x.cdn.example"),
    )
    assert found.nameservers == ("ns.alpha.example",)


def test_the_origin_in_the_file_outweighs_its_name(tmp_path: Path) -> None:
    found = zone(tmp_path, "$ORIGIN pay.example.\n" + HEAD, "before.zone")
    assert found.apex == "pay.example"


def test_generated_names_are_read(tmp_path: Path) -> None:
    found = zone(tmp_path, HEAD + "$GENERATE 1-3 host$ A 192.0.2.$\n")
    assert found.at("host3.shop.example", "A")[0].data == "192.0.2.3"


def test_records_of_other_zones_are_told(tmp_path: Path) -> None:
    found = zone(tmp_path, HEAD + "www.other.example. A 192.0.2.1\n")
    assert found.doubts == ("1 name outside shop.example not read, as www.other.example",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            HEAD + "$INCLUDE more.zone\n",
            "line 4: $INCLUDE would read another file; put its records here, as `named-compilezone` does",
        ),
        (
            HEAD + "$GENERATE 1-10001 h$ A 192.0.2.1\n",
            "line 4: $GENERATE makes more than 10,000 names; make fewer",
        ),
        (
            HEAD + "$GENERATE 1-5000 h$ A 192.0.2.1\n$GENERATE 1-5001 g$ A 192.0.2.1\n",
            "line 5: $GENERATE makes more than 10,000 names; make fewer",
        ),
        (
            HEAD + f"$GENERATE 1-{'9' * 5000} h$ A 192.0.2.1\n",
            "line 4: $GENERATE makes more than 10,000 names; make fewer",
        ),
        (HEAD + "www A 192.0.2.1\0\n", "line 4: holds a NUL character; give a zone file"),
        ("; caf\xe9\n" + HEAD, "is not UTF-8 text; give a zone file"),
        ("", "holds no records; give a master file"),
        (
            HEAD + "pay.example. SOA ns owner 1 1 1 1 1\n",
            "holds several SOA records: of shop.example and pay.example; give each zone a file of its own",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_remedy(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FileError) as caught:
        zone(tmp_path, text)
    assert str(caught.value) == f"{tmp_path / 'shop.example.zone'}: {told}"


@pytest.mark.parametrize(
    "line",
    [
        "www A 192.0.2.999",
        "www A",
        "www NOSUCHTYPE x",
        "www CNAME a\nwww A 192.0.2.1",
        "www CH A 192.0.2.1",
        "www A ( 192.0.2.1",
        "www A )",
        "$GENERATE 1-3 host$",
        "$GENERATE 3-1 host$ A 192.0.2.$",
        "$NOSUCH x",
        'www TXT "open',
        f"{'a' * 64} A 192.0.2.1",
        "(" * 100_000,
        ")" * 100_000,
        "www A " + "(" * 100_000,
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(FileError) as caught:
        zone(tmp_path, HEAD + line + "\n")
    assert caught.value.where == f"line {3 + len(line.splitlines())}"
    assert len(str(caught.value)) < 600


def test_a_file_that_names_no_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"begin it with a line such as `\$ORIGIN example.com.`"):
        zone(tmp_path, HEAD, "before.zone")


def test_one_zone_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("shop.example.zone", "db.shop.example"):
        (tmp_path / name).write_text(HEAD)
    with pytest.raises(FileError, match=r"holds the zone shop\.example, as "):
        read_overlay([tmp_path / "shop.example.zone", tmp_path / "db.shop.example"])


def test_a_large_file_is_read_in_seconds(tmp_path: Path) -> None:
    begin = time.process_time()
    found = zone(tmp_path, HEAD + "".join(f"h{i} A 192.0.2.1\n" for i in range(20_000)))
    assert len(hosts(found)) == 20_000
    assert time.process_time() - begin < 20


def test_hosts_that_serve_are_audited_apex_first(tmp_path: Path) -> None:
    found = zone(
        tmp_path,
        HEAD
        + "@ A 192.0.2.1\n@ MX 10 mail\nmail A 192.0.2.2\nwww A 192.0.2.1\napi CNAME x.example.\n"
        + "_dmarc TXT x\n_acme-challenge CNAME x.example.\nhost._tcp A 192.0.2.1\n* A 192.0.2.9\n"
        + "sub NS ns.sub\nns.sub A 192.0.2.3\nv6 AAAA 2001:db8::1\ntext TXT x\n",
    )
    assert hosts(found) == ("shop.example", "api.shop.example", "v6.shop.example")


def test_a_www_without_a_serving_apex_is_a_target_of_its_own(tmp_path: Path) -> None:
    assert hosts(zone(tmp_path, HEAD + "www A 192.0.2.1\n")) == ("www.shop.example",)


def test_a_mail_host_to_which_an_alias_points_too_is_audited(tmp_path: Path) -> None:
    found = zone(tmp_path, HEAD + "@ MX 10 mx\nmx A 192.0.2.2\nwebmail CNAME mx\n")
    assert hosts(found) == ("mx.shop.example", "webmail.shop.example")
