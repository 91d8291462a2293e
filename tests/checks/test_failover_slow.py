"""failover-slow: the record to fail over with has a long TTL."""

import pytest

from cdnaudit.checks.failover_slow import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import ALPHA, OWN, judge, said, unknown, world

HOST = "www.shop.example"
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA}


@pytest.mark.parametrize(("ttl", "severity"), [(301, "low"), (3600, "low"), (3601, "medium")])
@pytest.mark.parametrize("host", ["203.0.113.1", "x.alpha-edge.example 192.0.2.1"])
def test_a_long_ttl_is_said(host: str, ttl: int, severity: str) -> None:
    assert said(judge(world({HOST: host}, ZONES, ttl=ttl)), CHECK.id) == [
        (severity, f"a change of the record of {HOST} takes up to {ttl} s to be seen", None)
    ]


@pytest.mark.parametrize("ttl", [0, 60, 300])
def test_a_short_ttl_is_not_said(ttl: int) -> None:
    assert said(judge(world(ttl=ttl)), CHECK.id) == []


def test_a_record_that_nobody_answered_for_is_not_said() -> None:
    unanswered = unknown(DnsQuestion(HOST, "A"), DnsQuestion(HOST, "AAAA"))
    assert said(judge(world(ttl=9999) | unanswered), CHECK.id) == []


def test_the_greatest_of_several_ttls_is_said() -> None:
    """A visitor over IPv6 may wait longer than one over IPv4, and some sample longer than others."""
    answers = world({HOST: "203.0.113.1 2001:db8:b::1"}, ttl=60)
    sample = DnsQuestion(HOST, "A", sample=1)
    slow = DnsQuestion(HOST, "AAAA", sample=1)
    answers[sample] = answers[DnsQuestion(HOST, "A")]
    answers[slow] = DnsAnswer("NOERROR", (Record(HOST, "AAAA", 900, "2001:db8:b::1"),))
    assert said(judge(answers, samples=2), CHECK.id) == [
        ("low", f"a change of the record of {HOST} takes up to 900 s to be seen", None)
    ]


def test_the_alias_counts_and_not_what_it_leads_to() -> None:
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, ZONES, ttl=60)
    chain = (
        Record(HOST, "CNAME", 60, "x.alpha-edge.example"),
        Record("x.alpha-edge.example", "A", 9000, "192.0.2.1"),
    )
    answers[DnsQuestion(HOST, "A")] = DnsAnswer("NOERROR", chain)
    assert said(judge(answers), CHECK.id) == []
