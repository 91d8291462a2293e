"""``read_target``: the same facts give the same survey, more facts give more, and it ends on any answers."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdnaudit.application.scanner import hints
from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import (
    Answer,
    DnsAnswer,
    DnsQuestion,
    Facts,
    Question,
    Record,
    Unknown,
)
from cdnaudit.observe.budget import MAX_DNS, Budget
from cdnaudit.observe.public_suffix import registrable
from cdnaudit.observe.walk import walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.readings import Readings
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import read_target
from tests.small_knowledge import KNOWN
from tests.survey.arbitrary import CAP, HOST, answers_to
from tests.world import plan, survey, world

HINTS = hints(KNOWN)
ASKED = Plan(target=HOST)


def walked(data: st.DataObject, known: Knowledge = KNOWN) -> tuple[Survey, list[Facts]]:
    """Answer whatever is wanted with anything at all, until nothing is; return every step."""
    facts, steps = Facts(), []
    while True:
        found = read_target(ASKED, facts, hints(known))
        steps.append(Facts(dict(facts.items())))
        if not found.wanted:
            return found, steps
        for question in found.wanted:
            facts.add(question, data.draw(answers_to(question)))
        assert len(facts) <= CAP


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_it_ends_on_any_answers_and_can_be_judged(data: st.DataObject) -> None:
    found, _ = walked(data)
    report = Judge(KNOWN, registrable).target(ASKED, found)
    assert (found.wanted, report.target) == ((), HOST)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_it_never_wants_what_it_has_and_never_forgets_a_gap_it_was_told(
    data: st.DataObject,
) -> None:
    _, steps = walked(data)
    for facts in steps:
        found = read_target(ASKED, facts, HINTS)
        assert [q for q in found.wanted if q in facts] == []
        assert [q for q in found.unanswered if not isinstance(facts.get(q), Unknown)] == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_further_answer_never_takes_a_host_or_an_address_away(data: st.DataObject) -> None:
    _, steps = walked(data)
    seen: set[tuple[str, str]] = set()
    for facts in steps:
        found = read_target(ASKED, facts, HINTS)
        here = {(h.name, ip) for h in found.hosts for ip in h.addresses}
        assert seen - here == set()
        seen = here


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    found, steps = walked(data)
    pairs = data.draw(st.permutations(list(steps[-1].items())))
    assert _plain(read_target(ASKED, Facts(dict(pairs)), HINTS)) == _plain(found)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_was_read_before_saves_time_and_changes_nothing(data: st.DataObject) -> None:
    """At every step, with some of the answers that are wanted, in an order of their own."""
    facts, readings = Facts(), Readings()
    while True:
        found = read_target(ASKED, facts, HINTS, readings)
        assert _plain(found) == _plain(read_target(ASKED, facts, HINTS))
        if not found.wanted:
            return
        some = data.draw(st.lists(st.sampled_from(found.wanted), min_size=1, unique=True))
        for question in some:
            facts.add(question, data.draw(answers_to(question)))


def _plain(found: Survey) -> tuple[object, ...]:
    return (found.hosts, dict(found.zones), found.wanted, found.unanswered, found.limits)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_budget_bounds_what_reaches_the_world(data: st.DataObject) -> None:
    asked: list[Question] = []

    async def ask(question: Question) -> Answer:
        asked.append(question)
        return data.draw(answers_to(question))

    asyncio.run(walk(ASKED, HINTS, ask, Budget(dns=20)))
    assert sum(isinstance(q, DnsQuestion) for q in asked) <= 20
    assert len(asked) == len(set(asked))


def test_a_walk_over_nothing_names_every_question_it_needed() -> None:
    found = survey({}, plan(HOST))
    assert [str(q) for q in found.unanswered] == [
        f"dns A {HOST}",
        f"dns AAAA {HOST}",
        f"dns NS {HOST}",
        "dns NS shop.example",
    ]


def test_an_endless_tree_of_zones_stops_at_the_budget() -> None:
    """Each zone's nameserver lies in a further zone (CAMP, Duan et al., 2024)."""

    async def ask(question: Question) -> Answer:
        if isinstance(question, DnsQuestion) and question.type == "NS" and not question.server:
            further = f"n{len(question.name)}x.{question.name.split('.')[0]}y.example"
            return DnsAnswer("NOERROR", (Record(question.name, "NS", 60, further),))
        return DnsAnswer("NOERROR")

    found = asyncio.run(walk(plan(HOST), HINTS, ask))
    assert found.wanted == ()
    assert set(found.limits) & {f"{MAX_DNS} DNS queries", "64 zones"} != set()


def test_two_walks_over_one_world_are_alike() -> None:
    answers = world()
    assert _plain(survey(answers, plan(HOST))) == _plain(survey(answers, plan(HOST)))
