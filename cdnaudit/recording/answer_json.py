"""One answer of a recording, from and to JSON."""

import ipaddress
from collections.abc import Callable, Mapping
from typing import assert_never

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.model.facts import (
    Answer,
    AsnAnswer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    RdapAnswer,
    RdapQuestion,
    Record,
    Tls,
    Unknown,
)

Row = Mapping[str, object]

NAMES_IN_DATA = {"CNAME", "NS", "PTR", "DNAME"}


class AnswerError(Exception):
    """A field of one answer cannot be used."""

    def __init__(self, field: str, problem: str, remedy: str) -> None:
        """Keep the parts; the caller knows the file and the place."""
        super().__init__(field)
        self.field, self.problem, self.remedy = field, problem, remedy


def answer_from(row: object) -> tuple[Question, Answer]:
    """Read one answer.

    Raises:
        AnswerError: names the field that cannot be used.
    """
    if not isinstance(row, dict):
        raise AnswerError("", "is not an object", "write one object an answer")
    reader = READERS.get(str(row.get("ask")))
    if not reader:
        raise AnswerError("ask", f"is {row.get('ask')!r}", f"use one of {', '.join(READERS)}")
    question, answer = reader(row)
    if "unknown" in row:
        return question, Unknown(_text(row, "unknown"))
    return question, answer()


def _dns(row: Row) -> tuple[Question, Callable[[], Answer]]:
    question = DnsQuestion(
        name=names.clean(_text(row, "name")),
        type=_text(row, "type").upper(),
        server=_ip(row, "server") if row.get("server") else "",
        ecs=_text(row, "ecs") if row.get("ecs") else "",
        sample=_number(row, "sample") or 0,
    )
    return question, lambda: DnsAnswer(
        rcode=_text(row, "rcode").upper() if "rcode" in row else "NOERROR",
        records=tuple(_record(r, i) for i, r in enumerate(_list(row, "records"))),
        aa=_flag(row, "aa"),
        ecs_scope=_number(row, "ecs_scope"),
    )


def _record(raw: object, index: int) -> Record:
    if not isinstance(raw, dict):
        raise AnswerError(f"records[{index}]", "is not an object", "give name, type, ttl and data")
    try:
        type_ = _text(raw, "type").upper()
        data = _text(raw, "data")
        return Record(
            name=names.clean(_text(raw, "name")),
            type=type_,
            ttl=_number(raw, "ttl") or 0,
            data=_ip(raw, "data") if type_ in {"A", "AAAA"} else _data(type_, data),
        )
    except AnswerError as error:
        error.field = f"records[{index}].{error.field}"
        raise


def _data(type_: str, data: str) -> str:
    if type_ in NAMES_IN_DATA:
        return names.clean(data)
    if type_ == "SOA":
        return " ".join(names.clean(w) if i < 2 else w for i, w in enumerate(data.split()))  # noqa: PLR2004  mname, rname
    return data


def _asn(row: Row) -> tuple[Question, Callable[[], Answer]]:
    return AsnQuestion(_ip(row, "ip")), lambda: AsnAnswer(
        asn=_number(row, "asn"), as_name=_optional(row, "as_name"), prefix=_optional(row, "prefix")
    )


def _rdap(row: Row) -> tuple[Question, Callable[[], Answer]]:
    return RdapQuestion(_ip(row, "ip")), lambda: RdapAnswer(
        name=_optional(row, "name"), org=_optional(row, "org")
    )


def _http(row: Row) -> tuple[Question, Callable[[], Answer]]:
    try:
        question = HttpQuestion(names.url(_text(row, "url")))
    except UsageError as error:
        raise AnswerError("url", str(error), "write https://HOST/PATH") from None
    return question, lambda: HttpAnswer(
        status=_status(row),
        headers=_headers(row),
        body=_optional(row, "body"),
        peer=_optional(row, "peer"),
        tls=_tls(row),
    )


READERS: Mapping[str, Callable[[Row], tuple[Question, Callable[[], Answer]]]] = {
    "dns": _dns,
    "asn": _asn,
    "http": _http,
    "rdap": _rdap,
}


def _status(row: Row) -> int:
    status = _number(row, "status")
    if status is None:
        raise AnswerError("status", "is missing", "give the HTTP status, as 200")
    return status


def _headers(row: Row) -> tuple[tuple[str, str], ...]:
    raw = row.get("headers", [])
    if isinstance(raw, dict):
        raw = [[k, w] for k, v in raw.items() for w in (v if isinstance(v, list) else [v])]
    pairs = [tuple(p) for p in raw if isinstance(p, list)] if isinstance(raw, list) else [()]
    if len(pairs) != len(raw if isinstance(raw, list) else "x") or any(
        len(p) != 2 or not all(isinstance(w, str) for w in p)  # noqa: PLR2004  name, value
        for p in pairs
    ):
        raise AnswerError("headers", "is not a list of pairs", 'write [["Server", "nginx"]]')
    return tuple((str(k), str(v)) for k, v in pairs)


def _tls(row: Row) -> Tls | None:
    raw = row.get("tls")
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise AnswerError("tls", "is not an object", 'write {"issuer": "CN=…", "names": []}')
    listed = raw.get("names")
    found = tuple(str(n) for n in listed) if isinstance(listed, list) else ()
    return Tls(issuer=str(raw.get("issuer") or ""), names=found)


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        state = "is missing" if key not in row else f"is {value!r}"
        raise AnswerError(key, state, "give a string")
    return value


def _optional(row: Row, key: str) -> str | None:
    return None if row.get(key) is None else _text(row, key)


def _number(row: Row, key: str) -> int | None:
    value = row.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise AnswerError(key, f"is {value!r}", "give a whole number")
    return value


def _flag(row: Row, key: str) -> bool | None:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise AnswerError(key, f"is {value!r}", "give true or false")
    return value


def _list(row: Row, key: str) -> list[object]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise AnswerError(key, "is not a list", "give a list")
    return value


def _ip(row: Row, key: str) -> str:
    text = _text(row, key)
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise AnswerError(key, f"is {text!r}", "give an IP address") from None


def answer_json(question: Question, answer: Answer) -> dict[str, object]:
    """Write one answer as the contract's section 5 has it."""
    row = _question_json(question)
    match answer:
        case Unknown(reason=reason):
            row["unknown"] = reason
        case DnsAnswer():
            row["rcode"] = answer.rcode
            if answer.aa is not None:
                row["aa"] = answer.aa
            if answer.ecs_scope is not None:
                row["ecs_scope"] = answer.ecs_scope
            row["records"] = [
                {"name": r.name, "type": r.type, "ttl": r.ttl, "data": r.data}
                for r in answer.records
            ]
        case AsnAnswer():
            row |= {"asn": answer.asn, "as_name": answer.as_name, "prefix": answer.prefix}
        case RdapAnswer():
            row |= {"name": answer.name, "org": answer.org}
        case HttpAnswer():
            tls = answer.tls and {"issuer": answer.tls.issuer, "names": list(answer.tls.names)}
            row |= {"status": answer.status, "peer": answer.peer}
            row |= {"headers": [list(pair) for pair in answer.headers]}
            row |= {"body": answer.body, "tls": tls}
        case _:
            assert_never(answer)
    return row


def _question_json(question: Question) -> dict[str, object]:
    match question:
        case DnsQuestion():
            row: dict[str, object] = {"ask": "dns", "name": question.name, "type": question.type}
            if question.server:
                row["server"] = question.server
            if question.ecs:
                row["ecs"] = question.ecs
            if question.sample:
                row["sample"] = question.sample
            return row
        case AsnQuestion():
            return {"ask": "asn", "ip": question.ip}
        case RdapQuestion():
            return {"ask": "rdap", "ip": question.ip}
        case HttpQuestion():
            return {"ask": "http", "url": question.url}
        case _:
            assert_never(question)
