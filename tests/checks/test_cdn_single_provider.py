"""cdn-single-provider: one CDN carries every path."""

import pytest

from cdnaudit.checks.cdn_single_provider import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import AsnAnswer, AsnQuestion, DnsQuestion
from tests.world import ALPHA, BETA, OWN, Answers, doubts, judge, page, said, unknown, world

HOST = "www.shop.example"
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA, "beta-edge.example": BETA}
ALONE = (
    "medium",
    f"{HOST} is unreachable while alpha is down: every path leads through it",
    "alpha",
)


def behind_alpha() -> Answers:
    return world({HOST: "x.alpha-edge.example 192.0.2.1"}, ZONES)


def test_one_cdn_on_every_path_is_said() -> None:
    assert said(judge(behind_alpha()), CHECK.id) == [ALONE]


def test_one_cdn_through_a_third_partys_alias_is_said() -> None:
    answers = world({HOST: "edge.shop.example x.alpha-edge.example 192.0.2.1"}, ZONES)
    assert said(judge(answers), CHECK.id) == [ALONE]


def test_an_address_of_each_of_two_cdns_is_not_said() -> None:
    other = world({HOST: "x.beta-edge.example 2001:db8:b::1"}, ZONES)
    quad = DnsQuestion(HOST, "AAAA")
    assert said(judge(behind_alpha() | other | _v4() | {quad: other[quad]}), CHECK.id) == []


def _v4() -> Answers:
    question = DnsQuestion(HOST, "A")
    return {question: behind_alpha()[question]}


def test_no_cdn_is_not_said() -> None:
    report = judge(world())
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_a_cdn_in_one_sample_of_two_is_not_said() -> None:
    again = world({HOST: "x.beta-edge.example 198.51.100.1"}, ZONES)
    sampled: Answers = {
        DnsQuestion(HOST, t, sample=1): again[DnsQuestion(HOST, t)] for t in ("A", "AAAA")
    }
    report = judge(again | behind_alpha() | sampled, samples=2)
    assert said(report, CHECK.id) == []


def test_an_unanswered_address_is_unknown() -> None:
    question = DnsQuestion(HOST, "AAAA")
    report = judge(world() | unknown(question))
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"dns AAAA {HOST}: timeout after 2.0 s")
    ]


def test_a_host_without_addresses_has_no_cdn_to_doubt() -> None:
    report = judge(world({HOST: ""}))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


@pytest.mark.parametrize("ip", ["10.0.0.1", "127.0.0.1", "169.254.0.1", "fd00::1", "100.64.0.1"])
def test_a_host_of_private_addresses_alone_is_unknown(ip: str) -> None:
    reason = f"{HOST} has no public address ({ip}): it is not reached from outside"
    assert doubts(judge(world({HOST: ip})), CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]
    assert doubts(judge(world({HOST: f"{ip} 203.0.113.1"})), CHECK.id) == []
    assert doubts(judge(world({HOST: ip}), allow_private=True), CHECK.id) == []


def test_a_private_address_that_served_a_page_serves() -> None:
    answers = world({HOST: "10.0.0.1"}) | page(f"https://{HOST}/", Server="nginx")
    assert doubts(judge(answers, http=True), CHECK.id) == []


def test_a_host_that_no_network_announces_is_unknown() -> None:
    answers = world() | {AsnQuestion("203.0.113.1"): AsnAnswer(None)}
    reason = f"no network is known to announce an address of {HOST} (203.0.113.1)"
    assert doubts(judge(answers), CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]


def test_a_page_that_nobody_served_is_unknown() -> None:
    report = judge(world(), http=True)
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"http https://{HOST}/: not recorded")
    ]


def test_a_page_without_a_cdn_in_it_decides() -> None:
    report = judge(world() | page(f"https://{HOST}/", Server="nginx"), http=True)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])
