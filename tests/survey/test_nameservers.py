"""Nameservers of one zone: which are looked up, which are asked, and where that stops."""

import asyncio

import pytest

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Question, Record
from cdnaudit.observe.walk import walk
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.nameservers import MAX_MISSING, MAX_NAMESERVERS, MAX_PROBED
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from tests.small_knowledge import KNOWN
from tests.world import SILENT, TIMEOUT, Answers, announced, none_at, unknown, world

HOST = "www.shop.example"
ZONE = "shop.example"


def walked(answers: Answers, **options: object) -> tuple[Survey, list[DnsQuestion]]:
    """Walk over recorded answers; return the survey and the DNS questions asked."""
    asked: list[DnsQuestion] = []
    replay = Replay(answers, announced)

    async def ask(question: Question) -> Answer:
        if isinstance(question, DnsQuestion):
            asked.append(question)
        return replay.answer(question)

    plan = Plan(target=HOST, http=False, **options)  # type: ignore[arg-type]
    return asyncio.run(walk(plan, hints(KNOWN), ask)), asked


def missing(count: int) -> Answers:
    """A zone with so many nameservers whose names lie in a victim's zone and do not exist."""
    names = [f"ns{i:02}.victim.example" for i in range(count)]
    answers = world(zones={ZONE: " ".join(f"{name}=" for name in names)})
    for name in names:
        answers |= none_at(name, "A", "AAAA", rcode="NXDOMAIN")
    return answers


def names_at_the_victim(asked: list[DnsQuestion]) -> set[str]:
    return {q.name for q in asked if q.name.endswith(".victim.example")}


@pytest.mark.parametrize("authoritative", [True, False])
def test_no_more_names_that_do_not_exist_are_asked_for_than_the_bound(authoritative: bool) -> None:
    """NXNSAttack: one referral must not make us flood the zone its names lie in."""
    survey, asked = walked(missing(MAX_NAMESERVERS), authoritative=authoritative)
    assert names_at_the_victim(asked) == {f"ns{i:02}.victim.example" for i in range(MAX_MISSING)}
    assert survey.limits == (f"5 nameservers of {ZONE} that do not exist",)


def test_one_name_fewer_than_the_bound_is_no_limit() -> None:
    survey, asked = walked(missing(MAX_MISSING - 1))
    assert (len(names_at_the_victim(asked)), survey.limits) == (MAX_MISSING - 1, ())


def test_names_that_exist_do_not_count() -> None:
    """All of them are looked up, in more than one step."""
    names = " ".join(f"ns{i}.far.example=192.0.2.{20 + i}" for i in range(9))
    survey, _ = walked(world(zones={ZONE: names}))
    servers = survey.zones[ZONE].servers
    assert ([len(s.addresses) for s in servers], survey.limits) == ([1] * 9, ())


def test_more_nameservers_than_are_read_or_asked_are_a_limit() -> None:
    names = " ".join(f"ns{i:02}.far.example=192.0.2.{20 + i}" for i in range(21))
    survey, asked = walked(world(zones={ZONE: names}))
    probes = {q.server for q in asked if q.name == ZONE and q.server.startswith("192.0.2.")}
    assert (len(survey.zones[ZONE].servers), len(probes - {"192.0.2.250"})) == (
        MAX_NAMESERVERS,
        MAX_PROBED,
    )
    assert survey.limits == (
        f"13 nameservers of {ZONE} asked directly",
        f"20 nameservers of {ZONE}",
    )


@pytest.mark.parametrize(
    ("silent", "asked_at"),
    [
        ((), ["192.0.2.13"]),
        (("192.0.2.13",), ["192.0.2.13", "192.0.2.14"]),
        (("192.0.2.13", "192.0.2.14"), ["192.0.2.13", "192.0.2.14"]),
    ],
    ids=["the first answers", "the second answers", "neither answers"],
)
def test_a_further_address_is_asked_only_where_the_first_fails(
    silent: tuple[str, ...], asked_at: list[str]
) -> None:
    server = "ns1.shop.example=192.0.2.13,192.0.2.14,2001:db8:a::13"
    answers = world(zones={ZONE: server})
    answers |= {DnsQuestion(ZONE, "NS", server=ip): TIMEOUT for ip in silent}
    _, asked = walked(answers)
    probes = [q.server for q in asked if q.type == "NS"]
    assert [server for server in probes if server not in {"", "192.0.2.250"}] == asked_at


def test_glue_is_asked_where_the_name_has_no_address() -> None:
    answers = world(zones={ZONE: "ns1.shop.example=192.0.2.13"})
    for type_ in ("A", "AAAA"):
        answers[DnsQuestion("ns1.shop.example", type_)] = TIMEOUT
    survey, asked = walked(answers)
    assert DnsQuestion(ZONE, "NS", server="192.0.2.13") in asked
    assert survey.zones[ZONE].servers[0].addresses == ("192.0.2.13",)


def test_a_name_that_only_one_nameserver_gives_is_read_too() -> None:
    answers = world(zones={ZONE: "ns1.shop.example=192.0.2.13"})
    question = DnsQuestion(ZONE, "NS", server="192.0.2.13")
    first = answers[question]
    assert isinstance(first, DnsAnswer)
    other = world(zones={ZONE: "ns2.shop.example=192.0.2.14"})
    records = (*first.records, *other[DnsQuestion(ZONE, "NS")].records)  # type: ignore[union-attr]
    answers = other | answers | {question: DnsAnswer("NOERROR", records, aa=True)}
    survey, _ = walked(answers)
    assert [s.name for s in survey.zones[ZONE].servers] == ["ns1.shop.example", "ns2.shop.example"]


def test_a_name_that_a_lame_server_gives_is_not_read() -> None:
    answers = world(zones={ZONE: "ns1.shop.example=192.0.2.13"})
    records = (Record(ZONE, "NS", 60, "ns9.shop.example"),)
    answers[DnsQuestion(ZONE, "NS", server="192.0.2.13")] = DnsAnswer("NOERROR", records, aa=False)
    survey, _ = walked(answers)
    assert [s.name for s in survey.zones[ZONE].servers] == ["ns1.shop.example"]


@pytest.mark.parametrize("first", [DnsAnswer("REFUSED", (), aa=False), SILENT])
def test_a_lost_answer_that_could_have_spoken_for_a_server_is_missed(first: Answer) -> None:
    ip = "198.51.100.13"
    further = [DnsQuestion(ZONE, type_, server=ip) for type_ in ("A", "SOA")]
    answers = {**world(), DnsQuestion(ZONE, "NS", server=ip): first, **unknown(*further)}
    found, _ = walked(answers)
    assert set(found.unanswered) >= set(further)
