"""One answer of a recording, from JSON (contract, section 5)."""

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from cdnaudit import names
from cdnaudit.fields.fields import Fields
from cdnaudit.model.facts import (
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
from cdnaudit.model.moments import moment, written
from cdnaudit.model.tls import Tls, TlsProblem, TlsRefusal
from cdnaudit.record_data import presented

MAX_STATUS = 999
"""A status has three digits. Source: RFC 9110, section 15."""
AN_ADDRESS = "give an IP address"
A_MOMENT = "write 2026-10-01T12:00:00Z"
PAIRS = 'write [["Server", "nginx"]]'


class Ask(StrEnum):
    """Kinds of question."""

    DNS = "dns"
    ASN = "asn"
    HTTP = "http"
    RDAP = "rdap"


def read_answer(row: Fields) -> tuple[Question, Answer]:
    """Read one question and its answer.

    Raises:
        FileError: names the field that cannot be used.
    """
    kind = row.word("ask", Ask)
    question = QUESTIONS[kind](row)
    if row.has("unknown"):
        cause = row.optional_word("cause", Cause) or Cause.TIMEOUT
        return question, Unknown(row.text("unknown"), cause)
    return question, ANSWERS[kind](row)


def _dns_question(row: Fields) -> DnsQuestion:
    return DnsQuestion(
        name=names.clean(row.text("name")),
        type=row.text("type").upper(),
        server=_address(row, "server") if row.text("server", "") else "",
        ecs=row.text("ecs", ""),
        sample=row.number("sample", 0),
    )


def _dns_answer(row: Fields) -> DnsAnswer:
    return DnsAnswer(
        rcode=row.text("rcode", "NOERROR").upper(),
        records=tuple(map(_record, row.tables("records"))),
        aa=row.optional_flag("aa"),
        ecs_scope=row.optional_number("ecs_scope"),
    )


def _record(row: Fields) -> Record:
    type_ = row.text("type").upper()
    return Record(
        name=names.clean(row.text("name")),
        type=type_,
        ttl=row.number("ttl", 0),
        data=row.read("data", lambda data: presented(type_, data), AN_ADDRESS),
    )


def _asn_question(row: Fields) -> AsnQuestion:
    return AsnQuestion(_address(row, "ip"))


def _asn_answer(row: Fields) -> AsnAnswer:
    return AsnAnswer(
        asn=row.optional_number("asn"),
        as_name=row.optional_text("as_name"),
        prefix=row.optional_text("prefix"),
    )


def _http_question(row: Fields) -> HttpQuestion:
    url = row.read("url", names.url, "write https://HOST/PATH")
    if not row.has("origin"):
        return HttpQuestion(url)
    return HttpQuestion(url, origin=row.read("origin", names.host_or_address, "mend the name"))


def _http_answer(row: Fields) -> HttpAnswer | TlsRefusal:
    tls = row.table("tls")
    if tls.has("problem"):
        return TlsRefusal(
            problem=tls.word("problem", TlsProblem),
            certificate=_tls(tls),
            peer=row.optional_text("peer"),
            detail=tls.text("detail", ""),
        )
    if not row.has("status"):
        raise row.error("status", "is missing", "give the HTTP status, as 200")
    return HttpAnswer(
        status=row.number("status", most=MAX_STATUS),
        headers=_headers(row),
        body=row.optional_text("body"),
        peer=row.optional_text("peer"),
        tls=_tls(tls) if row.has("tls") else None,
    )


def _headers(row: Fields) -> tuple[tuple[str, str], ...]:
    """Read a list of pairs, or an object of names to a value or a list of values."""
    raw = row.values.get("headers")
    if isinstance(raw, dict):
        return tuple(_named_headers(row.table("headers")))
    pairs = [] if raw is None else raw
    if not isinstance(pairs, list):
        raise row.error("headers", "is not a list of pairs", PAIRS)
    return tuple(_pair(row, number, pair) for number, pair in enumerate(pairs))


def _named_headers(table: Fields) -> Iterator[tuple[str, str]]:
    for name in table.values:
        table.as_text(name, name)
        for value in table.texts(name, lone=True):
            yield name, value


def _pair(row: Fields, number: int, pair: object) -> tuple[str, str]:
    place = f"headers[{number}]"
    match pair:
        case [name, value]:
            return row.as_text(f"{place}[0]", name), row.as_text(f"{place}[1]", value)
        case _:
            raise row.error(place, "is not a pair of strings", PAIRS)


def _tls(row: Fields) -> Tls:
    return Tls(
        issuer=row.text("issuer", ""),
        names=row.texts("names"),
        not_before=_moment(row, "not_before"),
        not_after=_moment(row, "not_after"),
    )


def _moment(row: Fields, key: str) -> str | None:
    return written(row.read(key, moment, A_MOMENT)) if row.has(key) else None


def _rdap_question(row: Fields) -> RdapQuestion:
    return RdapQuestion(_address(row, "ip"))


def _rdap_answer(row: Fields) -> RdapAnswer:
    return RdapAnswer(name=row.optional_text("name"), org=row.optional_text("org"))


def _address(row: Fields, key: str) -> str:
    return str(row.read(key, ipaddress.ip_address, AN_ADDRESS))


QUESTIONS: Mapping[Ask, Callable[[Fields], Question]] = {
    Ask.DNS: _dns_question,
    Ask.ASN: _asn_question,
    Ask.HTTP: _http_question,
    Ask.RDAP: _rdap_question,
}
ANSWERS: Mapping[Ask, Callable[[Fields], Answer]] = {
    Ask.DNS: _dns_answer,
    Ask.ASN: _asn_answer,
    Ask.HTTP: _http_answer,
    Ask.RDAP: _rdap_answer,
}
