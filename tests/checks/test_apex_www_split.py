"""apex-www-split: apex and www take different paths."""

import pytest

from cdnaudit.checks.apex_www_split import CHECK
from tests.world import ALPHA, OWN, judge, said, world

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
