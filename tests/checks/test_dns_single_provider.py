"""dns-single-provider: one DNS provider answers for the zone."""

import pytest

from cdnaudit.checks.dns_single_provider import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import NOT_RECORDED, DnsAnswer, DnsQuestion, Unknown
from tests.world import (
    ALPHA,
    BETA,
    ECHO,
    OWN,
    REGISTRY,
    TIMEOUT,
    doubts,
    findings,
    judge,
    said,
    unknown,
    unnamed,
    world,
)

HOST = "www.shop.example"
ALONE = (
    "medium",
    (
        "shop.example cannot be resolved while alpha DNS is down: every working nameserver depends on it "
        "(ns1.alpha-dns.example and ns2.alpha-dns.example)"
    ),
    "alpha",
)


def test_one_provider_is_said() -> None:
    report = judge(world(None, {"shop.example": ALPHA}))
    assert said(report, CHECK.id) == [ALONE]
    assert [(e.rule, e.value) for f in findings(report, CHECK.id) for e in f.evidence] == [
        ("alpha#ns-0", "ns1.alpha-dns.example"),
        ("alpha#ns-0", "ns2.alpha-dns.example"),
    ]


def test_a_lame_second_provider_is_no_second_provider() -> None:
    refused = DnsAnswer("REFUSED", (), aa=False)
    answers = world(None, {"shop.example": f"{ALPHA} {BETA}"}) | {
        DnsQuestion("shop.example", "NS", server=ip): refused
        for ip in ("192.0.2.12", "203.0.113.12")
    }
    assert said(judge(answers), CHECK.id) == [ALONE]


def test_a_provider_that_no_rule_knows_is_said_by_its_domain() -> None:
    zones = {"shop.example": "a.hoster.example=192.0.2.14 b.hoster.example=203.0.113.14"}
    answers = world(None, zones | {"hoster.example": "a.hoster.example=192.0.2.14"})
    assert said(judge(answers), CHECK.id) == [
        (
            "medium",
            (
                "shop.example cannot be resolved while hoster.example DNS is down: every working "
                "nameserver depends on it (a.hoster.example and b.hoster.example)"
            ),
            "hoster.example",
        )
    ]


def test_two_providers_of_which_one_stands_on_the_other_are_said() -> None:
    report = judge(world(None, {"shop.example": f"{ALPHA} {ECHO}"}))
    assert [(s, p) for s, _, p in said(report, CHECK.id)] == [("medium", "alpha")]


def test_two_providers_are_not_said() -> None:
    report = judge(world(None, {"shop.example": f"{ALPHA} {BETA}"}))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_the_owners_own_nameservers_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": OWN})), CHECK.id) == []


def test_a_second_provider_that_nobody_could_ask_is_unknown() -> None:
    silent = [DnsQuestion("shop.example", "NS", server=ip) for ip in ("192.0.2.12", "203.0.113.12")]
    answers = world(None, {"shop.example": f"{ALPHA} {BETA}"})
    report = judge(answers | unknown(*silent, why=NOT_RECORDED))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, "no nameserver of beta is known to answer for shop.example")
    ]


def test_a_zone_that_nobody_named_is_unknown() -> None:
    answers = world() | unnamed(HOST, "shop.example")
    assert doubts(judge(answers), CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"nobody said which nameservers serve {HOST}")
    ]


def test_a_zone_that_does_not_work_at_all_has_no_single_provider() -> None:
    zones = {
        "shop.example": "ns1.store.example=192.0.2.13 ns2.store.example=198.51.100.13",
        "store.example": "ns1.shop.example=192.0.2.14 ns2.shop.example=198.51.100.14",
    }
    assert said(judge(world(None, zones)), CHECK.id) == []


def test_a_zone_that_may_begin_at_the_host_is_unknown() -> None:
    answers = world() | unnamed(HOST)
    reason = f"whether a zone begins at {HOST} is not known"
    assert doubts(judge(answers), CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]


def test_one_provider_is_unknown_while_the_parent_may_name_others() -> None:
    lost = DnsQuestion("shop.example", "NS", server=REGISTRY)
    report = judge(world(None, {"shop.example": ALPHA}) | unknown(lost))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"{lost}: timeout after 2.0 s")
    ]


@pytest.mark.parametrize(
    ("servers", "lost", "known"),
    [
        (OWN, "shop.example", False),
        ("a.north.example=203.0.113.14 b.south.example=198.51.100.14", "north.example", False),
        (ALPHA, "shop.example", True),
        (f"{ALPHA} {BETA} ns1.shop.example=203.0.113.13", "shop.example", True),
    ],
    ids=["own names", "strangers", "a known provider", "two known providers"],
)
def test_an_operator_that_a_lost_soa_may_unmask_is_unknown(
    servers: str, lost: str, known: bool
) -> None:
    soa = DnsQuestion(lost, "SOA")
    report = judge(world(None, {"shop.example": servers}) | unknown(soa))
    doubt = Inconclusive(CHECK.id, HOST, f"{soa}: timeout after 2.0 s")
    assert doubts(report, CHECK.id) == ([] if known else [doubt])


@pytest.mark.parametrize("why", [TIMEOUT, NOT_RECORDED])
def test_of_two_providers_neither_of_which_was_heard_one_may_be_alone(why: Unknown) -> None:
    """A recording that holds no answer of any of them was not meant to."""
    ips = ("192.0.2.11", "198.51.100.11", "192.0.2.12", "203.0.113.12")
    unheard = [DnsQuestion("shop.example", "NS", server=ip) for ip in ips]
    report = judge(world(None, {"shop.example": f"{ALPHA} {BETA}"}) | unknown(*unheard, why=why))
    reason = "no nameserver of alpha and beta is known to answer for shop.example"
    doubt = Inconclusive(CHECK.id, HOST, reason)
    assert doubts(report, CHECK.id) == ([doubt] if why is TIMEOUT else [])
