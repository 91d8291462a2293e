"""policy-too-few-providers: fewer providers than the policy asks for."""

import pytest

from cdnaudit.checks.policy_too_few_providers import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.policy import Policy
from tests.world import ALPHA, BETA, doubts, judge, said, unknown, unnamed, world

HOST = "www.shop.example"
TWO_DNS = {"shop.example": f"{ALPHA} {BETA}"}
ONE_DNS = {"shop.example": ALPHA}


@pytest.mark.parametrize(
    ("zones", "policy", "messages"),
    [
        (
            ONE_DNS,
            Policy(min_dns_providers=2),
            [f"{HOST} has 1 dns provider; the policy asks for 2"],
        ),
        (
            ONE_DNS,
            Policy(min_cdn_providers=1),
            [f"{HOST} has 0 cdn providers; the policy asks for 1"],
        ),
        (TWO_DNS, Policy(min_dns_providers=2), []),
        (ONE_DNS, Policy(), []),
    ],
)
def test_too_few_are_said_and_enough_are_not(
    zones: dict[str, str], policy: Policy, messages: list[str]
) -> None:
    report = judge(world(None, zones), policy=policy)
    assert said(report, CHECK.id) == [("high", m, None) for m in messages]


def test_cdns_of_an_unanswered_host_are_unknown() -> None:
    unanswered = unknown(DnsQuestion(HOST, "AAAA"))
    report = judge(world() | unanswered, policy=Policy(min_cdn_providers=1))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"dns AAAA {HOST}: timeout after 2.0 s")
    ]


def test_dns_providers_of_a_zone_that_nobody_named_are_unknown() -> None:
    unanswered = unnamed(HOST, "shop.example")
    report = judge(world() | unanswered, policy=Policy(min_dns_providers=1))
    assert said(report, CHECK.id) == []
    assert [(u.check, u.host) for u in doubts(report, CHECK.id)] == [(CHECK.id, HOST)]
