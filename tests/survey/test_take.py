"""``take``: the same facts give the same survey, more facts give more, and it ends on any answers."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdnaudit.application.pipeline import hints
from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import (
    Answer,
    AsnAnswer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    Facts,
    HttpAnswer,
    HttpQuestion,
    Question,
    RdapAnswer,
    Record,
    Unknown,
)
from cdnaudit.observe.public_suffix import registrable
from cdnaudit.observe.walk import MAX_DNS, Budget, walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import take
from tests.small_knowledge import KNOWN
from tests.world import plan, survey, world

HOST = "www.shop.example"
LORE = hints(KNOWN)
ASKED = Plan(target=HOST)
CAP = 2_000
"""Questions; a walk that asks more does not end."""

NAMES = st.sampled_from(
    [
        HOST,
        "shop.example",
        "example",
        "store.example",
        "ns1.shop.example",
        "ns1.store.example",
        "a.b.c.store.example",
        "x.alpha-edge.example",
        "ns1.alpha-dns.example",
        "",
    ]
)
IPS = st.sampled_from(["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8:a::1"])
TTLS = st.integers(0, 4000)
RECORDS = st.one_of(
    st.builds(Record, NAMES, st.sampled_from(["CNAME", "NS", "PTR"]), TTLS, NAMES),
    st.builds(Record, NAMES, st.sampled_from(["A", "AAAA"]), TTLS, IPS),
    st.builds(
        Record, NAMES, st.just("SOA"), TTLS, NAMES.map(lambda n: f"{n} hostmaster 1 1 1 1 1")
    ),
    st.builds(Record, NAMES, st.just("HTTPS"), TTLS, st.sampled_from(["1 .", "1", "", "1 x.y"])),
)
UNKNOWNS = st.sampled_from([Unknown("not recorded"), Unknown("timeout after 2.0 s")])
DNS = st.builds(
    DnsAnswer,
    st.sampled_from(["NOERROR", "NOERROR", "NXDOMAIN", "REFUSED", "SERVFAIL"]),
    st.lists(RECORDS, max_size=5).map(tuple),
    st.sampled_from([True, False, None]),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["Location", "x-alpha-challenge", "Server"]),
        st.sampled_from(["/", "/a", "https://store.example/", "challenge", "http://["]),
    ),
    max_size=2,
).map(tuple)
HTTP = st.builds(HttpAnswer, st.sampled_from([200, 301, 302, 403]), HEADERS, st.just(""))
ASN = st.builds(AsnAnswer, st.sampled_from([None, 64500, 64501]))


def fitting(question: DnsQuestion) -> st.SearchStrategy[Answer]:
    """An answer about the name asked for, beside records about any other."""
    at, data = question.name, IPS if question.type in {"A", "AAAA"} else NAMES
    own = st.builds(Record, st.just(at), st.just(question.type), TTLS, data)
    alias = st.builds(Record, st.just(at), st.just("CNAME"), TTLS, NAMES)
    return st.builds(
        lambda first, rest, aa: DnsAnswer("NOERROR", (*first, *rest), aa),
        st.lists(st.one_of(own, own, alias), min_size=1, max_size=3),
        st.lists(RECORDS, max_size=2),
        st.sampled_from([True, False, None]),
    )


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    match question:
        case DnsQuestion():
            return st.one_of(fitting(question), fitting(question), DNS, UNKNOWNS)
        case HttpQuestion():
            return st.one_of(HTTP, UNKNOWNS)
        case AsnQuestion():
            return st.one_of(ASN, UNKNOWNS)
        case _:
            return st.one_of(st.just(RdapAnswer("NET", None)), UNKNOWNS)


def walked(data: st.DataObject, known: Knowledge = KNOWN) -> tuple[Survey, list[Facts]]:
    """Answer whatever is wanted with anything at all, until nothing is; return every step."""
    facts, steps = Facts(), []
    while True:
        found = take(ASKED, facts, hints(known))
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
        found = take(ASKED, facts, LORE)
        assert [q for q in found.wanted if q in facts] == []
        assert [q for q in found.unanswered if not isinstance(facts.get(q), Unknown)] == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_further_answer_never_takes_a_host_or_an_address_away(data: st.DataObject) -> None:
    _, steps = walked(data)
    seen: set[tuple[str, str]] = set()
    for facts in steps:
        found = take(ASKED, facts, LORE)
        here = {(h.name, ip) for h in found.hosts for ip in h.addresses}
        assert seen - here == set()
        seen = here


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_order_of_answers_does_not_matter(data: st.DataObject) -> None:
    found, steps = walked(data)
    pairs = data.draw(st.permutations(list(steps[-1].items())))
    assert _plain(take(ASKED, Facts(dict(pairs)), LORE)) == _plain(found)


def _plain(found: Survey) -> tuple[object, ...]:
    return (found.hosts, dict(found.zones), found.wanted, found.unanswered, found.limits)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_budget_bounds_what_reaches_the_world(data: st.DataObject) -> None:
    asked: list[Question] = []

    async def ask(question: Question) -> Answer:
        asked.append(question)
        return data.draw(answers_to(question))

    asyncio.run(walk(ASKED, LORE, ask, Budget(dns=20)))
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

    found = asyncio.run(walk(plan(HOST), LORE, ask))
    assert found.wanted == ()
    assert set(found.limits) & {f"{MAX_DNS} DNS queries", "64 zones"} != set()


def test_two_walks_over_one_world_are_alike() -> None:
    answers = world()
    assert _plain(survey(answers, plan(HOST))) == _plain(survey(answers, plan(HOST)))
