"""dns-single-prefix: all nameservers are in one prefix."""

import pytest

from cdnaudit.checks.dns_single_prefix import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import OWN, inconclusive, judge, said, unknown, world


def test_one_prefix_is_said() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.14"}
    assert said(judge(world(None, zones)), CHECK.id) == [
        (
            "medium",
            "every nameserver address of shop.example is in one prefix: IPv4 in 192.0.2.0/25",
            "shop.example",
        )
    ]


@pytest.mark.parametrize(("provider", "severity"), [("alpha", "info"), ("beta", "medium")])
def test_an_anycast_operator_makes_it_mild(provider: str, severity: str) -> None:
    zones = {
        "shop.example": f"ns1.{provider}-dns.example=192.0.2.13 ns2.{provider}-dns.example=192.0.2.14"
    }
    assert [s for s, _, _ in said(judge(world(None, zones)), CHECK.id)] == [severity]


def test_two_prefixes_of_one_as_are_not_said() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.140"}
    assert said(judge(world(None, zones)), CHECK.id) == []


def test_two_networks_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": OWN})), CHECK.id) == []


def test_an_address_that_nobody_announces_is_unknown() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=9.9.9.9"}
    answers = world(None, zones)
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [
        "who announces an IPv4 nameserver address of shop.example is not known"
    ]


def test_an_address_that_nobody_told_is_unknown() -> None:
    """One lost answer hid the only address in another network."""
    answers = world(None, {"shop.example": OWN})
    answers |= unknown(DnsQuestion("ns2.shop.example", "A"))
    registry = DnsQuestion("shop.example", "NS", server="192.0.2.250")
    answers |= unknown(registry)
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == ["the IPv4 addresses of ns2.shop.example are not known"]
