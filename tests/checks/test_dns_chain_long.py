"""dns-chain-long: an alias chain of more than eight links."""

import pytest

from cdnaudit.checks.dns_chain_long import CHECK
from cdnaudit.model.assessment import Assessment
from tests.world import judge, said, world

HOST = "www.shop.example"


def through(links: int) -> Assessment:
    names = " ".join(f"n{i}.shop.example" for i in range(links))
    return judge(world({HOST: f"{names} 203.0.113.1"}))


def test_nine_links_are_said() -> None:
    assert said(through(9), CHECK.id) == [("low", f"the alias chain of {HOST} has 9 links", None)]


@pytest.mark.parametrize("links", [0, 1, 8])
def test_eight_links_are_not_said(links: int) -> None:
    assert said(through(links), CHECK.id) == []


def test_a_chain_beyond_the_limit_is_said_and_incomplete() -> None:
    report = through(30)
    assert [m for _, m, _ in said(report, CHECK.id)] == [f"the alias chain of {HOST} has 17 links"]
    assert report.limits_hit == ("alias chain of 16 links",)
