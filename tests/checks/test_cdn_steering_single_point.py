"""cdn-steering-single-point: one traffic manager stands before every path."""

import pytest

from cdnaudit.checks.cdn_steering_single_point import CHECK
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import DnsQuestion
from tests.world import ALPHA, OWN, Answers, doubts, judge, said, unknown, world

HOST = "www.shop.example"
STEERING = "shop.alpha-steering.example"
ZONES = {
    "shop.example": OWN,
    "alpha-steering.example": ALPHA,
    "alpha-edge.example": OWN,
    "beta-edge.example": OWN,
}
ALPHA_EDGE, BETA_EDGE = "x.alpha-edge.example 192.0.2.1", "x.beta-edge.example 198.51.100.1"


def sampled(*ways: str) -> Answers:
    """Return a world in which each sample of A leads another way."""
    found = world({HOST: ""}, ZONES)
    for sample, words in enumerate(ways):
        there = world({HOST: words}, ZONES)
        found = there | found
        found[DnsQuestion(HOST, "A", sample=sample)] = there[DnsQuestion(HOST, "A")]
        found[DnsQuestion(HOST, "AAAA", sample=sample)] = there[DnsQuestion(HOST, "AAAA")]
    return found


def alone(behind: str) -> tuple[str, str, str]:
    message = f"{HOST} is unreachable while the traffic manager alpha is down: every path leads through it"
    return ("medium", f"{message}{behind}", "alpha")


def test_two_cdns_behind_one_traffic_manager_are_said() -> None:
    answers = sampled(f"{STEERING} {ALPHA_EDGE}", f"{STEERING} {BETA_EDGE}")
    report = judge(answers, samples=2)
    assert said(report, CHECK.id) == [alone("; alpha and beta stand behind it")]
    assert [f.check for f in report.findings if f.check == "cdn-single-provider"] == []


@pytest.mark.parametrize(
    ("way", "behind"),
    [(BETA_EDGE, "; beta stands behind it"), ("203.0.113.1", "")],
    ids=["one CDN", "no CDN"],
)
def test_what_stands_behind_it_matters_not(way: str, behind: str) -> None:
    assert said(judge(world({HOST: f"{STEERING} {way}"}, ZONES)), CHECK.id) == [alone(behind)]


def test_a_second_cdn_behind_it_adds_no_finding() -> None:
    one = judge(sampled(f"{STEERING} {ALPHA_EDGE}"))
    two = judge(sampled(f"{STEERING} {ALPHA_EDGE}", f"{STEERING} {BETA_EDGE}"), samples=2)
    known = {(f.fingerprint, f.severity) for f in one.findings}
    assert [f for f in two.findings if (f.fingerprint, f.severity) not in known] == []


def test_a_path_past_it_is_not_said() -> None:
    report = judge(sampled(f"{STEERING} {ALPHA_EDGE}", BETA_EDGE), samples=2)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


@pytest.mark.parametrize("way", [ALPHA_EDGE, "203.0.113.1", ""])
def test_no_traffic_manager_is_not_said(way: str) -> None:
    report = judge(world({HOST: way}, ZONES))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_steering_inside_an_edge_is_not_said() -> None:
    answers = world({HOST: f"x.alpha-edge.example {STEERING} 192.0.2.1"}, ZONES)
    assert said(judge(answers), CHECK.id) == []


@pytest.mark.parametrize(
    ("way", "lost"), [(f"{STEERING} {ALPHA_EDGE}", ["AAAA"]), (BETA_EDGE, ["A", "AAAA"])]
)
def test_a_path_that_nobody_told_is_inconclusive(way: str, lost: list[str]) -> None:
    questions = [DnsQuestion(HOST, type_) for type_ in lost]
    report = judge(world({HOST: way}, ZONES) | unknown(*questions))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"{question}: timeout after 2.0 s") for question in questions
    ]
