"""dns-lame-nameserver: a delegated nameserver is silent or not authoritative."""

import pytest

from cdnaudit.checks.dns_lame_nameserver import CHECK
from cdnaudit.model.facts import Answer, Cause, DnsAnswer, DnsQuestion, Unknown
from tests.world import OWN, REGISTRY, SILENT, findings, inconclusive, judge, said, unknown, world

FIRST = DnsQuestion("shop.example", "NS", server="192.0.2.13")
SECOND = DnsQuestion("shop.example", "NS", server="198.51.100.13")
THREE = {"shop.example": f"{OWN} ns3.shop.example=203.0.113.13"}
SAID = "shop.example is delegated to nameservers that do not serve it: ns2.shop.example "


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (DnsAnswer("REFUSED", (), aa=False), "(lame: REFUSED from 198.51.100.13)"),
        (DnsAnswer("SERVFAIL", (), aa=False), "(lame: SERVFAIL from 198.51.100.13)"),
        (DnsAnswer("NOERROR", (), aa=False), "(lame: answer without authority from 198.51.100.13)"),
        (SILENT, "(silent: timeout after 2.0 s)"),
    ],
)
def test_one_of_three_that_does_not_serve_is_said(answer: Answer, why: str) -> None:
    report = judge(world(None, THREE) | {SECOND: answer})
    assert said(report, CHECK.id) == [("medium", SAID + why, "shop.example")]


def test_one_of_two_that_does_not_serve_is_severe() -> None:
    report = judge(world() | {SECOND: DnsAnswer("REFUSED", (), aa=False)})
    assert [f.severity for f in findings(report, CHECK.id)] == ["high"]


def test_authority_from_all_is_not_said() -> None:
    assert said(judge(world()), CHECK.id) == []


def test_nobody_asked_is_not_said() -> None:
    report = judge(world() | unknown(FIRST, SECOND), authoritative=False)
    assert said(report, CHECK.id) == []


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.SILENT])
def test_no_answer_for_another_reason_than_silence_is_unknown(cause: Cause) -> None:
    answers = world(None, THREE) | unknown(SECOND, why=Unknown("why", cause))
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [
        "whether ns2.shop.example answer for shop.example is not known"
    ]


def test_silence_of_all_is_a_blocked_port_and_unknown() -> None:
    registry = DnsQuestion("shop.example", "NS", server="192.0.2.250")
    answers = world() | unknown(FIRST, SECOND, registry)
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [
        "whether ns1.shop.example and ns2.shop.example answer for shop.example is not known"
    ]


def test_one_of_two_is_mild_while_the_parent_may_name_others() -> None:
    lost = unknown(DnsQuestion("shop.example", "NS", server=REGISTRY))
    report = judge(world() | {SECOND: DnsAnswer("REFUSED", (), aa=False)} | lost)
    assert [f.severity for f in findings(report, CHECK.id)] == ["medium"]
