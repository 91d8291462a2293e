"""DNS messages, from questions and to answers."""

from collections.abc import Iterator

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from cdnaudit import names
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from cdnaudit.record_data import presented

PAYLOAD = 1232
"""Octets of UDP we take: no fragments. Source: DNS flag day 2020."""

HEADER = 12
TRUNCATED = 0x02


class UnaskableError(Exception):
    """A question that no DNS message can carry."""


class MalformedError(Exception):
    """Octets that answer no question of ours."""


def query(question: DnsQuestion, *, edns: bool = True) -> dns.message.QueryMessage:
    """Make the message that asks ``question``, with a random id.

    Raises:
        UnaskableError: the name, type or client subnet cannot be put in a message.
    """
    try:
        options: list[dns.edns.Option] = [_subnet(question.ecs)] if question.ecs else []
        made = dns.message.make_query(
            dns.name.from_text(question.name + "."),
            question.type,
            use_edns=0 if edns else -1,
            payload=PAYLOAD if edns else None,
            options=options if edns else None,
        )
        if question.server:
            made.flags &= ~dns.flags.RD
        made.to_wire()
        return made
    except (dns.exception.DNSException, ValueError) as error:
        raise UnaskableError(f"cannot ask: {error}") from None


def is_reply(asked: dns.message.Message, wire: bytes) -> bool:
    """Tell whether the id is ours, which a stranger would have to guess."""
    return len(wire) >= HEADER and wire[:2] == asked.id.to_bytes(2, "big")


def is_truncated(wire: bytes) -> bool:
    """Tell whether the server asks us to come back over TCP."""
    return bool(wire[2] & TRUNCATED)


def read(asked: dns.message.Message, wire: bytes) -> dns.message.Message:
    """Read a reply to ``asked``.

    Raises:
        MalformedError: it cannot be read, or answers another question.
    """
    try:
        reply = dns.message.from_wire(wire, ignore_trailing=True)
        ours = asked.is_response(reply)
    except Exception:  # noqa: BLE001  hostile octets: whatever the parser trips over
        raise MalformedError("malformed answer") from None
    if not ours:
        raise MalformedError("malformed answer")
    return reply


def answer(question: DnsQuestion, reply: dns.message.Message) -> DnsAnswer:
    """Keep of a reply what a survey reads.

    Raises:
        MalformedError: its records cannot be written in presentation form.
    """
    scopes = [o.scopelen for o in reply.options if isinstance(o, dns.edns.ECSOption)]
    try:
        return DnsAnswer(
            rcode=dns.rcode.to_text(reply.rcode()),
            records=tuple(_records(question, reply)),
            aa=bool(reply.flags & dns.flags.AA),
            ecs_scope=scopes[0] if scopes else None,
        )
    except Exception:  # noqa: BLE001  likewise
        raise MalformedError("malformed answer") from None


def _subnet(text: str) -> dns.edns.ECSOption:
    address, _, bits = text.partition("/")
    return dns.edns.ECSOption(address, int(bits) if bits else None)


def _records(question: DnsQuestion, reply: dns.message.Message) -> Iterator[Record]:
    """Yield the answer; without one, the SOA or, of a server asked directly, its referral."""
    for rrset in reply.answer:
        yield from _of(rrset)
    if reply.answer:
        return
    for rrset in reply.authority:
        if rrset.rdtype == dns.rdatatype.SOA:
            yield from _of(rrset)
    if question.server:
        yield from _referral(reply)


def _referral(reply: dns.message.Message) -> Iterator[Record]:
    servers: set[str] = set()
    for rrset in reply.authority:
        if rrset.rdtype == dns.rdatatype.NS:
            for record in _of(rrset):
                servers.add(record.data)
                yield record
    for rrset in reply.additional:
        if rrset.rdtype in {dns.rdatatype.A, dns.rdatatype.AAAA}:
            yield from (record for record in _of(rrset) if record.name in servers)


def _of(rrset: dns.rrset.RRset) -> Iterator[Record]:
    name, type_ = names.clean(rrset.name.to_text()), dns.rdatatype.to_text(rrset.rdtype)
    for rdata in rrset:
        yield Record(name, type_, rrset.ttl, presented(type_, rdata.to_text()))
