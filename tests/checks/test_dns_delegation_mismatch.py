"""dns-delegation-mismatch: parent and child name different nameservers."""

import pytest

from cdnaudit.checks.dns_delegation_mismatch import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion
from tests.world import OWN, findings, inconclusive, judge, said, unknown, world

NS1, NS2 = OWN.split()
NS3 = "ns3.shop.example=203.0.113.13"


@pytest.mark.parametrize(
    ("above", "severity", "message"),
    [
        (NS1, "medium", "the parent lacks ns2.shop.example, which the child names"),
        (
            f"{NS1} {NS2} {NS3}",
            "medium",
            "the parent also names ns3.shop.example, which the child does not",
        ),
        (
            f"{NS1} {NS3}",
            "medium",
            "the parent names ns3.shop.example, the child ns2.shop.example instead",
        ),
        (
            NS3,
            "high",
            (
                "parent (ns3.shop.example) and child (ns1.shop.example and ns2.shop.example) name "
                "disjoint sets of nameservers"
            ),
        ),
    ],
)
def test_sets_that_differ_are_said(above: str, severity: str, message: str) -> None:
    report = judge(world(above={"shop.example": above}))
    assert said(report, CHECK.id) == [(severity, f"shop.example: {message}", None)]


def test_equal_sets_are_not_said() -> None:
    assert said(judge(world()), CHECK.id) == []


def test_a_parent_that_was_not_asked_is_not_said() -> None:
    report = judge(world(above={"shop.example": NS3}), authoritative=False)
    assert said(report, CHECK.id) == []


def test_a_parent_that_did_not_answer_is_unknown() -> None:
    registry = DnsQuestion("shop.example", "NS", server="192.0.2.250")
    answers = world(above={"shop.example": NS3}) | unknown(registry)
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == ["the parent's side of shop.example is not known"]


@pytest.mark.parametrize(
    ("dead", "wrong", "remedy"),
    [
        (
            ("203.0.113.13",),
            "; the parent is wrong: ns3.shop.example does not serve the zone",
            "take ns3.shop.example out of the registrar's nameserver list",
        ),
        (
            ("198.51.100.13",),
            "; the child is wrong: ns2.shop.example does not serve the zone",
            "take ns2.shop.example out of the zone's NS set",
        ),
        ((), "", "make the registrar's nameserver list and the zone's NS set the same"),
        (
            ("198.51.100.13", "203.0.113.13"),
            "",
            "make the registrar's nameserver list and the zone's NS set the same",
        ),
    ],
    ids=["the parent's", "the child's", "none", "both"],
)
def test_the_side_whose_own_nameserver_does_not_serve_is_wrong(
    dead: tuple[str, ...], wrong: str, remedy: str
) -> None:
    answers = world(above={"shop.example": f"{NS1} {NS3}"})
    for ip in dead:
        answers[DnsQuestion("shop.example", "NS", server=ip)] = DnsAnswer("REFUSED", aa=False)
    told = "shop.example: the parent names ns3.shop.example, the child ns2.shop.example instead"
    (finding,) = findings(judge(answers), CHECK.id)
    assert (finding.message, finding.remedy) == (told + wrong, remedy)
