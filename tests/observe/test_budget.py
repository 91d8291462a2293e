"""What a target may cost in messages and seconds, whoever else asks and computes meanwhile."""

import asyncio
import time

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import pytest

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import (
    Answer,
    AsnAnswer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    Unknown,
)
from cdnaudit.observe.askers import ASKERS, Askers
from cdnaudit.observe.budget import MAX_MESSAGES, Budget
from cdnaudit.observe.clock import Clock
from cdnaudit.observe.live import Live
from cdnaudit.observe.pace import Pace, Slots
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from cdnaudit.observe.walk import walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from tests.observe.dns_server import Reply, Running, reply, serving
from tests.small_knowledge import KNOWN

NAMES = [DnsQuestion(f"host{number}.example", "A") for number in range(12)]


def live(*servers: Running, retries: int = 0, **settings: float) -> Live:
    asked = QuerySettings(timeout=0.1, retries=retries, pages=False, **settings)  # type: ignore[arg-type]
    return Live(asked, tuple(s.server for s in servers), lambda ip: AsnAnswer(None))


async def ask_within(budget: Budget, asking: Live, questions: list[DnsQuestion]) -> list[Answer]:
    """Ask all at once, as a walk of one target does."""
    ASKERS.set(Askers(budget))
    refused = {q: budget.refuse(q) for q in questions}
    return [refused[q] or a for q, a in zip(questions, await _all(asking, refused), strict=True)]


async def _all(asking: Live, refused: dict[DnsQuestion, Unknown | None]) -> list[Answer]:
    async def one(question: DnsQuestion) -> Answer:
        return refused[question] or await asking.ask(question)

    return list(await asyncio.gather(*map(one, refused)))


def truncated(query: dns.message.Message, transport: str) -> bytes:
    """Never fits: every question takes a datagram and a connection."""
    flags = dns.flags.TC if transport == "udp" else 0
    return reply(query, flags=flags).to_wire()


def before_edns(query: dns.message.Message, _: str) -> bytes:
    """Ask me again without an OPT record."""
    made = dns.message.make_response(query)
    made.use_edns(-1)
    made.set_rcode(dns.rcode.FORMERR if query.edns >= 0 else dns.rcode.NOERROR)
    return made.to_wire()


def nothing(_query: dns.message.Message, _: str) -> None:
    return None


def failing(query: dns.message.Message, _: str) -> bytes:
    return reply(query, rcode="SERVFAIL").to_wire()


@pytest.mark.parametrize("make", [truncated, before_edns, failing])
def test_connections_and_retries_are_messages_and_count(make: Reply) -> None:
    """Twelve questions would take 24 messages or more; the target has 15."""
    budget = Budget(messages=15)
    with serving(make) as server:
        asyncio.run(ask_within(budget, live(server, retries=2), NAMES))
        assert (len(server.heard), budget.hit) == (15, {"15 DNS messages"})


def test_no_question_is_asked_without_a_message_for_it() -> None:
    budget = Budget(messages=5)
    with serving(failing) as server:
        answers = asyncio.run(ask_within(budget, live(server), NAMES))
        assert len(server.heard) == 5
    assert answers[5:] == [Unknown("not asked: limit of 5 DNS messages a target", Cause.LIMIT)] * 7


def test_a_message_that_a_target_may_not_send_is_paid_by_another_that_waits_for_it() -> None:
    async def two_targets(asking: Live) -> tuple[Answer, ...]:
        return tuple(
            chain[0]
            for chain in await asyncio.gather(
                ask_within(poor, asking, NAMES[:1]), ask_within(rich, asking, NAMES[:1])
            )
        )

    poor, rich = Budget(messages=1), Budget()
    with serving(truncated) as server:
        answers = asyncio.run(two_targets(live(server)))
        assert [transport for transport, _ in server.heard] == ["udp", "tcp"]
    assert (set(answers), poor.hit, rich.hit) == ({DnsAnswer("NOERROR", aa=False)}, set(), set())


async def _asked_for(clock: Clock, seconds: float) -> None:
    clock.asked(1)
    await asyncio.sleep(seconds)
    clock.asked(-1)


def test_a_clock_counts_while_something_is_asked() -> None:
    clock = Clock()
    asyncio.run(_asked_for(clock, 0.05))
    counted = clock.seconds
    time.sleep(0.05)
    assert counted > 0
    assert clock.seconds == counted


def test_a_clock_does_not_count_what_the_process_computes() -> None:
    """The loop is held up by another target for as long as this one may take in all."""

    async def held_up() -> None:
        clock.asked(1)
        end = time.process_time() + 0.3
        while time.process_time() < end:
            pass
        clock.asked(-1)

    clock = Clock()
    begin = time.monotonic()
    asyncio.run(held_up())
    assert clock.seconds <= time.monotonic() - begin - 0.3 + 0.01


def test_a_clock_counts_the_targets_own_work() -> None:
    clock = Clock()
    clock.worked(2.5)
    assert clock.seconds == 2.5


def test_a_clock_stands_while_all_that_is_asked_waits_for_its_turn() -> None:
    async def waiting(place: Slots) -> None:
        ASKERS.set(Askers(budget))
        budget.clock.asked(1)
        async with place:
            budget.clock.asked(-1)

    async def behind_another() -> None:
        place = Slots(1)
        async with place:
            task = asyncio.create_task(waiting(place))
            await asyncio.sleep(0.1)
        await task

    budget = Budget()
    asyncio.run(behind_another())
    assert budget.clock.seconds < 0.1


def test_a_rate_does_not_use_up_the_time_of_a_target() -> None:
    async def paced(pace: Pace) -> None:
        ASKERS.set(Askers(budget))
        budget.clock.asked(1)
        for _ in range(3):
            await pace.wait()
        budget.clock.asked(-1)

    budget = Budget()
    asyncio.run(paced(Pace(20)))
    assert budget.clock.seconds < 0.1


def endless(query: dns.message.Message, transport: str) -> bytes:
    """Delegate every name to nameservers in further zones, and fit no reply into a datagram."""
    if transport == "udp":
        return reply(query, flags=dns.flags.TC).to_wire()
    asked = query.question[0]
    name = asked.name.to_text()
    domain = f".{name}".split(".")[-3]
    data = {
        dns.rdatatype.NS: [f"ns.{number}{domain}.example." for number in range(9)],
        dns.rdatatype.A: ["127.0.0.1"],
    }.get(asked.rdtype, [])
    type_ = dns.rdatatype.to_text(asked.rdtype)
    lines = tuple(f"{name} 60 IN {type_} {each}" for each in data)
    return reply(query, lines, flags=dns.flags.AA).to_wire()


def test_whatever_a_zone_does_a_target_costs_no_more_than_its_messages() -> None:
    async def scanned(server: Running) -> Survey:
        settings = QuerySettings(
            timeout=5, pages=False, allow=EVERYWHERE, direct_port=server.port, retries=2
        )
        asking = Live(settings, (server.server,), lambda ip: AsnAnswer(64500, "N", f"{ip}/32"))
        return await walk(Plan(target="www.shop.example", http=False), hints(KNOWN), asking.ask)

    with serving(endless) as server:
        survey = asyncio.run(scanned(server))
        assert len(server.heard) <= MAX_MESSAGES
    assert f"{MAX_MESSAGES} DNS messages" in survey.limits
