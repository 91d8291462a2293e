"""What speaks for a host, and what does not: scripts, redirects, certificates, other networks."""

from dataclasses import replace

import pytest

from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge, embedded
from cdnaudit.model.assessment import Assessment, Dependency
from cdnaudit.model.facts import HttpAnswer, HttpQuestion
from cdnaudit.model.terms import Role, Signal, State
from cdnaudit.model.tls import Tls
from cdnaudit.observe.public_suffix import registrable
from tests.small_knowledge import KNOWN, rule
from tests.world import BETA, OWN, Answers, page, plan, survey, world

HOST = "www.shop.example"
URL = f"https://{HOST}/"
LOGIN = f"https://{HOST}/login"
WIDGET = '<script src="https://challenge.alpha-edge.example/api.js"></script>'

MORE = Knowledge(
    KNOWN.providers.values(),
    [
        *KNOWN.rules,
        rule("delta", Role.CDN, Signal.SCRIPT, suffix=("static.delta.example",)),
        rule("delta", Role.CDN, Signal.HEADER, header="x-delta", value=("*",)),
        rule("delta", Role.CDN, Signal.CERT, suffix=("delta.example",)),
        rule("delta", Role.HOSTING, Signal.ASN, asn=(64500,)),
        rule("beta", Role.HOSTING, Signal.ASN, 9, asn=(64502,)),
    ],
    KNOWN.companies.values(),
)
"""``delta`` has a CDN and AS64500, ``beta`` AS64502."""


def judged(answers: Answers, *urls: str) -> Assessment:
    asked = plan(HOST, http=True, urls=urls)
    return Judge(MORE, registrable).target(asked, survey(answers, asked))


def services(report: Assessment) -> list[str]:
    return [str(d.event) for d in report.providers if d.role not in {Role.DNS, Role.CA}]


def only(report: Assessment, event: str) -> Dependency:
    (found,) = [d for d in report.dependencies if d.event == event]
    return found


def at(url: str, peer: str, **headers: str) -> Answers:
    (answer,) = page(url, 200, "", **headers).values()
    assert isinstance(answer, HttpAnswer)
    return {HttpQuestion(url): replace(answer, peer=peer)}


def test_a_script_says_who_serves_the_script_not_the_host() -> None:
    body = '<script src="https://static.delta.example/app.js"></script>'
    answers = world({HOST: "198.51.100.1"}) | page(URL, body=body)
    assert services(judged(answers)) == ["depot/hosting"]


def test_a_header_says_who_serves_the_host() -> None:
    answers = world({HOST: "198.51.100.1"}) | page(URL, x_delta="1")
    assert services(judged(answers)) == ["delta/cdn", "depot/hosting"]


def test_the_response_of_another_host_says_nothing_of_this_one() -> None:
    elsewhere = "https://other.example/"
    answers = world({HOST: "198.51.100.1", "other.example": "203.0.113.9"})
    answers |= page(URL, 302, location=elsewhere) | page(elsewhere, x_delta="1")
    assert services(judged(answers)) == ["depot/hosting"]


def test_a_name_in_a_certificate_counts_beside_other_evidence_alone() -> None:
    (answer,) = page(URL).values()
    assert isinstance(answer, HttpAnswer)
    named = {HttpQuestion(URL): replace(answer, tls=Tls("CN=Test", ("*.delta.example",)))}
    assert services(judged(world({HOST: "198.51.100.1"}) | named)) == ["depot/hosting"]


def test_an_owners_cloud_is_not_said_beside_its_edge() -> None:
    answers = world({HOST: "192.0.2.1"}) | page(URL, x_delta="1")
    assert services(judged(answers)) == ["delta/cdn"]


def test_a_response_speaks_for_addresses_of_its_own_as() -> None:
    answers = world({HOST: "192.0.2.1 192.0.2.130"}) | at(URL, "192.0.2.1", x_delta="1")
    assert "delta/cdn" in judged(answers).single_points


def test_a_response_does_not_speak_for_an_address_of_another_named_network() -> None:
    answers = world({HOST: "192.0.2.1 203.0.113.1"}) | at(URL, "192.0.2.1", x_delta="1")
    report = judged(answers)
    assert "delta/cdn" in services(report)
    assert "delta/cdn" not in report.single_points


def test_a_response_speaks_for_every_address_where_nobody_says_who_gave_it() -> None:
    answers = world({HOST: "192.0.2.1 203.0.113.1"}) | page(URL, x_delta="1")
    assert "delta/cdn" in judged(answers).single_points


def test_the_strongest_of_several_states_on_a_page_is_kept() -> None:
    for header, state in (("challenge", State.CHALLENGE), ("block", State.BLOCK)):
        answers = world() | page(URL, 403, WIDGET, X_alpha_challenge=header)
        assert only(judged(answers), "alpha/challenge").state is state


def test_the_strongest_of_several_states_on_several_pages_is_kept() -> None:
    present, challenged = page(URL, 200, WIDGET), page(LOGIN, 403, X_alpha_challenge="challenge")
    assert only(judged(world() | present | challenged, LOGIN), "alpha/challenge").state is (
        State.CHALLENGE
    )
    present, blocked = page(LOGIN, 200, WIDGET), page(URL, 403, X_alpha_challenge="block")
    assert only(judged(world() | present | blocked, LOGIN), "alpha/challenge").state is State.BLOCK


def test_the_evidence_of_a_state_is_that_of_its_page() -> None:
    present, challenged = page(URL, 200, WIDGET), page(LOGIN, 403, X_alpha_challenge="challenge")
    found = only(judged(world() | present | challenged, LOGIN), "alpha/challenge")
    assert [item.value for item in found.evidence] == ["x-alpha-challenge: challenge"]


EDGES = {
    "shop.example": OWN,
    **dict.fromkeys(("alpha-edge.example", "beta-edge.example", "alpha-steering.example"), BETA),
}


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("x.alpha-edge.example y.alpha-steering.example z.alpha-edge.example", {"alpha/cdn"}),
        ("y.alpha-steering.example x.alpha-edge.example", {"alpha/cdn", "alpha/steering"}),
        ("x.beta-edge.example y.alpha-steering.example", {"alpha/steering", "beta/cdn"}),
    ],
    ids=["behind its edge", "before its edge", "behind another's edge"],
)
def test_steering_inside_an_edge_of_its_company_is_a_part_of_the_edge(
    chain: str, expected: set[str]
) -> None:
    report = judged(world({HOST: f"{chain} 203.0.113.1"}, EDGES))
    assert set(services(report)) - {"beta/hosting"} == expected
    points = {str(event) for event in report.single_points}
    assert points & {"alpha/cdn", "alpha/steering", "beta/cdn"} == expected


def test_azure_front_door_is_one_service() -> None:
    """Its names lead through its owner's traffic manager and back to itself."""
    chain = "acme.azurefd.net star-azurefd-prod.trafficmanager.net part-12.t-0009.t-msedge.net"
    zones = {
        "shop.example": OWN,
        "azurefd.net": BETA,
        "trafficmanager.net": BETA,
        "t-msedge.net": BETA,
    }
    answers = world({HOST: f"{chain} 203.0.113.1"}, zones)
    report = Judge(embedded(), registrable).target(plan(HOST), survey(answers, plan(HOST)))
    assert services(report) == ["azure-front-door/cdn"]


def test_an_interstitial_that_leads_to_a_page_of_its_own_is_a_challenge() -> None:
    own = f"https://{HOST}/interstitial"
    answers = world() | page(own, 200, "<p>wait</p>")
    answers |= page(URL, 302, location=own, X_alpha_challenge="challenge")
    found = only(judged(answers), "alpha/challenge")
    assert (found.state, [item.value for item in found.evidence]) == (
        State.CHALLENGE,
        ["x-alpha-challenge: challenge"],
    )


def test_an_interstitial_that_leads_back_without_a_cookie_is_a_challenge() -> None:
    answers = world() | page(URL, 302, location=URL, X_alpha_challenge="challenge")
    assert only(judged(answers), "alpha/challenge").state is State.CHALLENGE


def test_what_is_merely_present_on_a_redirect_is_not_on_the_page() -> None:
    answers = world() | page(URL, 302, WIDGET, location="/in") | page(f"https://{HOST}/in")
    assert [d for d in judged(answers).providers if d.state] == []
