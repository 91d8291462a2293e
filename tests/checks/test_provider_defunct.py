"""provider-defunct: a provider that has closed."""

from cdnaudit.checks.provider_defunct import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import ALPHA, OWN, inconclusive, judge, said, unknown, world

HOST = "www.shop.example"
GONE = "ns1.gone-dns.example=192.0.2.16 ns2.gone-dns.example=203.0.113.16"


def test_an_alias_into_a_closed_cdn_is_said() -> None:
    zones = {"shop.example": OWN, "gone-edge.example": ALPHA}
    report = judge(world({HOST: "x.gone-edge.example 203.0.113.1"}, zones))
    assert said(report, CHECK.id) == [
        (
            "critical",
            f"{HOST} still names gone (x.gone-edge.example), which closed on 2024-06-22",
            "gone",
        )
    ]


def test_nameservers_of_a_closed_provider_are_said() -> None:
    report = judge(world(None, {"shop.example": GONE}))
    assert [(severity, provider) for severity, _, provider in said(report, CHECK.id)] == [
        ("critical", "gone")
    ]


def test_a_provider_in_business_is_not_said() -> None:
    zones = {"shop.example": ALPHA, "alpha-edge.example": ALPHA}
    assert said(judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones)), CHECK.id) == []


def test_an_unanswered_chain_is_unknown() -> None:
    answers = world() | unknown(DnsQuestion(HOST, "AAAA"))
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == ["dns AAAA www.shop.example: timeout after 2.0 s"]
