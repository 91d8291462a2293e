"""dns-false-redundancy: nameserver names that are no spares."""

import pytest

from cdnaudit.checks.dns_false_redundancy import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import (
    ALPHA,
    BETA,
    OWN,
    REGISTRY,
    Answers,
    doubts,
    findings,
    judge,
    said,
    unknown,
    world,
)

VANITY = {
    "shop.example": "ns1.shop.example=192.0.2.13 ns2.alpha-dns.example=198.51.100.11",
}


def soa(mname: str, zone: str = "shop.example") -> Answers:
    data = f"{mname} hostmaster.{mname} 1 7200 900 1209600 300"
    return {DnsQuestion(zone, "SOA"): DnsAnswer("NOERROR", (Record(zone, "SOA", 900, data),))}


def test_two_names_for_one_address_are_said() -> None:
    zones = {"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.13"}
    assert said(judge(world(None, zones)), CHECK.id) == [
        (
            "high",
            (
                "the nameservers of shop.example (ns1.shop.example and ns2.shop.example) are one: "
                "they share the address 192.0.2.13"
            ),
            "shop.example",
        )
    ]


def test_vanity_names_of_one_operator_are_said() -> None:
    report = judge(world(None, VANITY) | soa("ns1.alpha-dns.example"))
    assert said(report, CHECK.id) == [
        (
            "medium",
            (
                "the nameservers of shop.example (ns1.shop.example and ns2.alpha-dns.example) look "
                "like several operators and are all run by alpha"
            ),
            "alpha",
        )
    ]


def test_the_owners_name_beside_a_providers_is_not_said() -> None:
    assert said(judge(world(None, VANITY)), CHECK.id) == []


def test_names_of_one_domain_with_an_address_each_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": ALPHA})), CHECK.id) == []


def test_two_operators_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": f"{ALPHA} {BETA}"})), CHECK.id) == []


STRANGERS = "a.north.example={} b.south.example={}"


def test_strangers_in_one_prefix_are_perhaps_one_operator() -> None:
    zones = {"shop.example": STRANGERS.format("203.0.113.14", "203.0.113.15")}
    assert said(judge(world(None, zones)), CHECK.id) == [
        (
            "medium",
            (
                "the nameservers of shop.example (a.north.example and b.south.example) are perhaps "
                "one operator's: all are in 203.0.113.0/24"
            ),
            None,
        )
    ]


def test_strangers_in_two_prefixes_are_not_said() -> None:
    zones = {"shop.example": STRANGERS.format("203.0.113.14", "198.51.100.14")}
    assert said(judge(world(None, zones)), CHECK.id) == []


def test_strangers_with_one_mailbox_are_said() -> None:
    zones = {"shop.example": STRANGERS.format("203.0.113.14", "198.51.100.14")}
    shared = soa("ns.parent.example", "north.example") | soa("ns.parent.example", "south.example")
    assert said(judge(world(None, zones) | shared), CHECK.id) == [
        (
            "medium",
            (
                "the nameservers of shop.example (a.north.example and b.south.example) look like "
                "several operators and are all run by north.example"
            ),
            "north.example",
        )
    ]


def test_own_nameservers_with_an_address_each_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": OWN})), CHECK.id) == []


FAR = "ns1.far.example={} ns2.far.example={} ns3.far.example={}"


@pytest.mark.parametrize(
    ("addresses", "lost", "doubted"),
    [
        (("192.0.2.13", "192.0.2.13", "192.0.2.13"), "A", True),
        (("192.0.2.13", "192.0.2.13", "192.0.2.13"), "AAAA", True),
        (("192.0.2.13", "198.51.100.13", "203.0.113.13"), "A", False),
        (("192.0.2.13", "198.51.100.13", "203.0.113.13"), "AAAA", False),
    ],
)
def test_a_nameserver_whose_addresses_were_lost_may_be_the_same_machine(
    addresses: tuple[str, ...], lost: str, doubted: bool
) -> None:
    answers = world(None, {"shop.example": FAR.format(*addresses)})
    report = judge(answers | unknown(DnsQuestion("ns3.far.example", lost)))
    reason = "whether the nameservers of shop.example are one is not known without ns3.far.example"
    assert [f for f in findings(report, CHECK.id) if f.severity == "high"] == []
    assert [d.reason for d in doubts(report, CHECK.id)] == [reason] * doubted


@pytest.mark.parametrize(
    "zones",
    [{"shop.example": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.13"}, VANITY],
    ids=["one machine", "one operator"],
)
def test_nameservers_are_perhaps_not_one_while_the_parent_may_name_others(
    zones: dict[str, str],
) -> None:
    lost = DnsQuestion("shop.example", "NS", server=REGISTRY)
    report = judge(world(None, zones) | soa("ns1.alpha-dns.example") | unknown(lost))
    assert said(report, CHECK.id) == []
    assert [d.reason for d in doubts(report, CHECK.id)] == [f"{lost}: timeout after 2.0 s"]
