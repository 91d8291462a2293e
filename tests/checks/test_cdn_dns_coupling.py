"""cdn-dns-coupling: the names of the edge are on one DNS provider."""

from itertools import product

import pytest

from cdnaudit.checks.cdn_dns_coupling import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import (
    ALPHA,
    BETA,
    OWN,
    Answers,
    inconclusive,
    judge,
    said,
    unnamed,
    world,
)

HOST = "www.shop.example"
EDGE = "x.alpha-edge.example 192.0.2.1"
SECOND = "x.gone-edge.example 203.0.113.1"
FOUND = f"{HOST} cannot be found while beta DNS is down, though what serves it works: "


def on(edge_dns: str, own_dns: str = OWN, second_dns: str = ALPHA) -> dict[str, str]:
    """Return zones: the host's own, and those of two edges."""
    return {
        "shop.example": own_dns,
        "alpha-edge.example": edge_dns,
        "gone-edge.example": second_dns,
    }


def two_edges(zones: dict[str, str]) -> Answers:
    one, two = world({HOST: EDGE}, zones), world({HOST: SECOND}, zones)
    found = two | one
    for type_ in ("A", "AAAA"):
        found[DnsQuestion(HOST, type_, sample=1)] = two[DnsQuestion(HOST, type_)]
    return found


def test_an_edge_whose_names_are_on_another_providers_dns_is_said() -> None:
    report = judge(world({HOST: EDGE}, on(BETA)))
    message = f"{FOUND}alpha-edge.example is on it alone"
    assert said(report, CHECK.id) == [("low", message, "beta")]


def test_it_is_worse_where_the_own_zone_is_on_it_too() -> None:
    report = judge(world({HOST: EDGE}, on(BETA, BETA)))
    message = f"{FOUND}alpha-edge.example is on it alone, and so is shop.example itself"
    assert said(report, CHECK.id) == [("medium", message, "beta")]


def test_two_edges_with_their_names_on_one_dns_are_said_once() -> None:
    report = judge(two_edges(on(BETA, OWN, BETA)), samples=2)
    message = f"{FOUND}alpha-edge.example and gone-edge.example are on it alone"
    assert said(report, CHECK.id) == [("low", message, "beta")]


PRIVATE = "ns1.alpha-edge.example=192.0.2.41 ns2.alpha-edge.example=198.51.100.41"


@pytest.mark.parametrize(
    "zones",
    [on(ALPHA), on(PRIVATE), on(f"{ALPHA} {BETA}")],
    ids=["its company's", "its own", "two"],
)
def test_an_edge_on_its_own_dns_or_on_two_providers_is_not_said(zones: dict[str, str]) -> None:
    answers = world({HOST: EDGE}, zones)
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])


@pytest.mark.parametrize("own_dns", [OWN, BETA], ids=["own", "that of one edge"])
def test_another_edge_on_other_dns_is_not_said(own_dns: str) -> None:
    assert said(judge(two_edges(on(BETA, own_dns)), samples=2), CHECK.id) == []


@pytest.mark.parametrize("way", ["203.0.113.1", "other.shop.example 203.0.113.1", ""])
def test_a_host_without_an_edge_is_not_said(way: str) -> None:
    answers = world({HOST: way}, on(BETA, BETA))
    assert (said(judge(answers), CHECK.id), inconclusive(answers, CHECK)) == ([], [])


def test_an_edge_of_which_nobody_named_the_nameservers_is_inconclusive() -> None:
    answers = world({HOST: EDGE}, on(BETA)) | unnamed("x.alpha-edge.example", "alpha-edge.example")
    assert said(judge(answers), CHECK.id) == []
    assert inconclusive(answers, CHECK) == [
        "nobody said which nameservers serve x.alpha-edge.example"
    ]


DNS = {"own": OWN, "alpha": ALPHA, "beta": BETA}


@pytest.mark.parametrize(("edge_dns", "own_dns"), list(product(DNS, DNS)))
def test_a_second_edge_on_dns_of_its_own_adds_no_finding_of_it(edge_dns: str, own_dns: str) -> None:
    apart = "ns1.gone-edge.example=192.0.2.40 ns2.gone-edge.example=198.51.100.40"
    zones = on(DNS[edge_dns], DNS[own_dns], apart)
    one, two = judge(world({HOST: EDGE}, zones)), judge(two_edges(zones), samples=2)
    assert set(said(two, CHECK.id)) <= set(said(one, CHECK.id))


@pytest.mark.parametrize(("edge_dns", "own_dns"), list(product(DNS, DNS)))
def test_a_second_dns_provider_for_the_own_zone_makes_it_no_worse(
    edge_dns: str, own_dns: str
) -> None:
    for other in DNS.values():
        one = judge(world({HOST: EDGE}, on(DNS[edge_dns], DNS[own_dns])))
        two = judge(world({HOST: EDGE}, on(DNS[edge_dns], f"{DNS[own_dns]} {other}")))
        if DNS[own_dns] != other:
            ranks = [
                [f.severity.rank for f in r.findings if f.check == CHECK.id] for r in (one, two)
            ]
            assert sum(ranks[1]) <= sum(ranks[0])
