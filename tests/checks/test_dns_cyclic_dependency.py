"""dns-cyclic-dependency: zones that need each other."""

import pytest

from cdnaudit.checks.dns_cyclic_dependency import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import BETA, OWN, REGISTRY, doubts, judge, said, unknown, unnamed, world

SHOP = "ns1.store.example=192.0.2.13 ns2.store.example=198.51.100.13"
STORE = "ns1.shop.example=192.0.2.14 ns2.shop.example=198.51.100.14"


def test_two_zones_that_need_each_other_are_said() -> None:
    report = judge(world(None, {"shop.example": SHOP, "store.example": STORE}))
    assert said(report, CHECK.id) == [
        (
            "high",
            (
                "the zones shop.example and store.example need each other to be found, and nothing "
                "else leads to them"
            ),
            None,
        )
    ]


def test_a_ring_with_a_way_out_is_mild() -> None:
    store = f"{STORE} ns3.store.example=203.0.113.14"
    report = judge(world(None, {"shop.example": SHOP, "store.example": store}))
    assert said(report, CHECK.id) == [
        ("medium", "the zones shop.example and store.example need each other to be found", None)
    ]


def test_a_ring_of_three_is_said_once() -> None:
    zones = {
        "shop.example": SHOP,
        "store.example": "ns1.depot.example=192.0.2.14 ns2.depot.example=198.51.100.14",
        "depot.example": "ns1.shop.example=192.0.2.15 ns2.shop.example=198.51.100.15",
    }
    assert [m for _, m, _ in said(judge(world(None, zones)), CHECK.id)] == [
        (
            "the zones depot.example, shop.example and store.example need each other to be found, "
            "and nothing else leads to them"
        )
    ]


def test_a_nameserver_in_its_own_zone_is_not_said() -> None:
    assert said(judge(world(None, {"shop.example": OWN})), CHECK.id) == []


def test_one_zone_that_needs_another_is_not_said() -> None:
    zones = {"shop.example": SHOP, "store.example": OWN.replace("shop", "store")}
    assert said(judge(world(None, zones)), CHECK.id) == []


def test_a_zone_that_needs_a_ring_is_not_in_it() -> None:
    zones = {
        "shop.example": SHOP,
        "store.example": "ns1.depot.example=192.0.2.14 ns2.depot.example=198.51.100.14",
        "depot.example": "ns1.store.example=192.0.2.15 ns2.store.example=198.51.100.15",
    }
    assert [m for _, m, _ in said(judge(world(None, zones)), CHECK.id)] == [
        (
            "the zones depot.example and store.example need each other to be found, "
            "and nothing else leads to them"
        )
    ]


@pytest.mark.parametrize("zone", ["far.example", "near.example"], ids=["an alias'", "a server's"])
def test_a_zone_whose_ns_answer_was_lost_may_close_a_ring(zone: str) -> None:
    zones = {
        "shop.example": OWN,
        "far.example": "ns1.near.example=192.0.2.31 ns2.near.example=198.51.100.31",
        "near.example": BETA,
    }
    answers = world({"www.shop.example": "x.far.example 203.0.113.1"}, zones)
    assert doubts(judge(answers), CHECK.id) == []
    assert [d.reason for d in doubts(judge(answers | unnamed(zone)), CHECK.id)] == [
        f"dns NS {zone}: timeout after 2.0 s"
    ]


def test_a_ring_is_mild_while_the_parent_may_name_a_way_in() -> None:
    lost = unknown(DnsQuestion("shop.example", "NS", server=REGISTRY))
    report = judge(world(None, {"shop.example": SHOP, "store.example": STORE}) | lost)
    assert [severity for severity, _, _ in said(report, CHECK.id)] == ["medium"]
    assert said(report, "target-does-not-work") == []
