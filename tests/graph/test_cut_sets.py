"""Minimal cut sets: all of them, and only the smallest."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.graph.cut_sets import CutSets, cut_sets, find
from cdnaudit.graph.evaluate import outcome
from cdnaudit.graph.failures import Failures
from cdnaudit.model.assessment import CutSet, single_points
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome, Role
from tests.graph import oracle
from tests.graph.graphs import EVENTS, beside, graphs, spare, target

NEW = Event("z/cdn")
WORLDS = 400
"""Graphs a seed."""


def leaf(*events: str) -> Node:
    return Node(NodeKind.LEAF, events[0], events=tuple(map(Event, events)))


def down(graph: Graph, order: int) -> list[tuple[Event, ...]]:
    return [c.events for c in cut_sets(graph, order=order) if c.outcome is Outcome.DOWN]


@pytest.mark.parametrize("order", [1, 2, 3])
@given(graph=graphs())
def test_cut_sets_are_those_found_by_trying_all(graph: Graph, order: int) -> None:
    assert cut_sets(graph, order=order) == oracle.cut_sets(graph, order)


@pytest.mark.parametrize("seed", range(5))
def test_cut_sets_of_whole_targets_are_those_found_by_trying_all(seed: int) -> None:
    random = Random(seed)
    for _ in range(WORLDS):
        graph, order = target(random), random.randint(1, 3)
        assert cut_sets(graph, order=order) == oracle.cut_sets(graph, order)


@given(graphs(), st.permutations(EVENTS))
def test_graphs_of_one_structure_have_cut_sets_of_their_own_names(
    graph: Graph, others: list[Event]
) -> None:
    """The second is not searched again, and its events stand in another order."""
    named = dict(zip(EVENTS, others, strict=True))
    nodes = [
        node._replace(name=f"x-{node.name}", events=tuple(named[e] for e in node.events))
        for node in graph.nodes
    ]
    renamed = replace(graph, nodes=tuple(nodes))
    assert Failures.of(graph.nodes).structure is Failures.of(renamed.nodes).structure
    for each in (graph, renamed):
        assert cut_sets(each, order=2) == oracle.cut_sets(each, 2)


@given(graphs())
def test_every_cut_set_is_counted_by_its_order(graph: Graph) -> None:
    found = find(Failures.of(graph.nodes), graph, order=3)
    orders = [len(c.events) for c in found.listed if c.outcome is Outcome.DOWN]
    assert found.counts == tuple(orders.count(order) for order in (1, 2, 3))
    assert found.unsearched == ()


@given(graphs())
def test_single_points_of_each_node_are_its_cut_sets_of_order_one(graph: Graph) -> None:
    roots = range(len(graph.nodes))
    found = Failures.of(graph.nodes).single_points(roots)
    singles = [single_points(oracle.cut_sets(Graph(graph.nodes, root), 1)) for root in roots]
    assert found == dict(enumerate(map(frozenset, singles)))


@given(graphs())
def test_an_independent_provider_beside_the_whole_leaves_no_single_point(graph: Graph) -> None:
    stands = oracle.stands(graph, frozenset())
    assert [c for c in down(beside(graph, NEW), 1) if stands] == []


@given(graphs(), st.data())
def test_an_independent_provider_in_a_choice_creates_no_new_cut_set(
    graph: Graph, data: st.DataObject
) -> None:
    choices = [i for i, n in enumerate(graph.nodes) if n.kind is NodeKind.ANY]
    if choices and oracle.stands(graph, frozenset()):
        more = spare(graph, data.draw(st.sampled_from(choices)), NEW)
        old = down(graph, 2)
        new = [c for c in down(more, 2) if NEW not in c]
        assert [c for c in new if not any(set(o) <= set(c) for o in old)] == []
        assert (NEW,) not in down(more, 1)


@given(graphs(unknowns=False))
def test_without_an_unknown_nothing_is_unknown(graph: Graph) -> None:
    assert [c for c in cut_sets(graph, order=2) if c.outcome is not Outcome.DOWN] == []
    assert [e for e in EVENTS if outcome(graph, frozenset({e})) is Outcome.UNKNOWN] == []


def test_what_does_not_work_at_all_has_no_cut_set() -> None:
    graph = Graph((Node(NodeKind.ANY, "none"),), 0)
    assert find(Failures.of(graph.nodes), graph, order=2) == CutSets((), (0, 0))


def test_two_edges_are_a_cut_set_of_two_with_its_path() -> None:
    nodes = (Node(NodeKind.ANY, "www.shop.example", (1, 2)), leaf("a/cdn"), leaf("b/cdn"))
    assert cut_sets(Graph(nodes, 0), order=2) == (
        CutSet((Event("a/cdn"), Event("b/cdn")), Outcome.DOWN, ("www.shop.example", "a/cdn")),
    )


def test_three_edges_are_a_cut_set_of_three_for_who_asks() -> None:
    nodes = (Node(NodeKind.ANY, "www", (1, 2, 3)), leaf("a/cdn"), leaf("b/cdn"), leaf("c/cdn"))
    assert down(Graph(nodes, 0), 2) == []
    assert down(Graph(nodes, 0), 3) == [("a/cdn", "b/cdn", "c/cdn")]


def test_events_that_always_strike_together_are_each_a_cut_set() -> None:
    graph = Graph((leaf("a/cdn", "company:a"),), 0)
    assert down(graph, 2) == [("a/cdn",), ("company:a",)]


def test_events_that_strike_together_make_every_pair_with_those_of_another_edge() -> None:
    nodes = (Node(NodeKind.ANY, "", (1, 2)), leaf("a/cdn", "company:a"), leaf("b/cdn", "company:b"))
    assert find(Failures.of(nodes), Graph(nodes, 0), order=2).counts == (0, 4)
    assert down(Graph(nodes, 0), 2) == [
        ("a/cdn", "b/cdn"),
        ("a/cdn", "company:b"),
        ("b/cdn", "company:a"),
        ("company:a", "company:b"),
    ]


def test_an_edge_beside_an_unknown_is_an_unknown_cut_set() -> None:
    nodes = (
        Node(NodeKind.ANY, "host", (1, 2)),
        leaf("a/cdn"),
        Node(NodeKind.UNKNOWN, "dns AAAA host"),
    )
    assert cut_sets(Graph(nodes, 0), order=2) == (CutSet((Event("a/cdn"),), Outcome.UNKNOWN, ()),)


def test_a_company_may_stand_behind_an_unknown_that_hides_no_service_of_it() -> None:
    """The edge and its company strike alike, but only the company may run the nameservers."""
    nodes = (
        Node(NodeKind.ALL, "host", (1, 4)),
        Node(NodeKind.ANY, "", (2, 3)),
        leaf("a/cdn", "company:a"),
        leaf("b/cdn"),
        Node(NodeKind.UNKNOWN, "nameservers", hides=(Role.DNS,)),
    )
    found = [(c.events, c.outcome) for c in cut_sets(Graph(nodes, 0), order=1)]
    assert found == [((Event("company:a"),), Outcome.UNKNOWN)]


def test_an_event_of_what_the_target_does_not_use_is_in_no_cut_set() -> None:
    nodes = (leaf("a/cdn"), leaf("b/cdn"))
    assert down(Graph(nodes, 0), 3) == [("a/cdn",)]
