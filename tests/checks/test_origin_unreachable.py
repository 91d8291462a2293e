"""origin-unreachable: a declared origin does not serve the target when it is asked directly."""

import pytest

from cdnaudit.checks.origin_unreachable import CHECK
from cdnaudit.model.facts import Answer, HttpAnswer, HttpQuestion
from cdnaudit.model.tls import Tls, TlsProblem, TlsRefusal
from tests.world import ALPHA, OWN, Answers, doubts, judge, none_at, page, said, unknown, world

HOST, ORIGIN = "www.shop.example", "origin.shop.example"
URL = f"https://{HOST}/"
ZONES = {"shop.example": OWN, "alpha-edge.example": ALPHA}


def site(answer: Answer | None, origin: str = ORIGIN) -> Answers:
    found = world({HOST: "x.alpha-edge.example 192.0.2.1", ORIGIN: "203.0.113.9"}, ZONES)
    direct = {HttpQuestion(URL, origin=origin): answer} if answer else {}
    return found | page(URL) | direct


@pytest.mark.parametrize("status", [403, 421, 502])
@pytest.mark.parametrize("origin", [ORIGIN, "203.0.113.9"])
def test_an_origin_that_refuses_is_said(origin: str, status: int) -> None:
    report = judge(site(HttpAnswer(status, ()), origin), http=True, origins=(origin,))
    message = f"the origin {origin} answers {status} when it is asked for {HOST} directly"
    assert said(report, CHECK.id) == [("high", message, None)]


def test_a_certificate_of_another_name_is_said() -> None:
    refusal = TlsRefusal(TlsProblem.WRONG_NAME, Tls("CN=Test", ("internal.shop.example",)))
    report = judge(site(refusal), http=True, origins=(ORIGIN,))
    ((severity, message, _),) = said(report, CHECK.id)
    assert severity == "high"
    assert message.startswith(f"the origin {ORIGIN} offers no HTTPS for {HOST}: ")


def test_an_origin_without_an_address_is_said() -> None:
    gone = none_at(ORIGIN, "A", "AAAA", rcode="NXDOMAIN", soa="shop.example")
    report = judge(site(None) | gone, http=True, origins=(ORIGIN,))
    assert said(report, CHECK.id) == [("high", f"the origin {ORIGIN} has no address", None)]


@pytest.mark.parametrize("status", [200, 301])
def test_an_origin_that_serves_is_not_said(status: int) -> None:
    report = judge(site(HttpAnswer(status, ())), http=True, origins=(ORIGIN,))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_an_origin_that_answers_as_the_edge_does_is_not_said() -> None:
    answers = site(HttpAnswer(401, ())) | page(URL, 401)
    assert said(judge(answers, http=True, origins=(ORIGIN,)), CHECK.id) == []


def test_a_refusal_counts_for_nothing_where_the_answer_of_the_edge_was_lost() -> None:
    answers = site(HttpAnswer(403, ())) | unknown(HttpQuestion(URL))
    report = judge(answers, http=True, origins=(ORIGIN,))
    assert said(report, CHECK.id) == []
    assert [d.reason for d in doubts(report, CHECK.id)] == [
        f"the origin {ORIGIN} answers 403, and whether {URL} does is not known"
    ]


def test_nothing_is_said_where_pages_are_not_asked_for_or_no_origin_is_declared() -> None:
    answers = site(HttpAnswer(502, ()))
    assert said(judge(answers, origins=(ORIGIN,)), CHECK.id) == []
    assert said(judge(answers, http=True), CHECK.id) == []


def test_an_origin_from_which_nothing_came_leaves_it_open_and_is_listed() -> None:
    asked = HttpQuestion(URL, origin=ORIGIN)
    report = judge(site(None) | unknown(asked), http=True, origins=(ORIGIN,))
    assert said(report, CHECK.id) == []
    assert [(d.host, d.reason) for d in doubts(report, CHECK.id)] == [
        (HOST, f"http {URL} @{ORIGIN}: timeout after 2.0 s")
    ]
    assert f"http {URL} @{ORIGIN}" in [u.question for u in report.unknowns]
