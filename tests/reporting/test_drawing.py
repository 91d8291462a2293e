"""The graph as a person draws it: what needs what, and what may be left out."""

from dataclasses import replace

from cdnaudit.graph.node_table import NodeTable
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Role
from cdnaudit.reporting.box_groups import condensed
from cdnaudit.reporting.boxes import Box, Drawing, Relation
from cdnaudit.reporting.drawing import draw
from cdnaudit.reporting.nested_list import ListItem, nested_list
from tests.formats import samples

HOST = "www.shop.example"


def name(box: Box) -> str:
    return f"{box.kind} {box.names[0]}"


def edges(drawing: Drawing) -> dict[tuple[str, str], Relation]:
    return {
        (name(drawing.boxes[e.source]), name(drawing.boxes[e.target])): e.relation
        for e in drawing.edges
    }


def names(drawing: Drawing, kind: str) -> list[tuple[str, ...]]:
    return [box.names for box in drawing.boxes if box.kind == kind]


def drawn(nodes: NodeTable, *parts: int) -> TargetReport:
    """Return a target whose host needs all of ``parts``."""
    return samples.with_graph(nodes.graph(nodes.every(parts, Subject.HOST, HOST), []))


def test_a_report_without_its_graph_has_an_empty_drawing() -> None:
    assert draw(samples.shop_without_graph()) == Drawing((), ())
    assert nested_list(Drawing((), ())) is None


def test_a_drawing_tells_needed_from_one_of_several() -> None:
    found = edges(draw(samples.shop()))
    alias = "alias dualstack.shop.map.fastly.net"
    assert found[f"host {HOST}", alias] is Relation.NEEDS
    assert found[alias, "cdn fastly"] is Relation.NEEDS
    assert found["zone shop.example", "nameserver ns-1.awsdns-01.com"] is Relation.ONE_OF
    assert found[f"host {HOST}", "challenge google-recaptcha"] is Relation.WANTED
    assert found["dns ns1", "company ibm"] is Relation.NEEDS


def test_what_every_alternative_needs_is_needed() -> None:
    nodes = NodeTable()
    service = samples.service(nodes, "fastly", Role.CDN)
    ways = [nodes.every([service, nodes.leaf([Event.region("aws", str(n))])]) for n in range(2)]
    found = edges(draw(drawn(nodes, nodes.either(ways))))
    assert found[f"host {HOST}", "cdn fastly"] is Relation.NEEDS
    assert found[f"host {HOST}", "region aws/0"] is Relation.ONE_OF


def test_a_zone_that_needs_itself_is_drawn_and_listed_once() -> None:
    drawing = draw(samples.with_graph(samples.looped_graph()))
    assert edges(drawing) == {
        (f"host {HOST}", "zone a"): Relation.NEEDS,
        ("zone a", f"host {HOST}"): Relation.NEEDS,
    }
    host, zone = drawing.boxes
    again = ListItem(host, Relation.NEEDS, (), is_repeat=True)
    assert nested_list(drawing) == ListItem(host, None, (ListItem(zone, Relation.NEEDS, (again,)),))


def test_a_zone_named_as_a_host_is_a_box_of_its_own() -> None:
    found = edges(draw(samples.login()))
    assert found["host login.example", "zone login.example"] is Relation.NEEDS
    assert found["zone login.example", "nameserver ada.ns.cloudflare.com"] is Relation.ONE_OF


def test_nameservers_with_the_same_relations_share_a_box() -> None:
    drawing = draw(samples.login())
    assert names(drawing, "nameserver") == [("ada.ns.cloudflare.com", "bob.ns.cloudflare.com")]
    (box,) = (box for box in drawing.boxes if box.kind == "nameserver")
    assert len(box.nodes) == 2


def test_hosts_of_a_graph_that_says_no_more_than_names_are_drawn() -> None:
    nodes = (
        Node(NodeKind.LEAF, "p", events=(Event("p/cdn"),), subject=Subject.EVENT),
        Node(NodeKind.ALL, HOST, (0,)),
        Node(NodeKind.ALL, "other.example", (0,)),
        Node(NodeKind.ALL, "", (1, 2)),
    )
    drawing = draw(samples.with_graph(Graph(nodes, 3)))
    assert sorted(map(name, drawing.boxes)) == ["cdn p", f"host {HOST}", "name other.example"]


def test_a_still_picture_leaves_out_prefixes_and_networks_beside_a_known_operator() -> None:
    whole = draw(samples.shop())
    still = condensed(whole)
    assert ("AS64501",) in names(whole, "network")
    assert names(still, "network") == [("AS64509",), ("AS54113",)]
    assert {box.is_single_point for box in still.boxes if box.kind == "network"} == {True}
    assert names(whole, "prefix") != []
    assert names(still, "prefix") == []


def test_a_network_is_shown_where_nothing_else_is_known() -> None:
    nodes = NodeTable()
    origin = [nodes.leaf([Event.asn(64500)]), nodes.leaf([Event.asn(64501)])]
    drawing = condensed(draw(drawn(nodes, nodes.either(origin))))
    assert names(drawing, "network") == [("AS64500",), ("AS64501",)]


def test_a_company_is_shown_where_it_joins_several_providers() -> None:
    nodes = NodeTable()
    one = samples.service(nodes, "cloudfront", Role.CDN, "amazon")
    two = samples.service(nodes, "route53", Role.DNS, "amazon")
    three = samples.service(nodes, "ns1", Role.DNS, "ibm")
    drawing = condensed(draw(drawn(nodes, one, two, three)))
    assert names(drawing, "company") == [("amazon",)]


def test_a_company_is_shown_where_it_alone_takes_down_what_no_service_does() -> None:
    nodes = NodeTable()
    ways = [samples.service(nodes, "amazon", role) for role in (Role.CDN, Role.HOSTING)]
    drawing = condensed(draw(drawn(nodes, nodes.either(ways))))
    assert names(drawing, "company") == [("amazon",)]


def test_edges_follow_their_boxes_when_others_are_left_out() -> None:
    drawing = draw(samples.shop())
    kept = drawing.without({1})
    assert len(kept.boxes) == len(drawing.boxes) - 1
    gone = name(drawing.boxes[1])
    assert edges(kept) == {
        pair: relation for pair, relation in edges(drawing).items() if gone not in pair
    }


def test_a_target_of_two_hosts_needs_both_and_all_that_they_need() -> None:
    nodes = NodeTable()
    services = [samples.service(nodes, name, Role.CDN) for name in ("fastly", "cloudfront")]
    hosts = ("shop.example", HOST)
    parts = [
        nodes.every([service], Subject.HOST, host)
        for service, host in zip(services, hosts, strict=True)
    ]
    graph = nodes.graph(nodes.every(parts, Subject.HOST, "shop.example"), [])
    target = replace(samples.with_graph(graph), target="shop.example")
    assert edges(condensed(draw(target))) == {
        ("host shop.example", f"host {HOST}"): Relation.NEEDS,
        ("host shop.example", "cdn fastly"): Relation.NEEDS,
        (f"host {HOST}", "cdn cloudfront"): Relation.NEEDS,
    }


def test_a_soft_node_that_is_needed_as_well_is_needed() -> None:
    shop = samples.shop()
    root = shop.graph.nodes[shop.graph.root]
    soft = shop.graph.soft[0]
    nodes = list(shop.graph.nodes)
    nodes[shop.graph.root] = root._replace(parts=(*root.parts, soft))
    found = edges(draw(samples.with_graph(replace(shop.graph, nodes=tuple(nodes)))))
    assert found[f"host {HOST}", "challenge google-recaptcha"] is Relation.NEEDS


def test_joints_that_need_each_other_are_passed_through_once() -> None:
    nodes = (
        Node(NodeKind.LEAF, "p", events=(Event("p/cdn"),), subject=Subject.EVENT),
        Node(NodeKind.ALL, "", (2, 0)),
        Node(NodeKind.ANY, "", (1,)),
        Node(NodeKind.ALL, HOST, (1,), subject=Subject.HOST),
    )
    drawing = draw(samples.with_graph(Graph(nodes, 3)))
    assert edges(drawing) == {(f"host {HOST}", "cdn p"): Relation.NEEDS}
    assert drawing.boxes == (
        Box(kind="host", names=(HOST,), nodes=(3,)),
        Box(kind="cdn", names=("p",), event=Event("p/cdn"), nodes=(0,)),
    )
