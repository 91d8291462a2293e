"""provider-unknown: a network that no rule knows."""

import pytest

from cdnaudit.checks.provider_unknown import CHECK
from tests.world import ALPHA, OWN, judge, said, world

HOST = "www.shop.example"


@pytest.mark.parametrize(
    ("ips", "where"),
    [
        ("203.0.113.1", "AS64502 (WEST)"),
        ("203.0.113.1 192.0.2.1", "AS64500 (NORTH) and AS64502 (WEST)"),
        ("9.9.9.9", "9.9.9.9 (no known route)"),
    ],
)
def test_a_nameless_network_is_said(ips: str, where: str) -> None:
    assert said(judge(world({HOST: ips})), CHECK.id) == [
        ("info", f"no rule names who serves {HOST} from {where}", None)
    ]


@pytest.mark.parametrize("host", ["198.51.100.1", "x.alpha-edge.example 203.0.113.1", ""])
def test_a_known_network_or_alias_is_not_said(host: str) -> None:
    zones = {"shop.example": OWN, "alpha-edge.example": ALPHA}
    assert said(judge(world({HOST: host}, zones)), CHECK.id) == []
