"""Worlds in which one answer could make a question needless, were it not waited for."""

from collections.abc import Callable
from functools import partial

import pytest

from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from tests.small_knowledge import KNOWN
from tests.survey.arrival import asked, at_random, first
from tests.world import BETA, OWN, REGISTRY, TIMEOUT, Answers, announced, as_port, none_at, world

HOST = "www.shop.example"
SEEDS = range(8)
REFUSED = DnsAnswer("REFUSED", (), aa=False)


def numbered(zone: str, count: int, first_address: int) -> str:
    """Return so many nameservers of one zone, each with an address of its own."""
    return " ".join(f"ns{i:02}.{zone}=192.0.2.{first_address + i}" for i in range(count))


def sibling_glue() -> Answers:
    """The registry knows the address of a nameserver in another zone (RFC 9471)."""
    zones = {
        "shop.example": "ns1.store.example=192.0.2.14",
        "store.example": "ns1.far.example=192.0.2.17",
    }
    answers = world({HOST: "203.0.113.1"}, zones)
    question = DnsQuestion("shop.example", "NS", server=REGISTRY)
    referral = (Record("shop.example", "NS", 60, "ns1.store.example"),)
    glue = (Record("ns1.store.example", "A", 60, "192.0.2.14"),)
    return answers | {question: DnsAnswer("NOERROR", (*referral, *glue), aa=False)}


def glue_for_a_silent_name() -> Answers:
    """Nobody resolves the nameserver's name, and one of its addresses is glue."""
    name = "ns1.shop.example"
    silent = [DnsQuestion(name, "A"), DnsQuestion(name, "AAAA")]
    return world(zones={"shop.example": OWN}) | dict.fromkeys(silent, TIMEOUT)


def more_names_than_are_read() -> Answers:
    """Parent and child name different nameservers, together more than are read."""
    here, above = numbered("b.example", 12, 20), numbered("a.example", 12, 60)
    return world(zones={"shop.example": here}, above={"shop.example": above})


def servers_that_name_others() -> Answers:
    """Two nameservers give names of their own, more than are read together with the others."""
    answers = world(zones={"shop.example": numbered("m.example", 12, 20)})
    for server, zone in (("192.0.2.25", "a.example"), ("192.0.2.26", "b.example")):
        names = [f"ns{i}.{zone}" for i in range(8)]
        question = DnsQuestion("shop.example", "NS", server=server)
        records = tuple(Record("shop.example", "NS", 60, name) for name in names)
        answers[question] = DnsAnswer("NOERROR", records, aa=True)
    return answers


def an_alias_into_the_zone_above() -> Answers:
    """The zone above the host's own is an alias' zone too."""
    host = {HOST: "x.shop.example 203.0.113.1"}
    return world(host, {"shop.example": BETA, HOST: OWN})


def missing_names_in_the_zone_above() -> Answers:
    """That zone names nameservers of a known provider that do not exist."""
    missing = [f"ns{i}.alpha-dns.example" for i in range(5)]
    servers = " ".join([*(f"{name}=" for name in missing), "ns9.far.example=192.0.2.17"])
    answers = world({HOST: "x.shop.example 203.0.113.1"}, {"shop.example": servers, HOST: OWN})
    for name in missing:
        answers |= none_at(name, "A", "AAAA", rcode="NXDOMAIN")
    return answers


def a_server_that_speaks_late() -> Answers:
    """The first server refuses NS and shows by its SOA that it serves; the second answers."""
    server = "192.0.2.13"
    refused = {DnsQuestion("shop.example", t, server=server): REFUSED for t in ("NS", "A")}
    soa = Record("shop.example", "SOA", 60, "ns1.shop.example h.shop.example 1 1 1 1 1")
    serves = DnsAnswer("NOERROR", (soa,), aa=True)
    by_soa = {DnsQuestion("shop.example", "SOA", server=server): serves}
    return world(zones={"shop.example": OWN}) | refused | by_soa


def a_cut_that_the_resolver_hides() -> Answers:
    """The host begins a zone, and the resolver finds no NS set of it."""
    balancers = "lb1.store.example=192.0.2.14 lb2.store.example=203.0.113.14"
    zones = {"shop.example": OWN, HOST: balancers}
    return world({HOST: "203.0.113.1"}, zones) | {DnsQuestion(HOST, "NS"): TIMEOUT}


STORIES = [
    sibling_glue,
    glue_for_a_silent_name,
    more_names_than_are_read,
    servers_that_name_others,
    an_alias_into_the_zone_above,
    missing_names_in_the_zone_above,
    a_server_that_speaks_late,
    a_cut_that_the_resolver_hides,
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_story_is_asked_the_same_in_any_order(story: Callable[[], Answers]) -> None:
    ask_of = as_port(Replay(story(), announced).answer)
    ask = partial(asked, Plan(target=HOST), hints(KNOWN), ask_of)
    assert {ask(at_random(seed)) for seed in SEEDS} == {ask(first)}
