"""The walk keeps to what a target may cost, and says which bound it reached."""

import asyncio

import pytest

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import (
    Answer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    Record,
    Unknown,
)
from cdnaudit.observe.budget import Budget
from cdnaudit.observe.walk import Ask, walk
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from tests.small_knowledge import KNOWN
from tests.world import announced, as_port, page, world

HOST = "www.shop.example"
SLOW = DnsQuestion("shop.example", "NS")
FRONT = HttpQuestion(f"https://{HOST}/")


def walked(port: Ask, budget: Budget, *, http: bool = False) -> Survey:
    return asyncio.run(walk(Plan(target=HOST, http=http), hints(KNOWN), port, budget))


async def never(question: Question) -> Answer:
    await asyncio.Event().wait()
    raise AssertionError(question)


async def all_but_one(question: Question) -> Answer:
    replay = Replay(world(), announced)
    return await (never(question) if question == SLOW else as_port(replay.answer)(question))


def test_when_time_is_over_what_is_still_out_is_unknown() -> None:
    survey = walked(never, Budget(seconds=0.05))
    assert survey.limits == ("0.05 s",)
    assert {survey.facts.get(q) for q in survey.unanswered} == {
        Unknown("not asked: limit of 0.05 s a target", Cause.LIMIT)
    }


def test_what_was_answered_in_time_is_kept() -> None:
    survey = walked(all_but_one, Budget(seconds=0.2))
    assert (survey.hosts[0].addresses, SLOW in survey.unanswered) == (("203.0.113.1",), True)


def test_the_clock_is_not_wound_up_for_another_walk() -> None:
    budget = Budget(seconds=0.05)
    walked(never, budget)
    asked: list[Question] = []

    async def ask(question: Question) -> Answer:
        asked.append(question)
        return DnsAnswer("NOERROR")

    assert (walked(ask, budget).limits, asked) == (("0.05 s",), [])


@pytest.mark.parametrize(
    ("answer", "weight"),
    [
        (DnsAnswer("NOERROR"), 12),
        (DnsAnswer("NOERROR", (Record("a.example", "A", 60, "192.0.2.1"),)), 12 + 10 + 9 + 9),
        (HttpAnswer(200, (("Server", "x"),), body="hello"), 7 + 5),
        (HttpAnswer(200, (), body=None), 0),
        (Unknown("timeout"), 0),
    ],
)
def test_an_answer_weighs_what_it_carries(answer: Answer, weight: int) -> None:
    exact, more = Budget(bytes=weight), Budget(bytes=weight + 1)
    exact.spend(answer)
    more.spend(answer)
    assert (bool(exact.refuse(FRONT)), bool(more.refuse(FRONT))) == (True, False)


def test_after_a_flood_nothing_more_is_asked() -> None:
    """The page's redirect is not followed once the page has spent the octets."""
    answers = world() | page(FRONT.url, 302, "x" * 5_000, Location="/next")
    survey = walked(as_port(Replay(answers, announced).answer), Budget(bytes=5_000), http=True)
    refused = Unknown("not asked: limit of 5000 bytes a target", Cause.LIMIT)
    assert survey.limits == ("5000 bytes",)
    assert survey.facts.get(HttpQuestion(f"{FRONT.url}next")) == refused


def test_questions_that_cost_nothing_are_not_counted() -> None:
    budget = Budget(dns=1)
    refusals = [budget.refuse(q) for q in (FRONT, SLOW, FRONT, DnsQuestion(HOST, "A"))]
    assert refusals == [
        None,
        None,
        None,
        Unknown("not asked: limit of 1 DNS queries a target", Cause.LIMIT),
    ]
