"""Servers that flood, mislead, or send what cannot be written down: never more than ``Unknown``."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rrset
import pytest

from cdnaudit.model.facts import Cause, DnsAnswer, Record, Unknown
from cdnaudit.observe.dns_exchange import MAX_JUNK
from cdnaudit.observe.failure import system_failure
from tests.observe.dns_server import Running, reply, serving
from tests.observe.test_dns_client import WWW, alias, ask, ask_directly

MALFORMED = Unknown("malformed answer from 127.0.0.1", Cause.REFUSED)


@contextmanager
def flooding(datagrams: int) -> Iterator[Running]:
    """Send each client so many datagrams that are no reply of its own, and then the reply."""

    def flood() -> None:
        wire, client = sock.recvfrom(512)
        for _ in range(datagrams):
            sock.sendto(b"junk", client)
        sock.sendto(alias(dns.message.from_wire(wire), "udp"), client)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=flood)
        thread.start()
        yield Running("127.0.0.1", sock.getsockname()[1])
        thread.join()


@pytest.mark.parametrize(("datagrams", "answered"), [(MAX_JUNK - 1, True), (MAX_JUNK, False)])
def test_a_flood_is_read_up_to_a_bound(datagrams: int, answered: bool) -> None:
    with flooding(datagrams) as server:
        found = ask(WWW, server, retries=0)
    assert (isinstance(found, DnsAnswer), found == MALFORMED) == (answered, not answered)


def test_over_tcp_too_a_reply_of_another_id_is_none() -> None:
    def make(query: dns.message.Message, transport: str) -> bytes:
        if transport == "udp":
            return reply(query, flags=dns.flags.TC).to_wire()
        wire = alias(query, transport)
        return bytes([wire[0] ^ 1]) + wire[1:]

    with serving(make) as server:
        assert ask(WWW, server, retries=0) == MALFORMED


def test_a_record_that_cannot_be_written_down_is_malformed() -> None:
    """An A record of the class CH holds no IP address (RFC 1035, section 3.4.1, is of IN alone)."""

    def make(query: dns.message.Message, _: str) -> bytes:
        made = reply(query)
        made.answer.append(dns.rrset.from_text("www.example.com.", 60, "CH", "A", "ns.test. 0"))
        return made.to_wire()

    with serving(make) as server:
        assert ask(WWW, server, retries=0) == MALFORMED


def test_a_server_asked_directly_is_asked_again_where_it_is_silent() -> None:
    with serving(lambda q, t: alias(q, t) if len(server.heard) > 1 else None) as server:
        found = ask_directly(WWW, server)
        assert (isinstance(found, DnsAnswer), len(server.heard)) == (True, 2)


def test_a_server_asked_directly_that_stays_silent_is_a_timeout_after_every_try() -> None:
    with serving(lambda _q, _t: None) as server:
        assert ask_directly(WWW, server) == Unknown("timeout after 0.2 s", Cause.TIMEOUT)
        assert [transport for transport, _ in server.heard] == ["udp", "udp", "tcp"]


def test_of_a_referral_nothing_is_kept_but_names_and_addresses() -> None:
    def make(query: dns.message.Message, _: str) -> bytes:
        return reply(
            query,
            authority=(
                'example.com. 60 IN TXT "not asked for"',
                "example.com. 60 IN NS ns1.example.com.",
            ),
            additional=('ns1.example.com. 60 IN TXT "nor this"',),
        ).to_wire()

    with serving(make) as server:
        found = ask_directly(WWW, server)
    assert found == DnsAnswer(
        "NOERROR", (Record("example.com", "NS", 60, "ns1.example.com"),), aa=False
    )


@pytest.mark.allow_hosts(["127.0.0.1", "127.255.255.255"])
def test_a_way_that_the_system_forbids_is_told_in_its_words() -> None:
    """The system connects no socket to a broadcast address that has not asked to broadcast."""
    found = ask(WWW, Running("127.255.255.255", 9), retries=0)
    assert found == Unknown("network error (Permission denied): 127.255.255.255", Cause.UNREACHABLE)


def test_of_several_failures_at_once_the_one_we_know_is_told() -> None:
    group = ExceptionGroup(
        "all addresses failed", [ValueError("x"), ConnectionRefusedError(111, "")]
    )
    assert system_failure(group, "192.0.2.1") == Unknown(
        "connection refused by 192.0.2.1", Cause.REFUSED
    )
