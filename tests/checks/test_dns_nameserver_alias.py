"""dns-nameserver-alias: a nameserver name is a CNAME."""

from cdnaudit.checks.dns_nameserver_alias import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import OWN, Answers, judge, said, unknown, world

NAME = "ns2.shop.example"


def aliased(target: str) -> Answers:
    link = Record(NAME, "CNAME", 300, target)
    return {
        DnsQuestion(NAME, "A"): DnsAnswer(
            "NOERROR", (link, Record(target, "A", 300, "198.51.100.13"))
        ),
        DnsQuestion(NAME, "AAAA"): DnsAnswer(
            "NOERROR", (link, Record("shop.example", "SOA", 900, "a b 1 1 1 1 1"))
        ),
    }


def test_an_alias_is_said() -> None:
    report = judge(world() | aliased("dns.shop.example"))
    assert said(report, CHECK.id) == [
        (
            "high",
            "shop.example names nameservers that are aliases: ns2.shop.example -> dns.shop.example",
            None,
        )
    ]


def test_names_with_addresses_are_not_said() -> None:
    assert said(judge(world(None, {"shop.example": OWN})), CHECK.id) == []


def test_a_name_that_nobody_answered_for_is_not_said() -> None:
    answers = world() | unknown(DnsQuestion(NAME, "A"), DnsQuestion(NAME, "AAAA"))
    report = judge(answers)
    assert said(report, CHECK.id) == []
    assert {g.question for g in report.unknowns} >= {f"dns A {NAME}", f"dns AAAA {NAME}"}
