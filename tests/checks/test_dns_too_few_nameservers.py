"""dns-too-few-nameservers: fewer than two nameservers work."""

import pytest

from cdnaudit.checks.dns_too_few_nameservers import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import NOT_RECORDED, DnsAnswer, DnsQuestion
from tests.world import OWN, REGISTRY, doubts, judge, said, unknown, unnamed, world

HOST = "www.shop.example"
SECOND = DnsQuestion("shop.example", "NS", server="198.51.100.13")
FIRST = DnsQuestion("shop.example", "NS", server="192.0.2.13")
REFUSED = DnsAnswer("REFUSED", (), aa=False)


def test_one_nameserver_is_said() -> None:
    report = judge(world(None, {"shop.example": "ns1.shop.example=192.0.2.13"}))
    assert said(report, CHECK.id) == [
        (
            "high",
            "shop.example has 1 nameserver in its delegation and only ns1.shop.example works",
            "shop.example",
        )
    ]


def test_one_of_two_that_is_lame_is_said() -> None:
    assert said(judge(world() | {SECOND: REFUSED}), CHECK.id) == [
        (
            "high",
            "shop.example has 2 nameservers in its delegation and only ns1.shop.example works",
            "shop.example",
        )
    ]


def test_two_that_are_lame_are_said() -> None:
    assert said(judge(world() | {FIRST: REFUSED, SECOND: REFUSED}), CHECK.id) == [
        ("high", "shop.example has 2 nameservers in its delegation and none works", None)
    ]


def test_two_that_work_are_not_said() -> None:
    report = judge(world(None, {"shop.example": OWN}))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_two_that_nobody_could_ask_are_not_said() -> None:
    answers = world() | unknown(FIRST, SECOND, why=NOT_RECORDED)
    assert said(judge(answers), CHECK.id) == []


def test_a_zone_that_nobody_named_is_unknown() -> None:
    answers = world() | unnamed(HOST, "shop.example")
    assert doubts(judge(answers), CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"the nameservers of {HOST} are not known")
    ]


def test_a_nameserver_without_an_address_does_not_work() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.alpha-dns.example="}
    told = "shop.example has 2 nameservers in its delegation and only ns1.shop.example works"
    assert said(judge(world(None, zones)), CHECK.id) == [("high", told, "shop.example")]


def test_a_nameserver_whose_addresses_were_lost_may_be_the_second_that_is_needed() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.far.example=198.51.100.13"}
    lost = [DnsQuestion("ns2.far.example", type_) for type_ in ("A", "AAAA")]
    answers = world(None, zones) | unknown(*lost)
    reason = "whether ns2.far.example work for shop.example is not known: no answer came"
    assert doubts(judge(answers), CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]


def test_a_parent_whose_answers_were_lost_may_name_others() -> None:
    registry = DnsQuestion("shop.example", "NS", server=REGISTRY)
    reason = f"{registry}: timeout after 2.0 s"
    answers = world() | unknown(registry)
    assert doubts(judge(answers), CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]
    assert doubts(judge(answers, authoritative=False), CHECK.id) == []


@pytest.mark.parametrize(
    "zones",
    [{"shop.example": OWN}, {"shop.example": "ns1.shop.example=192.0.2.13"}],
    ids=["one of two fails", "one is all"],
)
def test_a_parent_whose_answers_were_lost_may_name_the_second_that_is_needed(
    zones: dict[str, str],
) -> None:
    registry = DnsQuestion("shop.example", "NS", server=REGISTRY)
    report = judge({**world(None, zones), SECOND: REFUSED} | unknown(registry))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"{registry}: timeout after 2.0 s")
    ]


def test_a_single_nameserver_that_was_not_heard_works_at_most() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13"}
    (found,) = said(judge(world(None, zones) | unknown(FIRST)), CHECK.id)
    assert found[1].endswith("1 nameserver in its delegation and at most ns1.shop.example works")


def test_a_probe_that_a_recording_lacks_beside_another_may_be_the_second_that_is_needed() -> None:
    reason = "whether ns2.shop.example work for shop.example is not known: no answer came"
    report = judge(world() | unknown(SECOND, why=NOT_RECORDED))
    assert doubts(report, CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]
