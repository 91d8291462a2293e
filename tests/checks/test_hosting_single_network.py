"""hosting-single-network: no CDN and one network."""

import pytest

from cdnaudit.checks.hosting_single_network import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import ALPHA, OWN, findings, inconclusive, judge, page, said, unknown, world

HOST = "www.shop.example"


@pytest.mark.parametrize(
    ("ips", "network", "provider"),
    [
        ("203.0.113.1", "AS64502 (WEST)", None),
        ("203.0.113.1 203.0.113.2", "AS64502 (WEST)", None),
        ("198.51.100.1 2001:db8:b::1", "AS64501 (SOUTH)", "depot"),
    ],
)
def test_one_network_is_said(ips: str, network: str, provider: str | None) -> None:
    seen = world({HOST: ips}) | page(f"https://{HOST}/", Server="nginx")
    assert said(judge(seen, http=True), CHECK.id) == [
        ("low", f"{HOST} has no CDN and every address in one network, {network}", provider)
    ]


@pytest.mark.parametrize("http", [False, True], ids=["no page was asked", "none came"])
def test_without_a_response_an_edge_without_a_name_is_not_excluded(http: bool) -> None:
    told = findings(judge(world({HOST: "203.0.113.1"}), http=http), CHECK.id)
    which = "that its names and networks show (no page came that could show one)"
    assert [(f.severity, f.confidence, f.message) for f in told] == [
        (
            "low",
            "low",
            f"{HOST} has no CDN {which} and every address in one network, AS64502 (WEST)",
        )
    ]


def test_two_networks_are_not_said() -> None:
    assert said(judge(world({HOST: "203.0.113.1 198.51.100.1"})), CHECK.id) == []


def test_a_cdn_is_not_said() -> None:
    zones = {"shop.example": OWN, "alpha-edge.example": ALPHA}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones)
    assert said(judge(answers), CHECK.id) == []


def test_a_host_without_addresses_is_not_said() -> None:
    assert said(judge(world({HOST: ""})), CHECK.id) == []


def test_an_address_that_nobody_announces_is_unknown() -> None:
    answers = world({HOST: "9.9.9.9"})
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [f"who announces an address of {HOST} is not known"]


def test_an_address_that_nobody_announces_beside_one_network_is_unknown() -> None:
    answers = world({HOST: "203.0.113.1 9.9.9.9"})
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [f"who announces an address of {HOST} is not known"]


def test_an_unanswered_family_beside_one_network_is_unknown() -> None:
    answers = world() | unknown(DnsQuestion(HOST, "AAAA"))
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) != []
