"""region-pinned: one region of a cloud serves every path."""

import pytest

from cdnaudit.checks.region_pinned import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import OWN, Answers, inconclusive, judge, said, unknown, world

HOST = "www.shop.example"
ZONES = {"shop.example": OWN, "depot-cloud.example": OWN, "alpha-edge.example": OWN}
EAST = "shop.east-1.depot-cloud.example 198.51.100.1"
WEST = "shop.west-2.depot-cloud.example 198.51.100.2"


def sampled(*ways: str) -> Answers:
    """Return a world in which each sample leads another way."""
    found = world({HOST: ""}, ZONES)
    for sample, words in enumerate(ways):
        there = world({HOST: words}, ZONES)
        found = there | found
        for type_ in ("A", "AAAA"):
            found[DnsQuestion(HOST, type_, sample=sample)] = there[DnsQuestion(HOST, type_)]
    return found


def test_one_region_on_every_path_is_said() -> None:
    message = f"{HOST} is unreachable while the region depot/east-1 is down: every path leads to depot there"
    assert said(judge(sampled(EAST)), CHECK.id) == [("low", message, "depot")]
    assert said(judge(sampled(EAST, EAST), samples=2), CHECK.id) == [("low", message, "depot")]


@pytest.mark.parametrize(
    "ways",
    [
        (EAST, WEST),
        (EAST, "203.0.113.1"),
        (EAST, "x.alpha-edge.example 192.0.2.1"),
        ("203.0.113.1",),
        ("198.51.100.1",),
        ("",),
    ],
    ids=str,
)
def test_two_regions_or_none_are_not_said(ways: tuple[str, ...]) -> None:
    answers = sampled(*ways)
    assert said(judge(answers, samples=len(ways)), CHECK.id) == []
    assert inconclusive(answers, CHECK, samples=len(ways)) == []


def test_another_family_that_nobody_answered_for_is_inconclusive() -> None:
    lost = DnsQuestion(HOST, "AAAA")
    answers = sampled(EAST) | unknown(lost)
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [f"{lost}: timeout after 2.0 s"]


def test_a_host_of_which_nobody_told_an_address_is_inconclusive() -> None:
    lost = [DnsQuestion(HOST, type_) for type_ in ("A", "AAAA")]
    answers = sampled(EAST) | unknown(*lost)
    assert inconclusive(answers, CHECK) == [f"{q}: timeout after 2.0 s" for q in lost]
