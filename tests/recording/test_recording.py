"""Recordings: written and read back, in each form; a wrong field is named with its remedy."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdnaudit.errors import OutputError, RecordingError
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import Source
from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    AsnAnswer,
    AsnQuestion,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    RdapAnswer,
    RdapQuestion,
    Record,
    Unknown,
)
from cdnaudit.model.tls import Tls, TlsProblem, TlsRefusal
from cdnaudit.recording.answer_reader import read_answer
from cdnaudit.recording.answer_writer import answer_row
from cdnaudit.recording.recording_file import RECORDING_FILE, Recording, lines, read, write
from tests.world import world

DNS = {"ask": "dns", "name": "a.example", "type": "A"}
EVERY: dict[Question, Answer] = {
    DnsQuestion("www.shop.example", "A"): DnsAnswer(
        "NOERROR",
        (
            Record("www.shop.example", "CNAME", 300, "x.edge.example"),
            Record("x.edge.example", "A", 20, "192.0.2.1"),
        ),
    ),
    DnsQuestion("shop.example", "NS", server="2001:db8::53"): DnsAnswer("REFUSED", (), aa=False),
    DnsQuestion("shop.example", "A", ecs="192.0.2.0/24", sample=2): DnsAnswer(
        "NXDOMAIN", (), ecs_scope=24
    ),
    DnsQuestion("ns2.shop.example", "A"): Unknown("timeout after 2.0 s"),
    DnsQuestion("ns3.shop.example", "A"): Unknown("no answer", Cause.SILENT),
    RdapQuestion("192.0.2.2"): NOT_RECORDED,
    AsnQuestion("192.0.2.1"): AsnAnswer(64500, "NORTH", "192.0.2.0/24"),
    AsnQuestion("192.0.2.2"): AsnAnswer(None),
    RdapQuestion("192.0.2.1"): RdapAnswer("NET", "Örg"),
    HttpQuestion("https://www.shop.example/"): HttpAnswer(
        403,
        (("Server", "edge"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        "body \u2028 \x00",
        "192.0.2.1",
        Tls("CN=R11", ("www.shop.example",)),
    ),
    HttpQuestion("https://www.shop.example/login"): HttpAnswer(200, ()),
    HttpQuestion("https://www.shop.example/", origin="192.0.2.9"): HttpAnswer(502, ()),
    HttpQuestion("https://old.shop.example/"): TlsRefusal(
        TlsProblem.UNTRUSTED,
        Tls("CN=Own", ("old.shop.example",), "2026-07-03T12:00:00Z", "2026-10-01T12:00:00Z"),
        "192.0.2.1",
        "self-signed certificate in certificate chain",
    ),
    HttpQuestion("https://older.shop.example/"): TlsRefusal(TlsProblem.OLD_VERSION),
}


def written(path: Path, answers: Mapping[Question, Answer]) -> Path:
    write(
        path, lines(["www.shop.example"], answers.items(), recorded="now", options={"samples": 1})
    )
    return path


def fields(row: dict[str, object]) -> Fields:
    return Fields(Source(Path("recording.json"), RECORDING_FILE), "", row)


def whole(answers: list[object], **header: object) -> str:
    top = {"schema": "cdnaudit/recording/v1", "targets": ["www.shop.example"], **header}
    return json.dumps({**top, "answers": answers})


NAMES = ("run.jsonl", "run.json", "run.jsonl.gz", "run.json.gz", "run.gz", "run", "a.json/run")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_reads_back(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    assert read(written(file, EVERY)) == Recording(
        targets=("www.shop.example",),
        answers=EVERY,
        provenance="recorded",
        recorded="now",
        options={"samples": 1},
    )


@pytest.mark.parametrize("name", NAMES)
def test_json_is_one_object_and_all_else_is_lines(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    raw = written(file, EVERY).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
    one_object = name in {"run.json", "run.json.gz"}
    head, *answers = [json.loads(text)] if one_object else in_lines(text)
    assert head["schema"] == "cdnaudit/recording/v1"
    assert len(head["answers"] if one_object else answers) == len(EVERY)
    assert text.count("\n") == len(EVERY) + (2 if one_object else 1)


def in_lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


@pytest.mark.parametrize("name", ["run.json", "run.jsonl"])
def test_a_world_that_gave_no_answer_reads_back(tmp_path: Path, name: str) -> None:
    assert read(written(tmp_path / name, {})).answers == {}


def test_a_whole_world_reads_back(tmp_path: Path) -> None:
    assert read(written(tmp_path / "recording.jsonl", world())).answers == world()


def test_one_object_json_lines_and_gzip_say_the_same(tmp_path: Path) -> None:
    rows: list[object] = [answer_row(q, a) for q, a in EVERY.items()]
    header, *_ = whole([]).removesuffix(', "answers": []}').splitlines()
    texts = {
        "one.json": whole(rows),
        "lines.jsonl": "\n\n".join([header + "}", *map(json.dumps, rows)]),
    }
    found = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
        found += [read(tmp_path / name), read(tmp_path / f"{name}.gz")]
    assert found == [found[0]] * 4
    assert found[0].answers == EVERY


def test_half_a_character_reads_back(tmp_path: Path) -> None:
    odd: dict[Question, Answer] = {
        HttpQuestion("https://a.example/"): HttpAnswer(200, (), "\ud800")
    }
    assert read(written(tmp_path / "recording.jsonl", odd)).answers == odd


def test_the_order_of_answers_does_not_change_the_bytes(tmp_path: Path) -> None:
    back = dict(reversed(EVERY.items()))
    one, two = written(tmp_path / "a.jsonl.gz", EVERY), written(tmp_path / "b.jsonl.gz", back)
    assert one.read_bytes() == two.read_bytes()


def test_writing_leaves_no_part_behind(tmp_path: Path) -> None:
    written(tmp_path / "recording.jsonl", EVERY)
    assert [p.name for p in tmp_path.iterdir()] == ["recording.jsonl"]


def test_writing_where_nothing_can_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        written(tmp_path / "none" / "recording.jsonl", EVERY)
    assert str(caught.value).endswith(
        "cannot be written: No such file or directory; choose another file"
    )


@settings(max_examples=50)
@given(st.sampled_from(list(EVERY.items())), st.text(max_size=20))
def test_an_answer_reads_back_whatever_its_texts(pair: tuple[Question, Answer], text: str) -> None:
    question, answer = pair
    variants: list[Answer] = [answer, Unknown(text)]
    if isinstance(answer, TlsRefusal):
        variants.append(TlsRefusal(answer.problem, Tls(text, (text,)), text, text))
    if isinstance(answer, HttpAnswer):
        variants.append(HttpAnswer(answer.status, ((text, text),), text, text, Tls(text, (text,))))
    for variant in variants:
        row = json.loads(json.dumps(answer_row(question, variant)))
        assert read_answer(fields(row)) == (question, variant)


def test_names_are_read_in_any_case_and_with_a_final_dot(tmp_path: Path) -> None:
    file = tmp_path / "recording.json"
    record = {"name": "WWW.Shop.example.", "type": "cname", "ttl": 1, "data": "X.Edge.example."}
    file.write_text(
        whole([{"ask": "dns", "name": "WWW.Shop.Example.", "type": "a", "records": [record]}])
    )
    assert read(file).answers == {
        DnsQuestion("www.shop.example", "A"): DnsAnswer(
            "NOERROR", (Record("www.shop.example", "CNAME", 1, "x.edge.example"),)
        )
    }


@pytest.mark.parametrize(
    ("type_", "data", "read_as"),
    [
        ("MX", "10 Mail.Shop.example.", "10 mail.shop.example"),
        ("MX", "0 .", "0 ."),
        ("NS", ".", ""),
        (
            "SOA",
            "NS1.a.example.  Host.a.example. 1 2 3 4 5",
            "ns1.a.example host.a.example 1 2 3 4 5",
        ),
        ("HTTPS", '1 . alpn="h2  x"', '1 . alpn="h2  x"'),
        ("SVCB", "2 Edge.example. port=443", "2 edge.example port=443"),
        ("SRV", "1 2 443 Edge.example.", "1 2 443 edge.example"),
        ("AAAA", "2001:DB8:0::1", "2001:db8::1"),
        ("TXT", '"As It. Is."', '"As It. Is."'),
        ("CAA", '0 issue "CA.example."', '0 issue "CA.example."'),
    ],
)
def test_data_are_read_in_the_form_in_which_they_are_seen_live(
    type_: str, data: str, read_as: str
) -> None:
    row = {"name": "a.example", "type": type_, "ttl": 1, "data": data}
    _, answer = read_answer(fields({**DNS, "records": [row]}))
    assert answer == DnsAnswer("NOERROR", (Record("a.example", type_, 1, read_as),))


def test_a_cause_stands_beside_its_reason_where_it_is_not_a_timeout() -> None:
    question = DnsQuestion("a.example", "A")
    rows = [answer_row(question, Unknown("why", cause)) for cause in Cause]
    causes = [row.get("cause") for row in rows]
    assert causes == [None, "silent", "refused", "unreachable", "limit", "not-recorded"]
    assert [read_answer(fields(row)) for row in rows] == [
        (question, Unknown("why", cause)) for cause in Cause
    ]


def test_the_first_of_two_answers_stands(tmp_path: Path) -> None:
    file = tmp_path / "recording.json"
    rows: list[object] = [{"ask": "asn", "ip": "192.0.2.1", "asn": n} for n in (1, 2)]
    file.write_text(whole(rows))
    assert read(file).answers == {AsnQuestion("192.0.2.1"): AsnAnswer(1)}


def test_headers_are_also_read_as_an_object(tmp_path: Path) -> None:
    file = tmp_path / "recording.json"
    file.write_text(
        whole(
            [
                {
                    "ask": "http",
                    "url": "https://a.example",
                    "status": 200,
                    "headers": {"A": "1", "B": ["2", "3"]},
                }
            ]
        )
    )
    assert list(read(file).answers.values()) == [
        HttpAnswer(200, (("A", "1"), ("B", "2"), ("B", "3")))
    ]


def test_a_refused_handshake_needs_no_status_and_a_day_is_a_time() -> None:
    tls = {
        "problem": "expired",
        "not_before": "2026-07-03T14:00:00+02:00",
        "not_after": "2026-10-01",
    }
    _, answer = read_answer(fields({"ask": "http", "url": "https://a.example/", "tls": tls}))
    seen = Tls("", (), "2026-07-03T12:00:00Z", "2026-10-01T00:00:00Z")
    assert answer == TlsRefusal(TlsProblem.EXPIRED, seen)


HTTP = {"ask": "http", "url": "https://a.example/", "status": 200}


def record(**fields: object) -> dict[str, object]:
    good = {"name": "a.example", "type": "A", "ttl": 1, "data": "192.0.2.1"}
    return {**DNS, "records": [{k: v for k, v in {**good, **fields}.items() if v is not None}]}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (3, "answers[0]: is 3; give an object"),
        ({}, "answers[0].ask: is missing; give one of dns, asn, http, rdap"),
        ({"ask": "dsn"}, "answers[0].ask: is 'dsn'; use one of dns, asn, http, rdap"),
        ({"ask": "dns", "type": "A"}, "answers[0].name: is missing; give a string"),
        ({**DNS, "type": 3}, "answers[0].type: is 3; give a string"),
        ({**DNS, "server": "ns1"}, "answers[0].server: is 'ns1'; give an IP address"),
        ({**DNS, "sample": -1}, "answers[0].sample: is -1; give a whole number"),
        ({**DNS, "rcode": 0}, "answers[0].rcode: is 0; give a string"),
        ({**DNS, "aa": 1}, "answers[0].aa: is 1; give true or false"),
        ({**DNS, "records": {}}, "answers[0].records: is {…}; give a list of objects"),
        (
            {**DNS, "records": ["a.example 60 IN A 192.0.2.1"]},
            "answers[0].records[0]: is 'a.example 60 IN A 192.0.2.1'; give an object",
        ),
        (record(data=None), "answers[0].records[0].data: is missing; give a string"),
        (record(data="1.2.3"), "answers[0].records[0].data: is '1.2.3'; give an IP address"),
        (record(ttl="60"), "answers[0].records[0].ttl: is '60'; give a whole number"),
        ({**DNS, "unknown": 3}, "answers[0].unknown: is 3; give a string"),
        (
            {**DNS, "unknown": "x", "cause": "silence"},
            "answers[0].cause: is 'silence'; did you mean silent?",
        ),
        ({"ask": "asn", "ip": "x"}, "answers[0].ip: is 'x'; give an IP address"),
        (
            {"ask": "asn", "ip": "192.0.2.1", "asn": "AS1"},
            "answers[0].asn: is 'AS1'; give a whole number",
        ),
        (
            {"ask": "asn", "ip": "192.0.2.1", "asn": 1, "prefix": 24},
            "answers[0].prefix: is 24; give a string",
        ),
        (
            {"ask": "http", "url": "https://a.example/"},
            "answers[0].status: is missing; give the HTTP status, as 200",
        ),
        (
            {**HTTP, "url": "a.example"},
            "answers[0].url: URL 'a.example' is not http or https; write https://HOST/PATH",
        ),
        (
            {**HTTP, "headers": ["Server"]},
            'answers[0].headers[0]: is not a pair of strings; write [["Server", "nginx"]]',
        ),
        (
            {**HTTP, "headers": [["Server"]]},
            'answers[0].headers[0]: is not a pair of strings; write [["Server", "nginx"]]',
        ),
        (
            {**HTTP, "headers": "Server"},
            'answers[0].headers: is not a list of pairs; write [["Server", "nginx"]]',
        ),
        ({**HTTP, "headers": [["Server", 1]]}, "answers[0].headers[0][1]: is 1; give a string"),
        ({**HTTP, "tls": "R11"}, "answers[0].tls: is 'R11'; give an object"),
        (
            {**HTTP, "tls": {"problem": "expiredd"}},
            "answers[0].tls.problem: is 'expiredd'; did you mean expired?",
        ),
        (
            {**HTTP, "tls": {"not_after": "Oct  1 2026"}},
            "answers[0].tls.not_after: is 'Oct  1 2026'; write 2026-10-01T12:00:00Z",
        ),
        ({**HTTP, "body": 3}, "answers[0].body: is 3; give a string"),
    ],
)
def test_a_wrong_field_is_named_with_its_remedy(tmp_path: Path, row: object, message: str) -> None:
    file = tmp_path / "recording.json"
    file.write_text(whole([row]))
    with pytest.raises(RecordingError) as caught:
        read(file)
    assert str(caught.value) == f"{file}: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty; give a recording file"),
        ("[]", "is […]; give an object"),
        ("{", "line 1: is not JSON: Expecting property name enclosed in double quotes"),
        ('{"schema": "cdnaudit/recording/v1"}\n{', "line 2: is not JSON"),
        ("{}", "schema: is missing; give 'cdnaudit/recording/v1'"),
        (whole([], schema="cdnaudit/recording/v2"), "schema: is 'cdnaudit/recording/v2'; give"),
        (
            whole([], provenance="guessed"),
            "provenance: is 'guessed'; use one of recorded, modelled",
        ),
        (whole([], targets="a.example"), "targets: is 'a.example'; give a list of strings"),
        (whole([], targets=["192.0.2.1"]), "targets[0]: target '192.0.2.1' is an address"),
        (whole([], options={"urls": [3]}), "options.urls[0]: is 3; give a string"),
        (
            whole([], options={"urls": ["x"]}),
            "options.urls[0]: URL 'x' is not http or https; write",
        ),
        (
            whole([], options={"status_pages": {"www.shop.example": "192.0.2.1"}}),
            "options.status_pages.www.shop.example: target '192.0.2.1' is an address",
        ),
        (
            whole([], options={"origins": {"www.shop.example": ["a b"]}}),
            "options.origins.www.shop.example[0]: target 'a b' is no valid host name",
        ),
        (whole([], options={"samples": 0}), "options.samples: is 0; give a whole number from 1 to"),
        (whole([], options={"http": "no"}), "options.http: is 'no'; give true or false"),
        (
            '{"schema": "cdnaudit/recording/v1", "answers": 3}',
            "answers: is 3; give a list of objects",
        ),
    ],
)
def test_a_wrong_header_is_named_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "recording.json"
    file.write_text(text)
    with pytest.raises(RecordingError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {message}")
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfe{", "is not UTF-8 text; give a recording file"),
        (gzip.compress(b"{}" * 99)[:-9], "cannot be read: "),
        (b"\x1f\x8b\x08\x00garbage and no more", "cannot be read: "),
    ],
    ids=["not UTF-8", "cut short", "no gzip"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, raw: bytes, message: str) -> None:
    file = tmp_path / "recording.json.gz"
    file.write_bytes(raw)
    with pytest.raises(RecordingError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {message}")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError) as caught:
        read(tmp_path / "none.json")
    assert str(caught.value) == (
        f"{tmp_path}/none.json: cannot be read: No such file or directory; give a recording file"
    )


def test_a_recording_with_answers_of_zone_files_is_modelled(tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    write(path, lines([], [], recorded="now", options={}, modelled="from example.com.zone"))
    found = read(path)
    assert (found.provenance, found.note) == ("modelled", "from example.com.zone")
