"""What was lost and mattered is missed, and leaves open what it could have shown."""

import pytest

from cdnaudit.model.facts import NOT_RECORDED, DnsAnswer, DnsQuestion, HttpQuestion, Record, Unknown
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from tests.world import (
    ALPHA,
    OWN,
    REGISTRY,
    TIMEOUT,
    Answers,
    none_at,
    page,
    plan,
    survey,
    unknown,
    world,
)

APEX, HOST = "shop.example", "www.shop.example"
SERVERS = ("192.0.2.13", "198.51.100.13")
PARENTS = DnsQuestion(APEX, "NS", server=REGISTRY)


def apex(more: Answers) -> Survey:
    """Walk over an apex, and what is said of its www."""
    return survey(world({APEX: "203.0.113.1"}) | more, plan(APEX))


def hosts(found: Survey) -> list[str]:
    return [host.name for host in found.hosts]


def circular(*, by_parent: bool = True) -> Answers:
    """www is delegated to the servers of its parent zone, which lack it: nothing, in a circle."""
    names = ("ns1.shop.example", "ns2.shop.example")
    ns = tuple(Record(HOST, "NS", 3600, name) for name in names)
    referral = DnsAnswer("NOERROR", ns, aa=False) if by_parent else TIMEOUT
    found: Answers = {DnsQuestion(HOST, t): DnsAnswer("NOERROR") for t in ("A", "AAAA", "NS")}
    return found | {DnsQuestion(HOST, "NS", server=ip): referral for ip in SERVERS}


def test_a_www_that_a_recording_holds_by_half_is_a_host() -> None:
    assert hosts(apex(none_at(HOST, "AAAA"))) == [APEX, HOST]


def test_a_www_that_a_recording_does_not_hold_is_none() -> None:
    assert hosts(apex({})) == [APEX]


def test_a_www_that_is_delegated_in_a_circle_is_a_host() -> None:
    """Resolvers answer "none" for it, without the SOA that a negative answer has (RFC 2308)."""
    found = apex(circular())
    assert hosts(found) == [APEX, HOST]
    assert [s.status for s in found.zones[HOST].servers] == ["lame", "lame"]


def test_a_www_that_may_be_delegated_in_a_circle_is_a_host_and_the_question_is_missed() -> None:
    found = apex(circular(by_parent=False))
    assert hosts(found) == [APEX, HOST]
    assert {DnsQuestion(HOST, "NS", server=ip) for ip in SERVERS} <= set(found.unanswered)


def test_a_www_without_address_whose_answer_names_its_zone_is_none() -> None:
    lost = {DnsQuestion(HOST, "NS", server=ip): TIMEOUT for ip in SERVERS}
    assert hosts(apex(none_at(HOST, "A", "AAAA", "NS", soa=APEX) | lost)) == [APEX]


@pytest.mark.parametrize(
    "lost",
    [PARENTS, DnsQuestion("example", "NS"), DnsQuestion("a.nic.example", "A")],
    ids=str,
)
def test_the_parents_word_is_missed_where_no_resolver_finds_the_zone(lost: DnsQuestion) -> None:
    failing = Unknown("SERVFAIL")
    hidden = [DnsQuestion(name, t) for name in (HOST, APEX) for t in ("A", "AAAA", "NS", "SOA")]
    found = survey(world() | unknown(*hidden, why=failing) | unknown(lost), plan(HOST))
    assert lost in found.unanswered


def test_the_parents_word_is_not_missed_where_a_recording_holds_no_question_for_a_zone() -> None:
    answers = world() | unknown(DnsQuestion(HOST, "NS"), why=NOT_RECORDED)
    assert [q for q in survey(answers, plan(HOST)).unanswered if getattr(q, "server", "")] == []


@pytest.mark.parametrize(
    ("lost", "names_lost"),
    [
        ([PARENTS], f"{PARENTS}: timeout after 2.0 s"),
        ([DnsQuestion("example", "NS")], "dns NS example: timeout after 2.0 s"),
        ([DnsQuestion(APEX, "NS")], ""),
        ([DnsQuestion(APEX, "SOA")], ""),
    ],
)
def test_who_else_serves_is_open_while_a_side_was_lost_and_no_server_told(
    lost: list[DnsQuestion], names_lost: str
) -> None:
    found = survey(world() | unknown(*lost), plan(HOST))
    assert found.zones[APEX].names_lost == names_lost


def test_the_childs_side_is_open_while_no_server_that_the_parent_names_was_heard() -> None:
    own = DnsQuestion(APEX, "NS")
    unheard = [DnsQuestion(APEX, "NS", server=ip) for ip in SERVERS]
    found = survey(world() | unknown(own, *unheard), plan(HOST))
    assert found.zones[APEX].names_lost == f"{own}: timeout after 2.0 s"


def test_the_childs_side_is_open_while_a_server_that_serves_did_not_give_it() -> None:
    lost = [DnsQuestion(APEX, "NS", server=ip) for ip in ("", *SERVERS)]
    record = Record(APEX, "SOA", 900, "ns1.shop.example h.shop.example 1 1 1 1 1")
    serves = DnsAnswer("NOERROR", (record,), aa=True)
    soas = {DnsQuestion(APEX, "SOA", server=ip): serves for ip in SERVERS}
    found = survey(world() | unknown(*lost) | soas, plan(HOST)).zones[APEX]
    assert [server.status for server in found.servers] == ["authoritative", "authoritative"]
    assert found.names_lost == f"dns NS {APEX}: timeout after 2.0 s"


@pytest.mark.parametrize(("why", "missed"), [(TIMEOUT, True), (NOT_RECORDED, False)])
def test_a_lost_soa_is_missed_where_it_may_say_who_runs_a_nameserver(
    why: Unknown, missed: bool
) -> None:
    soa = DnsQuestion(APEX, "SOA")
    own = survey(world(None, {APEX: OWN}) | unknown(soa, why=why), plan(HOST))
    known = survey(world(None, {APEX: ALPHA}) | unknown(soa, why=why), plan(HOST))
    assert [soa in found.unanswered for found in (own, known)] == [missed, False]


def test_a_page_that_lacked_an_address_misses_the_question_for_it() -> None:
    there = "https://other.example/"
    lost = DnsQuestion("other.example", "A")
    answers = world() | page(f"https://{HOST}/", 301, location=there)
    answers |= none_at("other.example", "AAAA") | unknown(lost)
    answers |= {HttpQuestion(there): Unknown("no address to connect to")}
    found = survey(answers, Plan(target=HOST))
    assert {lost, HttpQuestion(there)} <= set(found.unanswered)
