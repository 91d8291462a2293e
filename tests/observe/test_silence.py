"""Silence is told only of a server that lost packets do not explain."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import dns.flags
import dns.message
import pytest

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe.dns_client import DnsClient
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from tests.observe.dns_server import Reply, Running, reply, serving

SILENT, OTHER = "127.0.0.1", "127.0.0.2"
HOSTS = pytest.mark.allow_hosts([SILENT, OTHER])
pytestmark = HOSTS

Answered = dict[str, DnsAnswer | Unknown]


def authority(query: dns.message.Message, _: str) -> bytes:
    return reply(query, ("shop.example. 60 IN NS ns1.shop.example.",), flags=dns.flags.AA).to_wire()


def nothing(_query: dns.message.Message, _: str) -> None:
    return None


def losing(first: int) -> Reply:
    """Lose so many queries of each name, and answer the further ones."""
    seen: dict[str, int] = {}

    def make(query: dns.message.Message, transport: str) -> bytes | None:
        name = query.question[0].name.to_text()
        seen[name] = seen.get(name, 0) + 1
        return authority(query, transport) if seen[name] > first else None

    return make


@contextmanager
def two_servers(first: Reply, second: Reply | None) -> Iterator[list[Running]]:
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(first, SILENT))]
        if second:
            servers.append(stack.enter_context(serving(second, OTHER, servers[0].port)))
        yield servers


def probe(server: str, name: str = "shop.example") -> DnsQuestion:
    return DnsQuestion(name, "NS", server=server)


def ask(servers: list[Running], *rounds: list[DnsQuestion], retries: int = 2) -> Answered:
    """Ask the questions of each round at once; return what was last said of each server."""

    async def all_rounds() -> Answered:
        settings = QuerySettings(
            timeout=0.2, retries=retries, allow=EVERYWHERE, direct_port=servers[0].port
        )
        client = DnsClient((), settings)
        answered: Answered = {}
        for questions in rounds:
            answers = await asyncio.gather(*map(client.ask, questions))
            answered |= {q.server: a for q, a in zip(questions, answers, strict=True)}
        return answered

    return asyncio.run(all_rounds())


def transports(server: Running) -> list[str]:
    return [transport for transport, _ in server.heard]


def test_a_server_is_silent_after_udp_and_tcp_where_another_answers() -> None:
    with two_servers(nothing, authority) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)])
        assert answers[SILENT] == Unknown("timeout after 0.2 s", Cause.SILENT)
        assert transports(servers[0]) == ["udp", "udp", "udp", "tcp"]


def test_where_nobody_answers_it_is_a_timeout() -> None:
    with two_servers(nothing, nothing) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)])
    assert set(answers.values()) == {Unknown("timeout after 0.2 s", Cause.TIMEOUT)}


def test_a_server_asked_alone_is_compared_with_nobody() -> None:
    with two_servers(nothing, None) as servers:
        assert ask(servers, [probe(SILENT)]) == {
            SILENT: Unknown("timeout after 0.2 s", Cause.TIMEOUT)
        }


def test_a_port_at_which_nobody_listens_is_silence_too() -> None:
    with two_servers(authority, None) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)])
    assert answers[OTHER] == Unknown(f"connection refused by {OTHER}", Cause.SILENT)


def test_an_answer_over_tcp_is_an_answer() -> None:
    """Servers that limit the rate of their answers drop UDP alone."""
    with two_servers(lambda q, t: authority(q, t) if t == "tcp" else None, authority) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)])
    assert answers[SILENT] == answers[OTHER]


def test_another_server_that_answered_before_is_asked_again_before_silence_is_told() -> None:
    with two_servers(nothing, authority) as servers:
        answers = ask(servers, [probe(OTHER)], [probe(SILENT)])
        assert answers[SILENT] == Unknown("timeout after 0.2 s", Cause.SILENT)
        assert len(servers[1].heard) == 2


def test_a_path_that_went_down_meanwhile_makes_nobody_silent() -> None:
    """The other answered its first question, and nothing afterwards."""

    def once(query: dns.message.Message, transport: str) -> bytes | None:
        return authority(query, transport) if len(servers[1].heard) == 1 else None

    with two_servers(nothing, once) as servers:
        answers = ask(servers, [probe(OTHER)], [probe(SILENT)])
    assert answers[SILENT] == Unknown("timeout after 0.2 s", Cause.TIMEOUT)


def test_loss_that_explains_the_silence_is_no_silence() -> None:
    """The other answers each question at the third try only: two packets of three get lost."""
    with two_servers(nothing, losing(2)) as servers:
        answers = ask(servers, [probe(OTHER)], [probe(SILENT), probe(OTHER, "store.example")])
    assert isinstance(answers[OTHER], DnsAnswer)
    assert answers[SILENT] == Unknown("timeout after 0.2 s", Cause.TIMEOUT)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_what_cannot_be_read_is_no_silence(transport: str) -> None:
    def make(query: dns.message.Message, over: str) -> bytes | None:
        return authority(query, over)[:20] if over == transport else None

    with two_servers(make, authority) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)])
    assert answers[SILENT] in (
        Unknown(f"malformed answer from {SILENT}", Cause.REFUSED),
        Unknown("timeout after 0.2 s", Cause.TIMEOUT),
    )


def test_few_tries_on_a_path_of_which_little_was_seen_are_no_silence() -> None:
    with two_servers(nothing, authority) as servers:
        answers = ask(servers, [probe(SILENT), probe(OTHER)], retries=0)
    assert answers[SILENT] == Unknown("timeout after 0.2 s", Cause.TIMEOUT)
