"""status-page-shared-fate: what takes the site down takes the status page down too."""

import pytest

from cdnaudit.checks.status_page_shared_fate import CHECK
from cdnaudit.model.facts import DnsQuestion, HttpQuestion
from tests.world import (
    ALPHA,
    BETA,
    Answers,
    doubts,
    findings,
    judge,
    none_at,
    page,
    said,
    unknown,
    world,
)

HOST = "www.shop.example"
STATUS = "status.shop.example"
APART = "status.shop-status.example"
EDGE = "x.alpha-edge.example 192.0.2.1"
OTHER_EDGE = "y.beta-edge.example 203.0.113.9"
ZONES = {
    "shop.example": ALPHA,
    "shop-status.example": BETA,
    "alpha-edge.example": "ns1.alpha-edge.example=192.0.2.21 ns2.alpha-edge.example=198.51.100.21",
    "beta-edge.example": "ns1.beta-edge.example=203.0.113.21 ns2.beta-edge.example=203.0.113.22",
}
GOES_DOWN = f"goes down together with {HOST} when"


def site(status: str = APART, way: str = OTHER_EDGE, edge: str = EDGE) -> Answers:
    return world({HOST: edge, status: way}, ZONES)


def test_a_status_page_in_the_zone_of_the_site_hangs_on_its_only_dns_provider() -> None:
    report = judge(site(STATUS), status_page=STATUS)
    message = f"the status page {STATUS} {GOES_DOWN} alpha (dns) fails"
    assert said(report, CHECK.id) == [("medium", message, "alpha")]
    assert [(f.host, f.role, f.confidence) for f in findings(report, CHECK.id)] == [
        (HOST, "dns", "high")
    ]


def test_a_status_page_on_the_same_edge_is_said() -> None:
    zones = ZONES | {"alpha-edge.example": ALPHA}
    answers = world({HOST: EDGE, APART: "z.alpha-edge.example 192.0.2.9"}, zones)
    report = judge(answers, status_page=APART)
    message = f"the status page {APART} {GOES_DOWN} alpha (cdn, dns) fails"
    assert said(report, CHECK.id) == [("medium", message, "alpha")]


def test_two_services_of_one_owner_share_that_owner() -> None:
    zones = ZONES | {"shop.example": BETA, "shop-status.example": ALPHA}
    report = judge(world({HOST: EDGE, APART: OTHER_EDGE}, zones), status_page=APART)
    message = f"the status page {APART} {GOES_DOWN} the company alpha or the company beta fails"
    assert said(report, CHECK.id) == [("medium", message, None)]


def test_one_network_that_no_rule_names_is_said() -> None:
    report = judge(site(way="203.0.113.9", edge="203.0.113.1"), status_page=APART)
    message = f"the status page {APART} {GOES_DOWN} AS64502 (WEST) fails"
    assert said(report, CHECK.id) == [("medium", message, None)]


def test_an_independent_status_page_is_not_said() -> None:
    report = judge(site(), status_page=APART)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_nothing_is_said_where_none_is_declared() -> None:
    report = judge(site(STATUS))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_a_status_page_that_does_not_exist_is_said() -> None:
    gone = none_at(APART, "A", "AAAA", rcode="NXDOMAIN", soa="shop-status.example")
    report = judge(site() | gone, status_page=APART)
    message = f"the status page {APART} has no address: it tells nobody of an outage"
    assert said(report, CHECK.id) == [("medium", message, None)]


def test_a_status_page_that_points_nowhere_is_said() -> None:
    gone = none_at("y.beta-edge.example", "A", "AAAA", rcode="NXDOMAIN", soa="beta-edge.example")
    report = judge(site(way="y.beta-edge.example") | gone, status_page=APART)
    message = (
        f"the status page {APART} does not work while nothing fails: it tells nobody of an outage"
    )
    assert said(report, CHECK.id) == [("medium", message, None)]


def test_a_second_provider_of_the_site_makes_the_status_page_independent() -> None:
    zones = ZONES | {"shop.example": f"{ALPHA} {BETA}"}
    report = judge(world({HOST: EDGE, STATUS: OTHER_EDGE}, zones), status_page=STATUS)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


@pytest.mark.parametrize("host", [HOST, APART])
def test_an_address_that_nobody_tells_leaves_it_open(host: str) -> None:
    report = judge(
        site() | unknown(DnsQuestion(host, "A"), DnsQuestion(host, "AAAA")), status_page=APART
    )
    assert said(report, CHECK.id) == []
    assert f"dns A {host}: timeout after 2.0 s" in [d.reason for d in doubts(report, CHECK.id)]


def test_a_page_that_never_came_leaves_it_open_and_is_listed() -> None:
    lost = HttpQuestion(f"https://{APART}/"), HttpQuestion(f"http://{APART}/")
    answers = site() | page(f"https://{HOST}/") | unknown(*lost)
    report = judge(answers, http=True, status_page=APART)
    assert said(report, CHECK.id) == []
    assert [d.reason for d in doubts(report, CHECK.id)] == [
        f"http https://{APART}/: timeout after 2.0 s"
    ]
    assert f"http https://{APART}/" in [u.question for u in report.unknowns]


def test_the_status_page_is_no_host_of_the_target() -> None:
    plain, declared = judge(site()), judge(site(), status_page=APART)
    assert declared == plain


def test_tier_1_raises_it() -> None:
    assert CHECK.single_point
