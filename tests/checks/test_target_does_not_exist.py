"""target-does-not-exist: the target does not exist, or has no address."""

import pytest

from cdnaudit.checks.target_does_not_exist import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from cdnaudit.model.policy import Policy
from tests.world import (
    BETA,
    OWN,
    TIMEOUT,
    Answers,
    doubts,
    judge,
    none_at,
    said,
    unknown,
    unnamed,
    world,
)

APEX, HOST = "shop.example", "www.shop.example"
PARKED = world({APEX: "", HOST: ""}, {APEX: BETA})


def alias_to(target: str, end: str = "NOERROR") -> Answers:
    link = Record(HOST, "CNAME", 300, target)
    return world({HOST: ""}) | {
        DnsQuestion(HOST, t): DnsAnswer(end, (link,)) for t in ("A", "AAAA")
    }


def test_a_name_that_does_not_exist_is_said() -> None:
    missing = world() | none_at(HOST, "A", "AAAA", "NS", rcode="NXDOMAIN", soa=APEX)
    assert said(judge(missing), CHECK.id) == [("high", f"{HOST} does not exist (NXDOMAIN)", None)]


def test_a_domain_that_nobody_registered_is_said() -> None:
    names = ("A", "AAAA", "NS")
    missing = none_at(APEX, *names, rcode="NXDOMAIN", soa="example")
    missing |= none_at(HOST, *names, rcode="NXDOMAIN", soa="example")
    report = judge(missing, APEX)
    assert said(report, CHECK.id) == [("high", f"{APEX} does not exist (NXDOMAIN)", None)]
    assert report.inconclusive == ()


def test_a_host_without_an_address_is_said() -> None:
    assert said(judge(world({HOST: ""})), CHECK.id) == [
        ("high", f"{HOST} exists and has no address", None)
    ]


@pytest.mark.parametrize(("target", "shown"), [("", "."), ("shop.example", "shop.example")])
def test_an_alias_of_a_name_without_an_address_is_said(target: str, shown: str) -> None:
    told = said(judge(alias_to(target) | none_at(APEX, "A", "AAAA")), CHECK.id)
    assert told == [("high", f"{HOST} is an alias of {shown}, which has no address", None)]


def test_an_alias_of_a_missing_name_is_not_said() -> None:
    assert said(judge(alias_to("gone.shop.example", "NXDOMAIN")), CHECK.id) == []


def test_an_apex_without_a_web_host_is_judged_by_its_dns_and_complete() -> None:
    report = judge(PARKED, APEX, policy=Policy(min_cdn_providers=1))
    assert [f.check for f in report.findings] == ["dns-single-provider"]
    assert (report.unknowns, report.inconclusive, report.limits_hit) == ((), (), ())
    assert [str(event) for event in report.single_points] == ["beta/dns", "company:beta"]


def test_a_name_whose_www_serves_is_not_said() -> None:
    beside = world({APEX: "", HOST: "203.0.113.1"}) | unnamed(APEX, HOST)
    assert said(judge(beside, APEX), CHECK.id) == []


def test_an_unanswered_family_leaves_it_open() -> None:
    lost = world({HOST: ""}) | unknown(DnsQuestion(HOST, "AAAA"))
    assert said(judge(lost), CHECK.id) == []
    assert doubts(judge(lost), CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"dns AAAA {HOST}: {TIMEOUT.reason}")
    ]


def test_whether_a_name_without_an_address_is_an_apex_may_be_unknown() -> None:
    nowhere = world({HOST: ""}, {"shop.example": OWN}) | unnamed(APEX, HOST)
    assert doubts(judge(nowhere), CHECK.id) == [
        Inconclusive(
            CHECK.id, HOST, f"whether a zone begins at {HOST}, which has no address, is not known"
        )
    ]


def test_a_www_that_was_lost_is_an_unknown_of_its_apex() -> None:
    apex = world({APEX: "203.0.113.1", HOST: ""})
    lost = judge(apex | unknown(DnsQuestion(HOST, "A"), DnsQuestion(HOST, "AAAA")), APEX)
    assert [host.host for host in judge(apex, APEX).hosts] == [APEX]
    assert [host.host for host in lost.hosts] == [APEX, HOST]
    assert {doubt.host for doubt in lost.inconclusive} == {HOST}
