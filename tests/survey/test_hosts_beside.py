"""The status page and the origins are read beside the target, after it, and within its bounds."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import Facts, HttpAnswer, HttpQuestion, Question
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.readings import Readings
from cdnaudit.survey.target import MAX_ORIGINS, read_target
from tests.small_knowledge import KNOWN
from tests.survey.arbitrary import answers_to
from tests.world import OWN, Answers, page, plan, survey, world

HOST, STATUS, ORIGIN = "www.shop.example", "status.shop.example", "origin.shop.example"
URL = f"https://{HOST}/"
WORLD = world(
    {HOST: "203.0.113.1", STATUS: "203.0.113.2", ORIGIN: "203.0.113.3"}, {"shop.example": OWN}
)
FILLED: Answers = {
    **WORLD,
    **page(URL),
    **page(f"https://{STATUS}/"),
    HttpQuestion(URL, origin=ORIGIN): HttpAnswer(200, ()),
}


def asked(wanted: Plan) -> list[Question]:
    """Return the questions of a walk in the order in which they are asked."""
    facts, readings = Facts(), Readings()
    order: list[Question] = []
    while True:
        found = read_target(wanted, facts, hints(KNOWN), readings)
        if not found.wanted:
            return order
        order += found.wanted
        held = survey(FILLED, wanted).facts
        for question in found.wanted:
            answer = held.get(question)
            assert answer is not None
            facts.add(question, answer)


def test_they_are_asked_when_the_target_wants_nothing_more() -> None:
    alone = asked(plan(http=True))
    beside = asked(plan(http=True, status_page=STATUS, origins=(ORIGIN,)))
    assert beside[: len(alone)] == alone
    assert {q.name for q in beside[len(alone) :] if hasattr(q, "name")} >= {STATUS, ORIGIN}


def test_an_origin_is_asked_for_the_page_of_the_target_and_for_none_of_its_own() -> None:
    order = asked(plan(http=True, origins=(ORIGIN,)))
    pages = [q for q in order if isinstance(q, HttpQuestion)]
    assert [(q.url, q.origin, q.pins) for q in pages] == [
        (URL, "", ("203.0.113.1",)),
        (URL, ORIGIN, ("203.0.113.3",)),
    ]


def test_a_target_that_is_its_own_origin_is_read_twice_and_once_without_pages() -> None:
    found = survey(FILLED, plan(http=True, origins=(HOST,)))
    (origin,) = found.origins
    assert ([len(host.pages) for host in found.hosts], origin.host.pages) == ([1], ())


def test_the_hosts_and_zones_of_the_target_stay_its_own() -> None:
    alone = survey(FILLED, plan(http=True))
    beside = survey(FILLED, plan(http=True, status_page=STATUS, origins=(ORIGIN, "203.0.113.9")))
    assert (beside.hosts, beside.zones, beside.unanswered) == (
        alone.hosts,
        alone.zones,
        alone.unanswered,
    )
    assert [view.host.addresses for view in beside.origins] == [("203.0.113.3",), ("203.0.113.9",)]


def test_no_more_origins_are_asked_than_the_bound_says() -> None:
    many = tuple(f"203.0.113.{n}" for n in range(MAX_ORIGINS + 1))
    found = survey(FILLED, plan(origins=many))
    assert ([view.host.name for view in found.origins], found.limits) == (
        list(many[:MAX_ORIGINS]),
        (f"{MAX_ORIGINS} origins",),
    )
    assert survey(FILLED, plan(origins=many[:MAX_ORIGINS])).limits == ()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_was_read_before_saves_time_and_changes_nothing_of_them(data: st.DataObject) -> None:
    beside = Plan(target=HOST, origins=(HOST, ORIGIN), status_page=STATUS)
    facts, readings = Facts(), Readings()
    while True:
        found = read_target(beside, facts, hints(KNOWN), readings)
        assert found == read_target(beside, facts, hints(KNOWN))
        if not found.wanted:
            return
        some = data.draw(st.lists(st.sampled_from(found.wanted), min_size=1, unique=True))
        for question in some:
            facts.add(question, data.draw(answers_to(question)))
