"""origin-shared-fate: a declared origin is behind the edge that it should stand in for."""

from cdnaudit.checks.origin_shared_fate import CHECK
from cdnaudit.model.facts import DnsQuestion, HttpAnswer, HttpQuestion
from tests.world import (
    ALPHA,
    BETA,
    OWN,
    Answers,
    doubts,
    findings,
    judge,
    page,
    said,
    unknown,
    world,
)

HOST, ORIGIN = "www.shop.example", "origin.shop.example"
URL = f"https://{HOST}/"
DIRECT = HttpQuestion(URL, origin=ORIGIN)
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA, "beta-edge.example": BETA}
EDGE = "x.alpha-edge.example 192.0.2.1"


def site(origin: str, edge: str = EDGE) -> Answers:
    return world({HOST: edge, ORIGIN: origin}, ZONES)


def behind(origin: str) -> list[tuple[str, str, str | None]]:
    message = f"the origin {origin} is behind alpha (cdn) too: it serves nobody when alpha fails"
    return [("medium", message, "alpha")]


def test_an_origin_whose_name_leads_to_the_edge_is_said() -> None:
    report = judge(site("y.alpha-edge.example 192.0.2.9"), origins=(ORIGIN,))
    assert said(report, CHECK.id) == behind(ORIGIN)
    assert [(f.host, f.role, f.confidence) for f in findings(report, CHECK.id)] == [
        (HOST, "cdn", "high")
    ]


def test_an_origin_that_answers_as_the_edge_is_said() -> None:
    answers = (
        site("203.0.113.9")
        | page(URL)
        | {DIRECT: HttpAnswer(403, (("x-alpha-challenge", "challenge"),))}
    )
    walled = answers | page(URL, 403, X_alpha_challenge="challenge")
    report = judge(walled, http=True, origins=(ORIGIN,))
    message = (
        f"the origin {ORIGIN} is behind alpha (challenge) too: it serves nobody when alpha fails"
    )
    assert said(report, CHECK.id) == [("medium", message, "alpha")]


def test_an_origin_apart_from_the_edge_is_not_said() -> None:
    report = judge(site("203.0.113.9"), origins=(ORIGIN, "203.0.113.10"))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_an_origin_behind_another_edge_is_not_said() -> None:
    report = judge(site("y.beta-edge.example 203.0.113.9"), origins=(ORIGIN,))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_a_site_without_an_edge_has_none_to_share() -> None:
    report = judge(site("203.0.113.9", edge="203.0.113.1"), origins=(ORIGIN,))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_nothing_is_said_where_no_origin_is_declared() -> None:
    assert said(judge(site("y.alpha-edge.example 192.0.2.9")), CHECK.id) == []


def test_addresses_that_nobody_tells_leave_it_open() -> None:
    lost = DnsQuestion(ORIGIN, "A"), DnsQuestion(ORIGIN, "AAAA")
    report = judge(site("203.0.113.9") | unknown(*lost), origins=(ORIGIN,))
    assert said(report, CHECK.id) == []
    assert [d.reason for d in doubts(report, CHECK.id)] == [
        f"dns A {ORIGIN}: timeout after 2.0 s",
        f"dns AAAA {ORIGIN}: timeout after 2.0 s",
    ]


def test_an_answer_that_never_came_leaves_it_open() -> None:
    answers = site("203.0.113.9") | page(URL) | unknown(DIRECT)
    report = judge(answers, http=True, origins=(ORIGIN,))
    assert [d.reason for d in doubts(report, CHECK.id)] == [f"{DIRECT}: timeout after 2.0 s"]


def test_the_origin_is_no_host_of_the_target() -> None:
    assert judge(site("203.0.113.9"), origins=(ORIGIN,)) == judge(site("203.0.113.9"))
