"""A provider, its company and its networks are one cause, of single points and of pairs."""

from dataclasses import replace

import pytest

from cdnaudit.graph.node_table import NodeTable
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Subject
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, Outcome, Role
from cdnaudit.reporting.cause_rows import CauseRow, cause_rows
from cdnaudit.reporting.common_causes import CommonCause
from cdnaudit.reporting.network_owners import networks_of
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.target_verdict import only_together, verdict
from tests.formats import samples
from tests.golden.test_fixtures import judged

HOST = "www.shop.example"


def target(case: str) -> TargetReport:
    return judged(case).targets[0]


def cause(owner: str, *events: str) -> CommonCause:
    return CommonCause(Event(owner), tuple(map(Event, events)))


def test_the_networks_of_a_providers_servers_fail_with_their_company() -> None:
    assert TargetCauses(target("lab-one-cdn")).alone == (
        cause("company:fastly", "asn:54113", "company:fastly", "fastly/cdn", "fastly/dns"),
        cause("company:ibm", "asn:62597", "company:ibm", "ns1/dns"),
    )


def test_a_network_in_which_no_providers_servers_alone_stand_is_a_cause_of_its_own() -> None:
    assert TargetCauses(target("vanity-nameservers")).alone[1:] == (
        cause("asn:64500", "asn:64500", "prefix:192.0.2.0/24"),
    )


def test_two_services_of_one_company_are_one_cause() -> None:
    amazon, region = TargetCauses(target("outage-2025-10-20")).alone
    assert (amazon.owner, amazon.roles) == ("company:amazon", (Role.DNS, Role.PLATFORM))
    assert amazon.networks == ("asn:14618", "asn:16509")
    assert region == cause("region:aws/us-east-1", "region:aws/us-east-1")


def network_graph(*companies: tuple[str, ...]) -> Graph:
    """Return a host with an alias for each tuple of companies, whose CDN stands in one AS."""
    nodes = NodeTable()
    aliases = []
    for number, names in enumerate(companies):
        services = [samples.service(nodes, name, Role.CDN) for name in names]
        address = nodes.every(
            [nodes.leaf([Event.asn(64500)])], Subject.ADDRESS, f"192.0.2.{number}"
        )
        needs = [*services, nodes.either([address])]
        aliases.append(nodes.every(needs, Subject.ALIAS, f"a{number}.example"))
    host = nodes.every([nodes.either(aliases)], Subject.HOST, HOST)
    return nodes.graph(host, [])


@pytest.mark.parametrize(
    ("companies", "owners"),
    [
        ([("one",)], {"asn:64500": "company:one"}),
        ([("one",), ("one",)], {"asn:64500": "company:one"}),
        ([("one",), ("two",)], {}),
        ([("one",), ()], {}),
        ([()], {}),
    ],
)
def test_a_network_is_a_companys_where_nobody_elses_servers_stand_in_it(
    companies: list[tuple[str, ...]], owners: dict[str, str]
) -> None:
    assert networks_of(network_graph(*companies)).owners == owners


def test_networks_alone_are_not_said_to_be_the_company() -> None:
    shop = samples.shop()
    point = CutSet((Event("asn:54113"),), Outcome.DOWN, (HOST,))
    found = TargetCauses(replace(shop, cuts=(point,)))
    assert found.alone == (cause("asn:54113", "asn:54113"),)


def test_without_a_graph_providers_are_grouped_by_their_dependencies() -> None:
    cuts = tuple(
        CutSet((Event(event),), Outcome.DOWN, ())
        for event in ("company:ibm", "ns1/dns", "stranger/cdn")
    )
    shop = replace(samples.shop_without_graph(), cuts=cuts)
    assert {found.owner for found in TargetCauses(shop).alone} == {
        "company:ibm",
        "company:stranger",
    }
    assert networks_of(shop.graph).owners == {}


def test_a_cause_is_a_row_with_what_fails_and_because_of_which_path() -> None:
    assert cause_rows(TargetCauses(target("lab-one-cdn"))) == (
        CauseRow(
            name="fastly",
            company="",
            fails=("cdn", "dns", "AS54113"),
            confidence=Confidence.HIGH,
            hosts=(),
            paths=("shop.map.fastly.net > zone fastly.net",),
        ),
        CauseRow(
            name="ns1",
            company="ibm",
            fails=("dns", "AS62597"),
            confidence=Confidence.HIGH,
            hosts=(),
            paths=("zone shop.com",),
        ),
    )


def test_a_row_names_the_hosts_that_go_down_where_not_all_do() -> None:
    rows = cause_rows(TargetCauses(target("lab-apex-and-www")))
    assert {(row.name, row.hosts, row.paths) for row in rows} == {
        ("fastly", ("www.split.com",), ("split.map.fastly.net > zone fastly.net",)),
        ("hetzner", ("split.com",), ("its addresses",)),
        ("ns1", (), ("zone split.com",)),
    }


def test_a_row_of_a_network_says_who_announces_it_and_one_of_own_nameservers_names_nobody() -> None:
    rows = cause_rows(TargetCauses(target("self-hosted-one-as")))
    assert [(row.name, row.fails) for row in rows] == [
        ("its own nameservers", ("dns",)),
        ("AS64500", ("EXAMPLE-OWN",)),
    ]


def test_pairs_are_grouped_by_whoever_is_in_most_of_them() -> None:
    found = TargetCauses(target("two-cdns"))
    assert len([cut for cut in found.target.cuts if len(cut.events) == 2]) > 30
    (pairing,) = found.pairings
    assert (
        pairing.in_words(found.target)
        == "amazon (amazon-cloudfront, amazon-route53) together with fastly (cdn, dns) or ns1 (dns)"
    )
    assert verdict(found) == (
        f"No single provider takes {HOST} down;"
        " amazon (amazon-cloudfront, amazon-route53) together with fastly (cdn, dns) or ns1 (dns) would."
    )
    assert only_together(found) == ()


def test_pairs_beside_a_single_point_are_said_apart_from_the_verdict() -> None:
    found = TargetCauses(target("two-dns-operators"))
    assert verdict(found) == f"{HOST} goes down with fastly (cdn, dns)."
    assert only_together(found) == ("amazon-route53 (dns) together with ns1 (dns)",)


def test_pairs_are_said_apart_where_the_verdict_has_something_else_to_say() -> None:
    found = TargetCauses(replace(target("two-cdns"), limits_hit=("512 questions",)))
    assert verdict(found) == f"What takes {HOST} down is not known: evidence is missing."
    assert only_together(found) == (
        "amazon (amazon-cloudfront, amazon-route53) together with fastly (cdn, dns) or ns1 (dns)",
    )


def test_sets_that_nobody_could_read_are_counted() -> None:
    counted = TargetCauses(replace(samples.shop(), cuts=(), cut_counts=(0, 640_000, 7)))
    assert only_together(counted) == (
        "640,000 pairs that take it down together",
        "7 sets of three that take it down together",
    )


def crossed(providers: int) -> TargetCauses:
    """Return a target in which every two of some providers take it down together."""
    names = [f"p{number:02}" for number in range(providers)]
    cuts = tuple(
        CutSet((Event(f"{first}/cdn"), Event(f"{second}/dns")), Outcome.DOWN, ())
        for first in names
        for second in names
        if first < second
    )
    shop = samples.shop_without_graph()
    return TargetCauses(replace(shop, cuts=cuts, cut_counts=(0, len(cuts))))


def test_of_very_many_pairs_some_are_named_and_the_rest_counted() -> None:
    said = only_together(crossed(9))
    assert said[0] == (
        "p00 (cdn) together with p01 (cdn, dns), p02 (cdn, dns), p03 (cdn, dns), p04 (cdn, dns),"
        " p05 (cdn, dns) or 3 more owners"
    )
    assert said[5:] == ("and 3 more groups of pairs",)
    assert verdict(crossed(9)) == f"No single provider takes {HOST} down."


def test_of_very_many_networks_of_one_owner_some_are_named() -> None:
    cuts = tuple(
        CutSet((Event(name),), Outcome.DOWN, ())
        for name in ("fastly/cdn", *(f"asn:{number}" for number in range(1, 6)))
    )
    nodes = NodeTable()
    fastly = samples.service(nodes, "fastly", Role.CDN)
    every = [
        nodes.every([fastly, nodes.leaf([Event.asn(number)])], Subject.ADDRESS, f"192.0.2.{number}")
        for number in range(1, 6)
    ]
    graph = nodes.graph(nodes.every(every, Subject.HOST, HOST), [])
    (row,) = cause_rows(TargetCauses(replace(samples.shop(), graph=graph, cuts=cuts)))
    assert row.fails == ("cdn", "AS1", "AS2", "AS3", "2 more")
