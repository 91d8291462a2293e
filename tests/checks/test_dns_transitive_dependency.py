"""dns-transitive-dependency: resolution needs zones of others."""

import pytest

from cdnaudit.checks.dns_transitive_dependency import CHECK
from tests.world import ALPHA, BETA, OWN, Answers, inconclusive, judge, said, unnamed, world

HOST = "www.shop.example"
FRIENDS = "ns1.friend.example=192.0.2.31 ns2.friend.example=198.51.100.31"
TWO_FRIENDS = "ns1.friend.example=192.0.2.31 ns1.mate.example=198.51.100.31"
SINGLE = "shop.example cannot be resolved while beta DNS is down, which serves friend.example"


def named_in(servers: str, friend: str = BETA, mate: str = ALPHA) -> Answers:
    """Return a world whose nameservers are named in the zones of others."""
    zones = {"shop.example": servers, "friend.example": friend, "mate.example": mate}
    return world({HOST: "203.0.113.1"}, zones)


def test_a_provider_of_the_nameservers_own_zone_that_alone_fails_it_is_said() -> None:
    assert said(judge(named_in(FRIENDS)), CHECK.id) == [("medium", SINGLE, "beta")]


def test_providers_of_whom_no_single_one_fails_it_are_mild() -> None:
    message = (
        "every nameserver of shop.example is found by way of others: "
        "alpha and beta, by 4 nameservers of friend.example and mate.example"
    )
    assert said(judge(named_in(TWO_FRIENDS)), CHECK.id) == [("info", message, None)]


@pytest.mark.parametrize(
    "servers",
    [OWN, ALPHA, f"{FRIENDS} ns1.shop.example=192.0.2.13", f"{FRIENDS} {ALPHA}"],
    ids=["in the zone itself", "a known provider's", "one of them", "a known provider beside"],
)
def test_a_nameserver_that_needs_no_further_zone_is_enough(servers: str) -> None:
    answers = named_in(servers)
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])


def test_a_friend_on_his_own_nameservers_is_no_further_provider() -> None:
    own = "ns1.friend.example=192.0.2.31 ns2.friend.example=198.51.100.31"
    assert said(judge(named_in(FRIENDS, friend=own)), CHECK.id) == []


def test_an_alias_that_ends_in_a_zone_on_one_provider_is_said() -> None:
    zones = {"shop.example": OWN, "friend.example": BETA}
    report = judge(world({HOST: "web.friend.example 203.0.113.1"}, zones))
    message = (
        f"{HOST}, an alias of web.friend.example, cannot be resolved while beta DNS is down, "
        "which serves friend.example"
    )
    assert said(report, CHECK.id) == [("medium", message, "beta")]


@pytest.mark.parametrize("friend", [f"{ALPHA} {BETA}", FRIENDS], ids=["two", "his own"])
def test_an_alias_that_ends_in_a_zone_on_two_providers_or_its_owners_is_not_said(
    friend: str,
) -> None:
    zones = {"shop.example": OWN, "friend.example": friend}
    answers = world({HOST: "web.friend.example 203.0.113.1"}, zones)
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])


def test_the_provider_of_the_own_zone_is_no_further_one() -> None:
    zones = {"shop.example": BETA, "friend.example": BETA}
    assert said(judge(world({HOST: "web.friend.example 203.0.113.1"}, zones)), CHECK.id) == []


def test_a_zone_of_nameservers_names_that_nobody_told_is_inconclusive() -> None:
    answers = named_in(FRIENDS) | unnamed(
        "friend.example", "ns1.friend.example", "ns2.friend.example"
    )
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [
        f"nobody said which nameservers serve ns{number}.friend.example" for number in (1, 2)
    ]


def test_an_alias_whose_zone_nobody_told_is_inconclusive() -> None:
    zones = {"shop.example": OWN, "friend.example": BETA}
    answers = world({HOST: "web.friend.example 203.0.113.1"}, zones)
    answers |= unnamed("friend.example", "web.friend.example")
    assert inconclusive(answers, CHECK) == [
        "nobody said which nameservers serve web.friend.example"
    ]


@pytest.mark.parametrize("more", [ALPHA, BETA, "ns3.shop.example=203.0.113.13"])
def test_another_provider_for_the_zone_adds_no_finding(more: str) -> None:
    for servers in (FRIENDS, TWO_FRIENDS):
        one, two = judge(named_in(servers)), judge(named_in(f"{servers} {more}"))
        assert set(said(two, CHECK.id)) <= set(said(one, CHECK.id))
