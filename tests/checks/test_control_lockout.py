"""control-lockout: the failover switch fails with the provider."""

import pytest

from cdnaudit.checks.control_lockout import CHECK
from tests.world import ALPHA, BETA, OWN, judge, said, world

HOST = "www.shop.example"
EDGED = {HOST: "x.alpha-edge.example 192.0.2.1"}


def test_a_zone_hosted_by_the_edge_is_said() -> None:
    report = judge(world(EDGED, {"shop.example": ALPHA, "alpha-edge.example": ALPHA}))
    assert said(report, CHECK.id) == [
        (
            "medium",
            f"to lead {HOST} away from alpha/cdn one must change shop.example, which alpha hosts too",
            "alpha",
        )
    ]


@pytest.mark.parametrize("zone", [OWN, BETA, f"{ALPHA} {BETA}"], ids=["own", "other", "both"])
def test_a_zone_that_another_serves_is_not_said(zone: str) -> None:
    report = judge(world(EDGED, {"shop.example": zone, "alpha-edge.example": ALPHA}))
    assert said(report, CHECK.id) == []


def test_a_hosted_zone_without_an_edge_is_not_said() -> None:
    assert said(judge(world(None, {"shop.example": ALPHA})), CHECK.id) == []
