import asyncio
from typing import get_args

import dns.message

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
    RdapQuestion,
    Unknown,
)
from cdnaudit.observe.live import Live, system_resolvers
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from tests.observe import dns_server, web_server
from tests.observe.dns_server import reply

WWW = DnsQuestion("www.example.com", "A")


def origin(ip: str) -> AsnAnswer | Unknown:
    return AsnAnswer(64500, "EXAMPLE", f"{ip}/32")


def live(*servers: dns_server.Running, rate: float = 0, pages: bool = True) -> Live:
    settings = QuerySettings(timeout=0.5, retries=0, rate=rate, allow=EVERYWHERE, pages=pages)
    return Live(settings, tuple(s.server for s in servers), origin)


def one_address(query: dns.message.Message, _: str) -> bytes:
    return reply(query, (f"{query.question[0].name} 60 IN A 192.0.2.1",)).to_wire()


def test_every_kind_of_question_has_its_answer() -> None:
    async def all_kinds(asking: Live, url: str) -> dict[type[Question], type[Answer]]:
        page = HttpQuestion(url, ("127.0.0.1",))
        questions = (WWW, AsnQuestion("192.0.2.1"), RdapQuestion("10.0.0.1"), page)
        return {type(q): type(await asking.ask(q)) for q in questions}

    with dns_server.serving(one_address) as server, web_server.serving(web_server.HELLO) as site:
        found = asyncio.run(all_kinds(live(server), site.url()))
    assert found == {
        DnsQuestion: DnsAnswer,
        AsnQuestion: AsnAnswer,
        RdapQuestion: Unknown,
        HttpQuestion: HttpAnswer,
    }
    assert set(found) == set(get_args(Question))


def test_dns_is_answered_where_no_pages_are_asked_for() -> None:
    with dns_server.serving(one_address) as server:
        assert isinstance(asyncio.run(live(server, pages=False).ask(WWW)), DnsAnswer)


def test_a_special_address_is_not_asked_of_a_registry() -> None:
    answer = asyncio.run(live().ask(RdapQuestion("10.0.0.1")))
    assert answer == Unknown("no registry: a special-use address", Cause.LIMIT)


def test_a_question_under_way_is_asked_once() -> None:
    async def together(asking: Live) -> int:
        return len({id(a) for a in await asyncio.gather(*(asking.ask(WWW) for _ in range(5)))})

    with dns_server.serving(one_address) as server:
        assert asyncio.run(together(live(server))) == 1
        assert len(server.heard) == 1


def test_another_sample_is_another_question() -> None:
    async def samples(asking: Live) -> None:
        await asyncio.gather(
            *(asking.ask(DnsQuestion("www.example.com", "A", sample=n)) for n in range(3))
        )

    with dns_server.serving(one_address) as server:
        asyncio.run(samples(live(server)))
        assert len(server.heard) == 3


def test_who_stops_waiting_does_not_stop_the_others() -> None:
    async def one_leaves(asking: Live) -> Answer:
        leaving, staying = (asyncio.ensure_future(asking.ask(WWW)) for _ in range(2))
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    with dns_server.serving(one_address) as server:
        assert isinstance(asyncio.run(one_leaves(live(server))), DnsAnswer)


def test_a_rate_spaces_the_queries() -> None:
    async def elapsed(asking: Live) -> float:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        names = (f"n{i}.example.com" for i in range(5))
        await asyncio.gather(*(asking.ask(DnsQuestion(name, "A")) for name in names))
        return loop.time() - begun

    with dns_server.serving(one_address) as server:
        assert asyncio.run(elapsed(live(server, rate=40))) >= 0.1


def test_without_a_resolver_the_answer_is_unknown() -> None:
    assert asyncio.run(live().ask(WWW)) == Unknown("no resolver to ask", Cause.LIMIT)


def test_a_lookup_that_fails_is_unknown() -> None:
    def broken(ip: str) -> AsnAnswer | Unknown:
        raise LookupError(ip)

    asking = Live(QuerySettings(), (), broken)
    answer = asyncio.run(asking.ask(AsnQuestion("192.0.2.1")))
    assert answer == Unknown("cannot ask: LookupError: 192.0.2.1", Cause.LIMIT)


def test_close_gives_up_what_is_under_way() -> None:
    async def give_up(asking: Live) -> bool:
        waiting = asyncio.ensure_future(asking.ask(WWW))
        await asyncio.sleep(0.05)
        await asking.close()
        await asyncio.wait((waiting,))
        return waiting.cancelled()

    with dns_server.serving(lambda _q, _t: None) as server:
        assert asyncio.run(give_up(live(server)))


def test_the_system_has_resolvers() -> None:
    found = system_resolvers()
    assert found
    assert {port for _, port in found} == {53}
