"""The next try begins when the measured round trip says that the last is late."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message
import pytest

from cdnaudit.model.facts import DnsAnswer, DnsQuestion
from cdnaudit.observe.dns_client import DnsClient
from cdnaudit.observe.round_trips import FIRST_PATIENCE, LEAST_PATIENCE, RoundTrips
from cdnaudit.observe.settings import QuerySettings
from tests.observe.dns_server import Running, reply, serving

SERVER, OTHER, V6 = ("192.0.2.1", 53), ("192.0.2.2", 53), ("2001:db8::1", 53)
QUESTION = DnsQuestion("shop.example", "NS")


def measured(*seconds: float) -> RoundTrips:
    trips = RoundTrips()
    for each in seconds:
        trips.heard(SERVER, each, QUESTION)
    return trips


@pytest.mark.parametrize(
    ("seconds", "patience"),
    [
        ((), FIRST_PATIENCE),
        ((0.02,), LEAST_PATIENCE),
        ((0.2,), 0.2 + 4 * 0.1),
        ((0.2, 0.2), 0.2 + 4 * 0.075),
        ((0.2, 1.0), 0.3 + 4 * 0.275),
    ],
)
def test_patience_follows_the_round_trips(seconds: tuple[float, ...], patience: float) -> None:
    """The arithmetic of RFC 6298, section 2."""
    assert measured(*seconds).patience(SERVER, 0, most=9) == pytest.approx(patience)


def test_patience_doubles_up_to_what_a_try_may_take() -> None:
    trips = measured(0.2)
    assert [trips.patience(SERVER, tries, most=2) for tries in range(3)] == pytest.approx(
        [0.6, 1.2, 2.0]
    )


def test_of_a_server_that_was_never_heard_nothing_counts_as_lost() -> None:
    trips = measured(0.1, 0.1)
    trips.lost(SERVER)
    trips.lost(OTHER)
    assert trips.messages() == (1, 3)


def test_only_others_of_the_same_family_are_on_the_path() -> None:
    trips = measured(0.1)
    assert [trips.heard_since(0, server) for server in (SERVER, OTHER, V6)] == [False, True, False]
    assert trips.last_heard(OTHER) == (SERVER, QUESTION)
    assert trips.last_heard(V6) is None


def test_a_lost_packet_is_sent_again_before_its_time_is_over() -> None:
    """Had the first try to end before the second begins, there would be no answer for 60 s."""

    def second(query: dns.message.Message, _: str) -> bytes | None:
        lost = len(server.heard) == 1
        return None if lost else reply(query, ("a.example. 60 IN A 192.0.2.1",)).to_wire()

    async def within_a_try(client: DnsClient) -> object:
        async with asyncio.timeout(30):
            return await client.ask(DnsQuestion("a.example", "A"))

    with serving(second) as server:
        client = DnsClient((server.server,), QuerySettings(timeout=60, retries=1))
        assert isinstance(asyncio.run(within_a_try(client)), DnsAnswer)
        assert len(server.heard) == 2


@contextmanager
def one_behind() -> Iterator[Running]:
    """Reply to a first query when a second comes, and to the second never."""

    def serve() -> None:
        wire, client = sock.recvfrom(512)
        sock.recvfrom(512)
        query = dns.message.from_wire(wire)
        sock.sendto(reply(query, ("a.example. 60 IN A 192.0.2.1",)).to_wire(), client)

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=serve)
        thread.start()
        yield Running("127.0.0.1", sock.getsockname()[1])
        thread.join()


def test_a_slow_answer_to_the_first_try_counts_though_a_second_began() -> None:
    with one_behind() as server:
        client = DnsClient((server.server,), QuerySettings(timeout=60, retries=1))
        answer = asyncio.run(client.ask(DnsQuestion("a.example", "A")))
    assert isinstance(answer, DnsAnswer)
