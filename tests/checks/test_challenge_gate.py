"""challenge-gate: a bot challenge stands before the page."""

import pytest

from cdnaudit.checks.challenge_gate import CHECK
from cdnaudit.model.assessment import Assessment, Inconclusive
from tests.world import doubts, judge, page, said, world

HOST = "www.shop.example"
URL = f"https://{HOST}/"
LOGIN = f"https://{HOST}/login"
SCRIPT = '<html><script src="https://challenge.alpha-edge.example/api.js"></script></html>'


def served(status: int = 200, body: str = "", *urls: str, **headers: str) -> Assessment:
    answers = world() | page(URL) if urls else world()
    for url in urls or (URL,):
        answers |= page(url, status, body, **headers)
    return judge(answers, http=True, urls=urls)


@pytest.mark.parametrize("status", [403, 503])
def test_a_challenge_instead_of_the_page_is_said(status: int) -> None:
    report = served(status, X_alpha_challenge="challenge")
    assert said(report, CHECK.id) == [
        (
            "medium",
            f"alpha stands before {HOST}: it serves its challenge instead of the page",
            "alpha",
        ),
    ]


def test_a_refusal_is_said_on_a_declared_page_alone() -> None:
    assert said(served(403, X_alpha_challenge="block"), CHECK.id) == []
    assert said(served(403, "", LOGIN, X_alpha_challenge="block"), CHECK.id) == [
        ("high", f"alpha stands before {HOST}: it refuses the request", "alpha"),
    ]


def test_a_challenge_on_a_declared_page_is_severe() -> None:
    report = served(403, "", LOGIN, X_alpha_challenge="challenge")
    assert said(report, CHECK.id) == [
        (
            "high",
            f"alpha stands before {HOST}: it serves its challenge instead of the page",
            "alpha",
        ),
    ]


def test_a_widget_on_a_declared_page_is_severe() -> None:
    assert said(served(200, SCRIPT, LOGIN), CHECK.id) == [
        (
            "high",
            f"alpha stands before {HOST}: it is embedded on a page that must work",
            "alpha",
        ),
    ]


def test_two_challenges_are_said_apart() -> None:
    report = served(403, X_alpha_challenge="challenge", X_beta_challenge="challenge")
    assert sorted(p or "" for _, _, p in said(report, CHECK.id)) == ["alpha", "beta"]


def test_a_widget_on_a_page_nobody_declared_is_not_said() -> None:
    assert said(served(200, SCRIPT), CHECK.id) == []


def test_a_plain_page_is_not_said() -> None:
    report = served(200, "<html></html>")
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_a_refusal_that_names_no_challenge_is_not_said() -> None:
    assert said(served(403), CHECK.id) == []


def test_a_page_that_was_not_asked_for_is_not_unknown() -> None:
    assert doubts(judge(world()), CHECK.id) == []


def test_an_unanswered_page_is_unknown() -> None:
    assert doubts(judge(world(), http=True), CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"http {URL}: not recorded")
    ]


def test_a_widget_on_a_refused_page_is_the_interstitial() -> None:
    assert [severity for severity, _, _ in said(served(403, SCRIPT), CHECK.id)] == ["medium"]


def test_a_missing_page_with_a_widget_is_no_challenge() -> None:
    assert said(served(404, SCRIPT), CHECK.id) == []
