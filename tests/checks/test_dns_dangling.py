"""dns-dangling: an NS or CNAME target does not exist."""

import pytest

from cdnaudit.checks.dns_dangling import CHECK
from cdnaudit.model.facts import NOT_RECORDED, DnsAnswer, DnsQuestion, Record
from tests.world import BETA, OWN, Answers, doubts, findings, judge, none_at, said, unknown, world

HOST = "www.shop.example"
GONE = "gone.beta-edge.example"


def to_nowhere() -> Answers:
    link = Record(HOST, "CNAME", 300, GONE)
    answers = world({HOST: f"{GONE} 203.0.113.1"}, {"shop.example": OWN, "beta-edge.example": BETA})
    return (
        answers
        | {DnsQuestion(HOST, t): DnsAnswer("NXDOMAIN", (link,)) for t in ("A", "AAAA")}
        | none_at(GONE, "A", "AAAA", "NS", rcode="NXDOMAIN")
    )


def test_an_alias_to_nowhere_is_said() -> None:
    assert said(judge(to_nowhere()), CHECK.id) == [
        ("critical", f"{HOST} is an alias of {GONE}, which does not exist", None)
    ]


def test_a_delegation_to_nowhere_is_said() -> None:
    zones = {"shop.example": f"{OWN} ns.gone.example="}
    answers = world(None, zones) | none_at("ns.gone.example", "A", "AAAA", rcode="NXDOMAIN")
    assert said(judge(answers), CHECK.id) == [
        ("critical", "shop.example is delegated to ns.gone.example, which does not exist", None)
    ]


@pytest.mark.parametrize(
    ("soa", "remedy"),
    [
        ("example", "take it out of the delegation before somebody registers gone.example"),
        ("gone.example", "take it out of the delegation"),
    ],
    ids=["the domain is free", "the domain is a provider's"],
)
def test_only_a_domain_that_does_not_exist_can_be_registered(soa: str, remedy: str) -> None:
    zones = {"shop.example": f"{OWN} ns.gone.example="}
    missing = none_at("ns.gone.example", "A", "AAAA", "NS", rcode="NXDOMAIN", soa=soa)
    report = judge(world(None, zones) | missing)
    assert [finding.remedy for finding in findings(report, CHECK.id)] == [remedy]


def test_a_missing_end_beside_a_lost_family_is_unknown() -> None:
    lost = to_nowhere() | unknown(DnsQuestion(HOST, "AAAA"))
    assert said(judge(lost), CHECK.id) == []
    assert [doubt.host for doubt in doubts(judge(lost), CHECK.id)] == [HOST]


def test_names_that_exist_are_not_said() -> None:
    assert said(judge(world()), CHECK.id) == []


def test_a_host_that_does_not_exist_is_no_dangling_alias() -> None:
    answers = world() | none_at(HOST, "A", "AAAA", "NS", rcode="NXDOMAIN")
    assert said(judge(answers), CHECK.id) == []


def test_a_target_that_nobody_answered_for_is_not_said() -> None:
    link = Record(HOST, "CNAME", 300, GONE)
    alias: Answers = {DnsQuestion(HOST, t): DnsAnswer("NOERROR", (link,)) for t in ("A", "AAAA")}
    unanswered = unknown(DnsQuestion(GONE, "A"), DnsQuestion(GONE, "AAAA"))
    assert said(judge(to_nowhere() | alias | unanswered), CHECK.id) == []


@pytest.mark.parametrize(("unheld", "known"), [("A", False), ("AAAA", True)])
def test_nxdomain_for_aaaa_without_a_word_of_a_is_unknown(unheld: str, known: bool) -> None:
    """Broken servers say it of a name that has an A alone (RFC 4074, section 4.2)."""
    report = judge(to_nowhere() | unknown(DnsQuestion(HOST, unheld), why=NOT_RECORDED))
    assert [severity for severity, _, _ in said(report, CHECK.id)] == ["critical"] * known
    assert len(doubts(report, CHECK.id)) == (not known)


@pytest.mark.parametrize(
    ("lost", "known"), [(("A", "AAAA"), False), (("A",), False), (("AAAA",), True)]
)
def test_a_nameserver_that_may_be_missing_is_unknown(lost: tuple[str, ...], known: bool) -> None:
    name = "ns.gone.example"
    answers = world(None, {"shop.example": f"{OWN} {name}="})
    answers |= none_at(name, "A", "AAAA", rcode="NXDOMAIN")
    report = judge(answers | unknown(*(DnsQuestion(name, type_) for type_ in lost)))
    assert [severity for severity, _, _ in said(report, CHECK.id)] == ["critical"] * known
    assert [doubt.reason for doubt in doubts(report, CHECK.id)] == (
        [] if known else [f"whether {name} exist is not known"]
    )


def test_a_nameserver_that_the_parent_gives_an_address_of_need_not_be_found() -> None:
    lost = [DnsQuestion("ns1.shop.example", type_) for type_ in ("A", "AAAA")]
    assert doubts(judge(world() | unknown(*lost)), CHECK.id) == []
