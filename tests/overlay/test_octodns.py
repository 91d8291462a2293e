"""Zone files of octoDNS: what is read, what is named as unread, and what is refused with its line."""

import time
from pathlib import Path

import pytest

from cdnaudit.errors import FileError
from cdnaudit.model.facts import Record
from cdnaudit.overlay.hosts import hosts
from cdnaudit.overlay.reading import read_overlay
from cdnaudit.overlay.zone_data import ALIAS, ZoneData

WWW = "www:\n  type: CNAME\n  value: X.cdn.example.\n"


def zone(tmp_path: Path, text: str, name: str = "shop.example.yaml") -> ZoneData:
    file = tmp_path / name
    file.write_text(text)
    return read_overlay([file]).zones[0]


def test_one_record_and_several_with_one_value_and_several(tmp_path: Path) -> None:
    text = (
        WWW + "'':\n  - type: ALIAS\n    value: x.cdn.example.\n  - type: NS\n    ttl: 60\n"
        "    values: [ns1.alpha.example., ns2.alpha.example.]\n"
    )
    found = zone(tmp_path, text)
    assert found.nameservers == ("ns1.alpha.example", "ns2.alpha.example")
    assert found.at("www.shop.example", "CNAME") == (
        Record("www.shop.example", "CNAME", 3600, "x.cdn.example"),
    )
    assert found.at("shop.example", ALIAS)[0].data == "x.cdn.example"
    assert found.doubts == ()
    assert hosts(found) == ("shop.example",)


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        ("  dynamic: {pools: {}}\n", "its 'dynamic' chooses the answer"),
        ("  geo: {NA: [192.0.2.2]}\n", "its 'geo' chooses the answer"),
        (
            "  octodns: {cloudflare: {proxied: true}}\n",
            "Cloudflare answers with addresses of its own",
        ),
        (
            "  octodns: {excluded: [ns1]}\n",
            "its 'octodns.excluded' keeps it from some providers",
        ),
    ],
)
def test_an_answer_that_the_file_does_not_hold_is_named_and_unknown(
    tmp_path: Path, extra: str, why: str
) -> None:
    found = zone(tmp_path, "www:\n  type: A\n  value: 192.0.2.1\n" + extra)
    assert found.unread == {("www.shop.example", "A"): why}
    assert found.doubts == (f"A record of www.shop.example not read: {why}",)
    assert hosts(found) == ("www.shop.example",)


def test_options_that_change_no_answer_are_read_past(tmp_path: Path) -> None:
    text = (
        WWW + "  octodns: {healthcheck: {path: /}, cloudflare: {proxied: false}, lenient: true}\n"
    )
    assert zone(tmp_path, text).doubts == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no records; give the zone file of octoDNS"),
        ("- a\n", "line 1: the zone is no mapping; write 'key: value' lines"),
        (
            "www: 3\n",
            "line 1: a record of www.shop.example is no mapping; write 'key: value' lines",
        ),
        ("www:\n  value: a.\n", "line 2: type is no text; give a text"),
        ("www:\n  type: A\n", "line 2: a record has no value; give it 'value' or 'values'"),
        ("www:\n  type: A\n  value: 1\n", "line 3: '1' is no A data; give an address"),
        ("www:\n  type: A\n  value: {}\n", "line 3: value is no text; give a text"),
        (
            "www:\n  type: A\n  ttl: x\n  value: 192.0.2.1\n",
            "line 3: ttl is 'x'; give a whole number of seconds",
        ),
        (
            "www:\n  type: CNAME\n  value: x.example\n",
            "line 3: 'x.example' has no final dot; end it with a dot",
        ),
        (
            WWW + WWW,
            "line 4: the key 'www' is there twice, or merges another mapping; write each key once",
        ),
        ("www: &a [*b]\n", "line 1: is not YAML: found undefined alias 'b'; mend the syntax"),
        ("www: [\n", "line 2: is not YAML: expected the node content, but found '<stream end>'"),
        ("www: !include x\n", "line 1: a record of www.shop.example is no mapping"),
        ("[" * 100_000, "line 1: is nested too deep; give a zone file"),
        ("\x01", "is not YAML: "),
        ("www: " + "- " * 50_000, "line 1: is not YAML: "),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    begin = time.process_time()
    with pytest.raises(FileError) as caught:
        zone(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'shop.example.yaml'}: {told}")
    assert time.process_time() - begin < 10


def test_a_mapping_that_holds_itself_ends(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is no text"):
        zone(tmp_path, "www: &a\n  type: A\n  values: [*a]\n")


def test_a_file_that_is_named_after_no_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is not named after its zone"):
        zone(tmp_path, WWW, "www.yaml")
