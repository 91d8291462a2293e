"""dns-inconsistent-nxdomain: a name that exists is answered NXDOMAIN for one type."""

import pytest

from cdnaudit.checks.dns_inconsistent_nxdomain import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import BETA, OWN, Answers, judge, none_at, said, unknown, world

HOST = "www.shop.example"
EDGE = "x.beta-edge.example"
ZONES = {"shop.example": OWN, "beta-edge.example": BETA}


def denied(type_: str) -> Answers:
    return world() | none_at(HOST, type_, rcode="NXDOMAIN", soa="shop.example")


@pytest.mark.parametrize("type_", ["AAAA", "HTTPS", "NS"])
def test_a_host_that_exists_for_a_alone_is_said_and_blamed_for_nothing_else(type_: str) -> None:
    report = judge(denied(type_))
    told = f"{HOST} has A records and is answered NXDOMAIN for {type_}"
    assert said(report, CHECK.id) == [("low", told, None)]
    assert {f.check for f in report.findings} - {f.check for f in judge(world()).findings} == {
        CHECK.id
    }


def test_the_end_of_an_alias_is_said_and_does_not_dangle() -> None:
    link = Record(HOST, "CNAME", 60, EDGE)
    answers = world({HOST: f"{EDGE} 198.51.100.1"}, ZONES)
    answers[DnsQuestion(HOST, "AAAA")] = DnsAnswer("NXDOMAIN", (link,))
    report = judge(answers)
    told = f"{EDGE} has A records and is answered NXDOMAIN for AAAA"
    assert (said(report, CHECK.id), said(report, "dns-dangling")) == ([("low", told, None)], [])


def test_a_nameserver_is_said() -> None:
    answers = world() | none_at("ns1.shop.example", "AAAA", rcode="NXDOMAIN")
    told = "ns1.shop.example has A records and is answered NXDOMAIN for AAAA"
    assert said(judge(answers), CHECK.id) == [("low", told, None)]


def test_a_name_without_records_of_the_other_type_is_not_said() -> None:
    assert said(judge(world()), CHECK.id) == []


def test_a_name_that_does_not_exist_at_all_is_not_said() -> None:
    missing = none_at(HOST, "A", "AAAA", "NS", "HTTPS", rcode="NXDOMAIN")
    assert said(judge(world() | missing), CHECK.id) == []


def test_an_unanswered_type_is_not_said() -> None:
    lost = unknown(DnsQuestion(HOST, "A"))
    assert said(judge(denied("AAAA") | lost), CHECK.id) == []
