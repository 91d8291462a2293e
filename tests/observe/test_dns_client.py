import asyncio
import errno
import socket

import dns.edns
import dns.flags
import dns.message
import dns.rcode
import pytest

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Record, Unknown
from cdnaudit.observe.dns_client import DnsClient
from cdnaudit.observe.failure import system_failure
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from tests.observe.dns_server import Running, reply, serving

WWW = DnsQuestion("www.example.com", "A")
SOA = "example.com. 300 IN SOA NS1.example.com. Host.example.com. 1 2 3 4 5"


def ask(
    question: DnsQuestion, *servers: Running, retries: int = 1, port: int = 53
) -> DnsAnswer | Unknown:
    settings = QuerySettings(timeout=0.2, retries=retries, allow=EVERYWHERE, direct_port=port)
    client = DnsClient(tuple(s.server for s in servers), settings)
    return asyncio.run(client.ask(question))


def ask_directly(
    question: DnsQuestion, server: Running, *, retries: int = 1
) -> DnsAnswer | Unknown:
    direct = DnsQuestion(question.name, question.type, server=server.address)
    return ask(direct, port=server.port, retries=retries)


def alias(query: dns.message.Message, _: str) -> bytes:
    lines = ("WWW.Example.com. 300 IN CNAME X.cdn.example.", "x.cdn.example. 20 IN A 192.0.2.1")
    return reply(query, lines).to_wire()


def test_an_answer_is_names_in_lower_case_without_dots() -> None:
    with serving(alias) as server:
        assert ask(WWW, server) == DnsAnswer(
            rcode="NOERROR",
            records=(
                Record("www.example.com", "CNAME", 300, "x.cdn.example"),
                Record("x.cdn.example", "A", 20, "192.0.2.1"),
            ),
            aa=False,
        )


def test_a_resolver_is_asked_with_recursion_and_edns_1232() -> None:
    with serving(alias) as server:
        ask(WWW, server)
        _, query = server.heard[0]
        assert (bool(query.flags & dns.flags.RD), query.payload) == (True, 1232)


def test_no_records_bring_the_soa_of_the_authority_section() -> None:
    with serving(lambda q, _: reply(q, authority=(SOA,), rcode="NXDOMAIN").to_wire()) as server:
        assert ask(WWW, server) == DnsAnswer(
            rcode="NXDOMAIN",
            records=(
                Record("example.com", "SOA", 300, "ns1.example.com host.example.com 1 2 3 4 5"),
            ),
            aa=False,
        )


@pytest.mark.parametrize(
    ("type_", "data", "expected"),
    [
        ("MX", "10 Mail.example.com.", "10 mail.example.com"),
        ("HTTPS", '1 . alpn="h2"', '1 . alpn="h2"'),
        ("HTTPS", "0 CDN.example.net.", "0 cdn.example.net"),
        ("CAA", '0 issue "letsencrypt.org"', '0 issue "letsencrypt.org"'),
        ("TXT", '"V=spf1 A. b"', '"V=spf1 A. b"'),
        ("PTR", "Edge.example.net.", "edge.example.net"),
        ("AAAA", "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_data_is_in_presentation_form(type_: str, data: str, expected: str) -> None:
    line = f"www.example.com. 60 IN {type_} {data}"
    with serving(lambda q, _: reply(q, (line,)).to_wire()) as server:
        answer = ask(DnsQuestion("www.example.com", type_), server)
    assert isinstance(answer, DnsAnswer)
    assert [r.data for r in answer.records] == [expected]


def test_the_root_is_the_empty_name() -> None:
    line = ". 518400 IN NS a.root-servers.net."
    with serving(lambda q, _: reply(q, (line,)).to_wire()) as server:
        answer = ask(DnsQuestion("", "NS"), server)
    assert isinstance(answer, DnsAnswer)
    assert answer.records == (Record("", "NS", 518400, "a.root-servers.net"),)


def test_a_truncated_answer_is_fetched_over_tcp() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes:
        if transport == "udp":
            return reply(query, flags=dns.flags.TC).to_wire()
        return alias(query, transport)

    with serving(make) as server:
        answer = ask(WWW, server)
        assert [transport for transport, _ in server.heard] == ["udp", "tcp"]
    assert isinstance(answer, DnsAnswer)
    assert len(answer.records) == 2


def test_silence_is_a_timeout_after_every_try() -> None:
    """It has answered before: somebody is there."""

    def make(query: dns.message.Message, transport: str) -> bytes | None:
        return alias(query, transport) if len(server.heard) == 1 else None

    with serving(make) as server:
        assert ask_twice(server)[1] == Unknown("timeout after 0.2 s", Cause.TIMEOUT)
        assert len(server.heard) == 1 + 3


def ask_twice(*servers: Running) -> list[DnsAnswer | Unknown]:
    async def twice(client: DnsClient) -> list[DnsAnswer | Unknown]:
        return [await client.ask(WWW), await client.ask(WWW)]

    settings = QuerySettings(timeout=0.2, retries=2)
    return asyncio.run(twice(DnsClient(tuple(s.server for s in servers), settings)))


def test_a_closed_port_is_a_refused_connection() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unused:
        unused.bind(("127.0.0.1", 0))
        closed = Running("127.0.0.1", unused.getsockname()[1])
    assert ask(WWW, closed) == Unknown("no resolver answers: 127.0.0.1 (refused)", Cause.REFUSED)


def test_another_resolver_is_asked_where_one_fails() -> None:
    failing = serving(lambda q, _: reply(q, rcode="SERVFAIL").to_wire())
    with failing as bad, serving(alias) as good:
        answer = ask(WWW, bad, good)
    assert isinstance(answer, DnsAnswer)


def test_another_resolver_is_asked_where_one_is_silent() -> None:
    with serving(lambda _q, _t: None) as bad, serving(alias) as good:
        answer = ask(WWW, bad, good)
    assert isinstance(answer, DnsAnswer)


def test_a_silent_resolver_is_asked_last_from_then_on() -> None:
    with serving(lambda _q, _t: None) as bad, serving(alias) as good:
        ask_twice(bad, good)
        assert (len(bad.heard), len(good.heard)) == (1, 2)


@pytest.mark.parametrize(
    ("rcode", "asked"), [("SERVFAIL", 2), ("REFUSED", 1), ("NOTAUTH", 1), ("NOTIMP", 1)]
)
def test_a_resolver_that_cannot_find_out_leaves_it_unknown(rcode: str, asked: int) -> None:
    """What it could not find out it may find out yet; what it will not do it will not do later."""
    with serving(lambda q, _: reply(q, rcode=rcode).to_wire()) as server:
        assert ask(WWW, server) == Unknown(f"{rcode} from 127.0.0.1", Cause.REFUSED)
        assert len(server.heard) == asked


def test_a_failure_that_passes_is_no_failure() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes:
        first = len(server.heard) == 1
        return reply(query, rcode="SERVFAIL").to_wire() if first else alias(query, transport)

    with serving(make) as server:
        assert isinstance(ask(WWW, server), DnsAnswer)


@pytest.mark.parametrize("rcode", ["NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED"])
def test_whatever_a_server_asked_directly_says_is_an_answer(rcode: str) -> None:
    with serving(lambda q, _: reply(q, rcode=rcode).to_wire()) as server:
        assert ask_directly(WWW, server) == DnsAnswer(rcode=rcode, aa=False)
        _, query = server.heard[0]
        assert not query.flags & dns.flags.RD


def test_the_authoritative_bit_is_kept() -> None:
    with serving(lambda q, _: reply(q, flags=dns.flags.AA).to_wire()) as server:
        assert ask_directly(WWW, server) == DnsAnswer(rcode="NOERROR", aa=True)


def refer(query: dns.message.Message, _: str) -> bytes:
    return reply(
        query,
        authority=("example.com. 172800 IN NS ns1.example.com.",),
        additional=(
            "ns1.example.com. 172800 IN A 192.0.2.53",
            "ns1.example.com. 172800 IN AAAA 2001:db8::53",
            "other.example.com. 172800 IN A 192.0.2.54",
        ),
    ).to_wire()


def test_a_referral_brings_its_servers_and_their_glue_only() -> None:
    with serving(refer) as server:
        answer = ask_directly(DnsQuestion("example.com", "NS"), server)
    assert isinstance(answer, DnsAnswer)
    assert answer.records == (
        Record("example.com", "NS", 172800, "ns1.example.com"),
        Record("ns1.example.com", "A", 172800, "192.0.2.53"),
        Record("ns1.example.com", "AAAA", 172800, "2001:db8::53"),
    )


def test_of_a_resolver_a_referral_is_no_records() -> None:
    with serving(refer) as server:
        assert ask(WWW, server) == DnsAnswer(rcode="NOERROR", aa=False)


def test_the_client_subnet_is_sent_and_its_scope_kept() -> None:
    def make(query: dns.message.Message, _: str) -> bytes:
        made = reply(query, ("www.example.com. 60 IN A 192.0.2.1",))
        made.use_edns(0, options=[dns.edns.ECSOption("198.51.100.0", 24, 20)])
        return made.to_wire()

    with serving(make) as server:
        answer = ask(DnsQuestion("www.example.com", "A", ecs="198.51.100.0/24"), server)
        _, query = server.heard[0]
    assert [o.to_text() for o in query.options] == ["ECS 198.51.100.0/24 scope/0"]
    assert isinstance(answer, DnsAnswer)
    assert answer.ecs_scope == 20


def test_a_server_older_than_edns_is_asked_without() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes:
        if query.edns < 0:
            return alias(query, transport)
        made = dns.message.Message(id=query.id)
        made.flags = dns.flags.QR
        made.set_rcode(dns.rcode.FORMERR)
        return made.to_wire()

    with serving(make) as server:
        assert isinstance(ask(WWW, server), DnsAnswer)
        assert [q.edns for _, q in server.heard] == [0, -1]


def test_replies_with_another_id_are_passed_over() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes | None:
        wire = alias(query, transport)
        return bytes([wire[0] ^ 1]) + wire[1:] if transport == "udp" else None

    with serving(make) as server:
        assert ask_directly(WWW, server, retries=0) == Unknown("timeout after 0.2 s", Cause.TIMEOUT)


def test_a_reply_to_another_question_is_malformed() -> None:
    def make(query: dns.message.Message, _: str) -> bytes:
        other = dns.message.make_query("evil.example.", "A", id=query.id)
        return reply(other, ("evil.example. 60 IN A 192.0.2.66",)).to_wire()

    with serving(make) as server:
        assert ask(WWW, server, retries=0) == Unknown(
            "malformed answer from 127.0.0.1", Cause.REFUSED
        )


@pytest.mark.parametrize("cut", [12, 20, 40])
def test_a_reply_cut_short_is_malformed(cut: int) -> None:
    with serving(lambda q, t: alias(q, t)[:cut]) as server:
        assert ask(WWW, server, retries=0) == Unknown(
            "malformed answer from 127.0.0.1", Cause.REFUSED
        )


def test_a_private_server_is_not_asked_directly() -> None:
    client = DnsClient((), QuerySettings())
    answer = asyncio.run(client.ask(DnsQuestion("example.com", "NS", server="10.0.0.1")))
    assert answer == Unknown("refused to connect: 10.0.0.1 is not a public address", Cause.LIMIT)


@pytest.mark.parametrize(
    "question",
    [
        DnsQuestion("a..example.com", "A"),
        DnsQuestion("x" * 64 + ".example.com", "A"),
        DnsQuestion("example.com", "NONSENSE"),
        DnsQuestion("example.com", "A", ecs="not/24"),
    ],
)
def test_what_no_message_can_carry_is_unknown(question: DnsQuestion) -> None:
    answer = asyncio.run(DnsClient((("127.0.0.1", 9),), QuerySettings()).ask(question))
    assert isinstance(answer, Unknown)
    assert (answer.reason[:12], answer.cause) == ("cannot ask: ", Cause.LIMIT)


def test_a_connection_closed_without_an_answer_is_a_refusal() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes | None:
        return reply(query, flags=dns.flags.TC).to_wire() if transport == "udp" else None

    with serving(make) as server:
        answer = ask(WWW, server, retries=0)
    assert answer == Unknown("connection closed by 127.0.0.1", Cause.REFUSED)


@pytest.mark.parametrize(
    ("code", "unknown"),
    [
        (errno.EHOSTUNREACH, Unknown("host unreachable: 192.0.2.1", Cause.UNREACHABLE)),
        (errno.ENETUNREACH, Unknown("network unreachable: 192.0.2.1", Cause.UNREACHABLE)),
        (errno.EAFNOSUPPORT, Unknown("network unreachable: 192.0.2.1", Cause.UNREACHABLE)),
        (errno.ECONNRESET, Unknown("connection reset by 192.0.2.1", Cause.REFUSED)),
        (errno.EPERM, None),
    ],
)
def test_what_the_system_says_of_the_way_there(code: int, unknown: Unknown | None) -> None:
    assert system_failure(OSError(code, "words"), "192.0.2.1") == unknown
