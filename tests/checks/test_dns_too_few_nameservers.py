"""dns-too-few-nameservers: fewer than two nameservers work."""

from cdnaudit.checks.dns_too_few_nameservers import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import NOT_RECORDED, DnsAnswer, DnsQuestion
from tests.world import OWN, doubts, judge, said, unknown, unnamed, world

HOST = "www.shop.example"
SECOND = DnsQuestion("shop.example", "NS", server="198.51.100.13")
FIRST = DnsQuestion("shop.example", "NS", server="192.0.2.13")
REFUSED = DnsAnswer("REFUSED", (), aa=False)


def test_one_nameserver_is_said() -> None:
    report = judge(world(None, {"shop.example": "ns1.shop.example=192.0.2.13"}))
    assert said(report, CHECK.id) == [
        (
            "high",
            "shop.example has 1 nameserver(s) in its delegation and only ns1.shop.example works",
            "shop.example",
        )
    ]


def test_one_of_two_that_is_lame_is_said() -> None:
    assert said(judge(world() | {SECOND: REFUSED}), CHECK.id) == [
        (
            "high",
            "shop.example has 2 nameserver(s) in its delegation and only ns1.shop.example works",
            "shop.example",
        )
    ]


def test_two_that_are_lame_are_said() -> None:
    assert said(judge(world() | {FIRST: REFUSED, SECOND: REFUSED}), CHECK.id) == [
        ("high", "shop.example has 2 nameserver(s) in its delegation and none works", None)
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
