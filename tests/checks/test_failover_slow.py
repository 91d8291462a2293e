"""failover-slow: the record to fail over with has a long TTL."""

import pytest

from cdnaudit.checks.failover_slow import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import ALPHA, OWN, Answers, judge, said, unknown, world

HOST = "www.shop.example"
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA}
AUTHORITY = "192.0.2.13"
"""The first nameserver of the zone."""


def by_authority(*records: Record, aa: bool | None = True) -> Answers:
    """Answer for the records at the host as its zone's first nameserver does."""
    answer = DnsAnswer("NOERROR", records, aa=aa)
    return {DnsQuestion(HOST, r.type, server=AUTHORITY): answer for r in records}


def up_to(ttl: int) -> str:
    return f"a change of the record of {HOST} takes up to {ttl} s to be seen"


def at_least(ttl: int) -> str:
    return (
        f"a change of the record of {HOST} takes at least {ttl} s to be seen by all, "
        "as a cache holds it for as long"
    )


@pytest.mark.parametrize(("ttl", "severity"), [(301, "low"), (3600, "low"), (3601, "medium")])
@pytest.mark.parametrize(
    ("host", "record"),
    [
        ("203.0.113.1", ("A", "203.0.113.1")),
        ("x.alpha-edge.example 192.0.2.1", ("CNAME", "x.alpha-edge.example")),
    ],
)
def test_a_long_ttl_is_said_as_the_authority_has_it(
    host: str, record: tuple[str, str], ttl: int, severity: str
) -> None:
    """The cache had 17 s left of it."""
    type_, data = record
    answers = world({HOST: host}, ZONES, ttl=17) | by_authority(Record(HOST, type_, ttl, data))
    assert said(judge(answers), CHECK.id) == [(severity, up_to(ttl), None)]


@pytest.mark.parametrize("aa", [False, None])
def test_of_a_ttl_that_only_a_cache_shows_the_least_is_said(aa: bool | None) -> None:
    """A server without authority has its TTL from a cache too."""
    answers = world({HOST: "203.0.113.1"}, ZONES, ttl=403)
    other = by_authority(Record(HOST, "A", 9000, "203.0.113.1"), aa=aa)
    expected = [("low", at_least(403), None)]
    assert said(judge(answers), CHECK.id) == expected
    assert said(judge(answers | other), CHECK.id) == expected


def test_of_two_families_of_which_the_authority_told_one_the_least_is_said() -> None:
    answers = world({HOST: "203.0.113.1 2001:db8:b::1"}, ZONES, ttl=200)
    answers |= by_authority(Record(HOST, "A", 500, "203.0.113.1"))
    assert said(judge(answers), CHECK.id) == [("low", at_least(500), None)]
    answers |= by_authority(Record(HOST, "AAAA", 900, "2001:db8:b::1"))
    assert said(judge(answers), CHECK.id) == [("low", up_to(900), None)]


def test_nobody_is_asked_for_it_where_authorities_are_not_to_be_asked() -> None:
    answers = world({HOST: "203.0.113.1"}, ZONES, ttl=403)
    answers |= by_authority(Record(HOST, "A", 600, "203.0.113.1"))
    assert said(judge(answers, authoritative=False), CHECK.id) == [("low", at_least(403), None)]


def test_a_server_that_does_not_serve_the_zone_is_not_asked() -> None:
    answers = world({HOST: "203.0.113.1"}, ZONES, ttl=403)
    answers |= by_authority(Record(HOST, "A", 600, "203.0.113.1"))
    answers[DnsQuestion("shop.example", "NS", server=AUTHORITY)] = DnsAnswer("REFUSED", aa=False)
    assert said(judge(answers), CHECK.id) == [("low", at_least(403), None)]


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
    assert said(judge(answers, samples=2), CHECK.id) == [("low", at_least(900), None)]


def test_the_alias_counts_and_not_what_it_leads_to() -> None:
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, ZONES, ttl=60)
    chain = (
        Record(HOST, "CNAME", 60, "x.alpha-edge.example"),
        Record("x.alpha-edge.example", "A", 9000, "192.0.2.1"),
    )
    answers[DnsQuestion(HOST, "A")] = DnsAnswer("NOERROR", chain)
    assert said(judge(answers), CHECK.id) == []
