"""dns-single-asn: all nameservers are in one AS."""

import pytest

from cdnaudit.checks.dns_single_asn import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import OWN, inconclusive, judge, said, unknown, world


def test_one_as_is_said() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.140"}
    assert said(judge(world(None, zones)), CHECK.id) == [
        (
            "medium",
            "every nameserver address of shop.example is in one AS: IPv4 in AS64500",
            "shop.example",
        )
    ]


def test_families_are_judged_apart() -> None:
    zones = {
        "shop.example": "ns1.shop.example=192.0.2.13,2001:db8:a::13 "
        "ns2.shop.example=198.51.100.13,2001:db8:a::14"
    }
    assert [m for _, m, _ in said(judge(world(None, zones)), CHECK.id)] == [
        "every nameserver address of shop.example is in one AS: IPv6 in AS64500"
    ]


@pytest.mark.parametrize(("provider", "severity"), [("alpha", "info"), ("beta", "medium")])
def test_an_anycast_operator_makes_it_mild(provider: str, severity: str) -> None:
    zones = {
        "shop.example": f"ns1.{provider}-dns.example=192.0.2.13 ns2.{provider}-dns.example=192.0.2.140"
    }
    assert [s for s, _, _ in said(judge(world(None, zones)), CHECK.id)] == [severity]


def test_two_ases_are_not_said() -> None:
    answers = world(None, {"shop.example": OWN})
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])


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


def test_a_family_is_claimed_though_the_other_is_not_told() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.140"}
    answers = world(None, zones) | unknown(DnsQuestion("ns2.shop.example", "AAAA"))
    assert [m for _, m, _ in said(judge(answers), CHECK.id)] == [
        "every nameserver address of shop.example is in one AS: IPv4 in AS64500"
    ]


def test_two_networks_that_are_seen_need_no_further_address() -> None:
    zones = {"shop.example": f"{OWN} ns3.shop.example=192.0.2.15"}
    answers = world(None, zones) | unknown(DnsQuestion("ns3.shop.example", "A"))
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])
