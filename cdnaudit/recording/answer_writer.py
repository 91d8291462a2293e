"""One answer of a recording, to JSON (contract, section 5)."""

from typing import assert_never

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
from cdnaudit.model.tls import Tls, TlsRefusal
from cdnaudit.recording.answer_reader import Ask

Row = dict[str, object]


def answer_row(question: Question, answer: Answer) -> Row:
    """Write one question and its answer."""
    return _question(question) | _answer(answer)


def _question(question: Question) -> Row:
    match question:
        case DnsQuestion():
            return _dns_question(question)
        case AsnQuestion(ip=ip):
            return {"ask": Ask.ASN, "ip": ip}
        case RdapQuestion(ip=ip):
            return {"ask": Ask.RDAP, "ip": ip}
        case HttpQuestion(url=url, origin=origin):
            asked: Row = {"ask": Ask.HTTP, "url": url}
            return {**asked, "origin": origin} if origin else asked
        case _:
            assert_never(question)


def _dns_question(question: DnsQuestion) -> Row:
    further = {"server": question.server, "ecs": question.ecs, "sample": question.sample}
    given = {key: value for key, value in further.items() if value}
    return {"ask": Ask.DNS, "name": question.name, "type": question.type} | given


def _answer(answer: Answer) -> Row:
    match answer:
        case Unknown():
            return _unknown(answer)
        case DnsAnswer():
            return _dns(answer)
        case AsnAnswer(asn=asn, as_name=as_name, prefix=prefix):
            return {"asn": asn, "as_name": as_name, "prefix": prefix}
        case RdapAnswer(name=name, org=org):
            return {"name": name, "org": org}
        case HttpAnswer():
            return _http(answer)
        case TlsRefusal():
            return _refusal(answer)
        case _:
            assert_never(answer)


def _unknown(answer: Unknown) -> Row:
    because: Row = {} if answer.cause is Cause.TIMEOUT else {"cause": answer.cause}
    return {"unknown": answer.reason} | because


def _dns(answer: DnsAnswer) -> Row:
    further = {"aa": answer.aa, "ecs_scope": answer.ecs_scope}
    given = {key: value for key, value in further.items() if value is not None}
    return {"rcode": answer.rcode} | given | {"records": [_record(r) for r in answer.records]}


def _record(record: Record) -> Row:
    return {"name": record.name, "type": record.type, "ttl": record.ttl, "data": record.data}


def _http(answer: HttpAnswer) -> Row:
    return {
        "status": answer.status,
        "peer": answer.peer,
        "headers": [list(pair) for pair in answer.headers],
        "body": answer.body,
        "tls": answer.tls and _tls(answer.tls),
    }


def _refusal(answer: TlsRefusal) -> Row:
    detail: Row = {"detail": answer.detail} if answer.detail else {}
    tls = {"problem": answer.problem} | detail | _tls(answer.certificate)
    return {"peer": answer.peer, "tls": tls}


def _tls(tls: Tls) -> Row:
    row: Row = {"issuer": tls.issuer, "names": list(tls.names)}
    dates = {"not_before": tls.not_before, "not_after": tls.not_after}
    return row | {key: value for key, value in dates.items() if value is not None}
