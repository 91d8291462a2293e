"""cdn-single-provider: one CDN carries every path."""

from cdnaudit.checks.cdn_single_provider import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import DnsQuestion
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


def test_a_host_without_addresses_is_unknown() -> None:
    report = judge(world({HOST: ""}))
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"{HOST} has no address, so there is nothing to judge")
    ]


def test_a_page_that_nobody_served_is_unknown() -> None:
    report = judge(world(), http=True)
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"http https://{HOST}/: not recorded")
    ]


def test_a_page_without_a_cdn_in_it_decides() -> None:
    report = judge(world() | page(f"https://{HOST}/", Server="nginx"), http=True)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])
