"""A walk tells the longest chain of questions that need one another."""

import asyncio

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import AsnQuestion, DnsQuestion, HttpQuestion, Question, RdapQuestion
from cdnaudit.observe.timeline import Timeline, round_trips
from cdnaudit.observe.walk import walk
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from tests.small_knowledge import KNOWN
from tests.world import announced, as_port, world

ADDRESS = DnsQuestion("www.shop.example", "A")
OTHER = DnsQuestion("www.shop.example", "AAAA")
PAGE = HttpQuestion("https://www.shop.example/")


def told(*steps: tuple[tuple[Question, ...], tuple[Question, ...]]) -> Timeline:
    """Return what a line says of steps, each with what is asked and then what is answered."""
    timeline = Timeline()
    for asked, answered in steps:
        for question in asked:
            timeline.asked(question)
        timeline.answered(answered)
    return timeline


def test_what_is_asked_together_takes_one_round_trip() -> None:
    timeline = told(((ADDRESS, OTHER), (ADDRESS, OTHER)))
    assert (timeline.questions, timeline.longest.round_trips) == (2, 1)


def test_a_page_asked_for_after_its_address_takes_three_more() -> None:
    assert told(((ADDRESS,), (ADDRESS,)), ((PAGE,), (PAGE,))).longest.round_trips == 4


def test_what_was_asked_before_an_answer_did_not_wait_for_it() -> None:
    timeline = told(((ADDRESS, PAGE), (ADDRESS,)), ((OTHER,), (OTHER, PAGE)))
    assert timeline.longest.round_trips == 3


def test_a_look_into_the_table_is_no_question_to_anybody() -> None:
    look = AsnQuestion("192.0.2.1")
    timeline = told(((look,), (look,)))
    assert (timeline.questions, timeline.longest.round_trips) == (0, 0)


def test_each_protocol_has_its_handshakes() -> None:
    plain, registry = HttpQuestion("http://www.shop.example/"), RdapQuestion("192.0.2.1")
    assert [round_trips(question) for question in (PAGE, plain, registry)] == [3, 2, 3]


def test_a_walk_tells_of_every_question_and_never_more_waiting_than_time() -> None:
    timeline, port = Timeline(), as_port(Replay(world(), announced).answer)
    plan = Plan(target="www.shop.example")
    survey = asyncio.run(walk(plan, hints(KNOWN), port, timeline=timeline))
    sent = [question for question in survey.facts if not isinstance(question, AsnQuestion)]
    assert timeline.questions == len(sent)
    assert 0 < timeline.longest.seconds <= timeline.seconds
