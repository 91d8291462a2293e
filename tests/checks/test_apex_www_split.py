"""apex-www-split: apex and www take different paths."""

import pytest

from cdnaudit.checks.apex_www_split import CHECK
from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.facts import DnsQuestion, HttpQuestion
from cdnaudit.model.terms import Role, Signal
from cdnaudit.observe.public_suffix import registrable
from tests.small_knowledge import KNOWN, rule
from tests.world import ALPHA, OWN, judge, page, plan, said, survey, unknown, world

APEX, WWW = "shop.example", "www.shop.example"
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA}
EDGE = "x.alpha-edge.example 192.0.2.1"


@pytest.mark.parametrize(
    ("apex", "www", "left", "right"),
    [
        ("203.0.113.1", EDGE, "AS64502", "alpha"),
        ("203.0.113.1", "192.0.2.1", "AS64502", "AS64500"),
    ],
)
def test_different_paths_are_said(apex: str, www: str, left: str, right: str) -> None:
    report = judge(world({APEX: apex, WWW: www}, ZONES), APEX)
    assert said(report, CHECK.id) == [("info", f"{APEX} leads to {left}, {WWW} to {right}", None)]


@pytest.mark.parametrize(
    ("apex", "www"), [("203.0.113.1", "203.0.113.2"), ("203.0.113.1", ""), ("", EDGE)]
)
def test_alike_or_absent_paths_are_not_said(apex: str, www: str) -> None:
    assert said(judge(world({APEX: apex, WWW: www}, ZONES), APEX), CHECK.id) == []


def test_a_host_that_is_no_apex_is_not_said() -> None:
    assert said(judge(world({WWW: EDGE}, ZONES)), CHECK.id) == []


@pytest.mark.parametrize("lost", [DnsQuestion(APEX, "AAAA"), DnsQuestion(WWW, "A")])
def test_a_lost_answer_leaves_it_undecided(lost: DnsQuestion) -> None:
    hosts = {APEX: "203.0.113.1", WWW: "192.0.2.1 2001:db8:a::1"}
    answers = world(hosts, ZONES) | unknown(lost)
    assert said(judge(answers, APEX), CHECK.id) == []


def test_a_page_that_one_of_them_gave_leaves_it_undecided() -> None:
    """The page of the other would perhaps show the same edge."""
    seen = rule("alpha", Role.CDN, Signal.HEADER, 9, header="x-alpha-edge", value=("*",))
    knowledge = Knowledge([*KNOWN.providers.values()], [*KNOWN.rules, seen], [])
    answers = world({APEX: "203.0.113.1", WWW: "203.0.113.2"}, ZONES)
    answers |= page(f"https://{WWW}/", x_alpha_edge="1")
    answers |= unknown(HttpQuestion(f"https://{APEX}/"), HttpQuestion(f"http://{APEX}/"))
    asked = plan(APEX, http=True)
    case = Judge(knowledge, registrable).case(asked, survey(answers, asked))
    assert [v.reason for v in CHECK.run(case) if isinstance(v, Inconclusive)] == [
        f"of {APEX} and {WWW} not the same was answered"
    ]
