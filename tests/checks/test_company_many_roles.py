"""company-many-roles: one company is a single point in several roles."""

import json
from collections import Counter
from pathlib import Path

from cdnaudit.checks.company_many_roles import CHECK
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.terms import Role, Severity
from tests.world import ALPHA, BETA, OWN, REGISTRY, findings, judge, page, said, unknown, world

HOST = "www.shop.example"
FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_dns_and_cdn_of_one_company_are_said() -> None:
    zones = {"shop.example": ALPHA, "alpha-edge.example": ALPHA}
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones))
    assert said(report, CHECK.id) == [
        ("high", f"alpha alone takes {HOST} down in 2 roles: cdn and dns", "alpha")
    ]
    assert [f.company for f in findings(report, CHECK.id)] == ["alpha"]
    assert [(f.role, f.roles) for f in findings(report, CHECK.id)] == [(None, (Role.CDN, Role.DNS))]


def test_a_challenge_as_third_role_is_critical() -> None:
    zones = {"shop.example": ALPHA, "alpha-edge.example": ALPHA}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones)
    answers |= page(f"https://{HOST}/", 403, X_alpha_challenge="challenge")
    assert said(judge(answers, http=True), CHECK.id) == [
        (
            "critical",
            f"alpha alone takes {HOST} down in 3 roles: cdn, challenge and dns",
            "alpha",
        )
    ]


def test_hosting_and_dns_of_one_cloud_are_mild() -> None:
    zones = {"shop.example": ALPHA, "alpha-cloud.example": ALPHA}
    report = judge(world({HOST: "vm.alpha-cloud.example 192.0.2.1"}, zones))
    assert said(report, CHECK.id) == [
        ("medium", f"alpha alone takes {HOST} down in 2 roles: dns and hosting", "alpha")
    ]


def test_an_edge_behind_its_own_traffic_manager_is_one_role() -> None:
    zones = {"shop.example": OWN, "alpha-edge.example": ALPHA, "alpha-steering.example": ALPHA}
    answers = world({HOST: "x.alpha-steering.example x.alpha-edge.example 192.0.2.1"}, zones)
    report = judge(answers)
    assert [str(e) for e in report.single_points if e.role] == [
        "alpha/cdn",
        "alpha/dns",
        "alpha/steering",
        "shop.example/dns",
    ]
    assert said(report, CHECK.id) == []


def test_two_companies_are_not_said() -> None:
    zones = {"shop.example": BETA, "alpha-edge.example": ALPHA}
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones))
    assert said(report, CHECK.id) == []


def test_one_role_is_not_said() -> None:
    zones = {"shop.example": OWN, "alpha-edge.example": ALPHA}
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones))
    assert said(report, CHECK.id) == []


def test_adding_the_edges_dns_beside_another_is_not_said() -> None:
    """The edge's own zone needs the edge's DNS, whoever serves the target's zone."""
    zones = {"shop.example": f"{ALPHA} {BETA}", "alpha-edge.example": ALPHA}
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones))
    assert said(report, CHECK.id) == []


def test_the_shares_in_its_text_are_those_of_the_fixtures() -> None:
    found: Counter[str] = Counter()
    for path in FIXTURES.glob("*/report.json"):
        for target in json.loads(path.read_text("utf-8"))["targets"]:
            mine = [f["severity"] for f in target["findings"] if f["check"] == CHECK.id]
            found[max(mine, key=list(Severity).index, default="none")] += 1
    told = (
        f"Of the {found.total()} targets of the recordings in fixtures, {found['critical']} are "
        f"critical, {found['high']} is high, {found['medium']} is medium, and of {found['none']} "
        "nothing is said."
    )
    assert told in CHECK.help


def test_a_zone_that_another_may_serve_too_is_no_role() -> None:
    zones = {"shop.example": ALPHA, "alpha-edge.example": ALPHA}
    lost = unknown(DnsQuestion("shop.example", "NS", server=REGISTRY))
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones) | lost)
    assert said(report, CHECK.id) == []
