"""A resolver that never answers is noticed once, and the run goes on without it."""

import asyncio

import dns.message
import pytest

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe import resolvers
from cdnaudit.observe.dns_client import DnsClient
from cdnaudit.observe.settings import QuerySettings
from tests.observe.dns_server import Running, reply, serving

ABSENT = Unknown("no resolver answers: 127.0.0.1 (timeout)", Cause.TIMEOUT)
QUESTIONS = [DnsQuestion(f"host{number}.example", "A") for number in range(20)]


def address(query: dns.message.Message, _: str) -> bytes:
    return reply(query, (f"{query.question[0].name} 60 IN A 192.0.2.1",)).to_wire()


def nothing(_query: dns.message.Message, _: str) -> None:
    return None


def deaf_but_for_the_root(query: dns.message.Message, _: str) -> bytes | None:
    is_root = query.question[0].name == dns.name.root
    return reply(query, rcode="SERVFAIL").to_wire() if is_root else None


def client(*servers: Running, warnings: list[str] | None = None, retries: int = 1) -> DnsClient:
    settings = QuerySettings(timeout=0.1, retries=retries)
    heard = warnings if warnings is not None else []
    return DnsClient(tuple(s.server for s in servers), settings, heard.append)


async def one_by_one(asking: DnsClient) -> list[DnsAnswer | Unknown]:
    return [await asking.ask(question) for question in QUESTIONS]


async def together(asking: DnsClient) -> list[DnsAnswer | Unknown]:
    return await asyncio.gather(*map(asking.ask, QUESTIONS))


def test_after_the_first_question_nobody_waits_for_it() -> None:
    """Two tries of the first question, and two of the root's nameservers; no more."""
    warnings: list[str] = []
    with serving(nothing) as server:
        answers = asyncio.run(one_by_one(client(server, warnings=warnings)))
        assert (set(answers), len(server.heard)) == ({ABSENT}, 4)
    assert warnings == [f"{ABSENT.reason}; check the network, or name another with --resolver"]


def test_questions_under_way_together_look_for_it_once() -> None:
    warnings: list[str] = []
    with serving(nothing) as server:
        answers = asyncio.run(together(client(server, warnings=warnings)))
        roots = [q for _, q in server.heard if q.question[0].name == dns.name.root]
        assert (set(answers), len(roots), len(warnings)) == ({ABSENT}, 2, 1)


def test_every_one_of_several_is_named_with_what_came_of_it() -> None:
    with serving(nothing) as silent:
        closed = Running("127.0.0.1", 9)
        answers = asyncio.run(one_by_one(client(silent, closed)))
    assert answers[-1] == Unknown(
        "no resolver answers: 127.0.0.1 (timeout), 127.0.0.1 (refused)", Cause.TIMEOUT
    )


def test_more_resolvers_than_tries_are_all_looked_for() -> None:
    with serving(nothing) as one, serving(nothing) as two, serving(address) as three:
        answers = asyncio.run(one_by_one(client(one, two, three)))
    assert answers[0] == Unknown("timeout after 0.1 s", Cause.TIMEOUT)
    assert {type(answer) for answer in answers[1:]} == {DnsAnswer}


def test_a_name_that_brings_nothing_does_not_condemn_the_resolver() -> None:
    """It cannot find out about these names, and says at once that it is there."""
    warnings: list[str] = []
    with serving(deaf_but_for_the_root) as server:
        answers = asyncio.run(one_by_one(client(server, warnings=warnings, retries=0)))
    assert set(answers) == {Unknown("timeout after 0.1 s", Cause.TIMEOUT)}
    assert warnings == []


def test_one_that_comes_back_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolvers, "LOOK_AGAIN", 0.0)

    def late(query: dns.message.Message, transport: str) -> bytes | None:
        return address(query, transport) if len(server.heard) > 4 else None

    with serving(late) as server:
        answers = asyncio.run(one_by_one(client(server)))
    assert answers[0] == ABSENT
    assert {type(answer) for answer in answers[1:]} == {DnsAnswer}
