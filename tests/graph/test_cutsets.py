"""Cut sets of order one and two: all of them, and only the smallest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.graph.cut_sets import cut_sets
from cdnaudit.graph.evaluate import outcome
from cdnaudit.model.assessment import CutSet, single_points
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome
from tests.graph.graphs import EVENTS, beside, brute, graphs, spare, stands

NEW = Event("z/cdn")


def down(graph: Graph, order: int) -> list[tuple[str, ...]]:
    return [c.events for c in cut_sets(graph, order=order) if c.outcome is Outcome.DOWN]


@pytest.mark.parametrize("order", [1, 2])
@given(graph=graphs())
def test_cuts_equal_brute_force(graph: Graph, order: int) -> None:
    assert sorted(down(graph, order)) == sorted(brute(graph, order))


@given(graphs())
def test_cuts_are_sorted_and_each_is_there_once(graph: Graph) -> None:
    keys = [(len(c.events), c.events) for c in cut_sets(graph, order=2)]
    assert keys == sorted(set(keys))


@given(graphs())
def test_single_points_are_the_cuts_of_order_one(graph: Graph) -> None:
    found = single_points(cut_sets(graph, order=2))
    assert found == tuple(sorted(e for (e,) in brute(graph, 1)))


@given(graphs())
def test_an_independent_provider_beside_the_whole_leaves_no_single_point(graph: Graph) -> None:
    assert [c for c in down(beside(graph, NEW), 1) if stands(graph)] == []


@given(graphs(), st.data())
def test_an_independent_provider_in_a_choice_creates_no_new_cut(
    graph: Graph, data: st.DataObject
) -> None:
    choices = [i for i, n in enumerate(graph.nodes) if n.kind is NodeKind.ANY]
    if choices and stands(graph):
        more = spare(graph, data.draw(st.sampled_from(choices)), NEW)
        old = set(brute(graph, 2))
        new = [c for c in down(more, 2) if NEW not in c]
        assert [c for c in new if not any(set(o) <= set(c) for o in old)] == []
        assert (NEW,) not in down(more, 1)


@given(graphs())
def test_a_single_event_listed_as_unknown_is_unknown(graph: Graph) -> None:
    doubtful = [c for c in cut_sets(graph, order=2) if c.outcome is Outcome.UNKNOWN]
    assert [c for c in doubtful if outcome(graph, frozenset(c.events)) is not Outcome.UNKNOWN] == []
    assert [len(c.events) for c in doubtful if len(c.events) != 1] == []


@given(graphs(unknowns=False))
def test_without_an_unknown_nothing_is_unknown(graph: Graph) -> None:
    assert [c for c in cut_sets(graph, order=2) if c.outcome is not Outcome.DOWN] == []
    assert [e for e in EVENTS if outcome(graph, frozenset({e})) is Outcome.UNKNOWN] == []


def test_what_does_not_work_at_all_has_no_cut() -> None:
    assert cut_sets(Graph((Node(NodeKind.ANY, "none"),), 0), order=2) == ()


def test_two_edges_are_a_cut_of_two_with_its_path() -> None:
    nodes = (
        Node(NodeKind.ANY, "www.shop.example", (1, 2)),
        Node(NodeKind.LEAF, "a/cdn", events=(Event("a/cdn"),)),
        Node(NodeKind.LEAF, "b/cdn", events=(Event("b/cdn"),)),
    )
    assert cut_sets(Graph(nodes, 0), order=2) == (
        CutSet((Event("a/cdn"), Event("b/cdn")), Outcome.DOWN, ("www.shop.example", "a/cdn")),
    )


def test_events_that_always_strike_together_are_each_a_cut() -> None:
    graph = Graph((Node(NodeKind.LEAF, "edge", events=(Event("a/cdn"), Event("company:a"))),), 0)
    assert down(graph, 2) == [("a/cdn",), ("company:a",)]


def test_an_edge_beside_an_unknown_is_an_unknown_cut() -> None:
    nodes = (
        Node(NodeKind.ANY, "host", (1, 2)),
        Node(NodeKind.LEAF, "a/cdn", events=(Event("a/cdn"),)),
        Node(NodeKind.UNKNOWN, "dns AAAA host"),
    )
    assert cut_sets(Graph(nodes, 0), order=2) == (CutSet((Event("a/cdn"),), Outcome.UNKNOWN, ()),)


def test_an_event_of_what_the_target_does_not_use_is_no_cut() -> None:
    nodes = (
        Node(NodeKind.LEAF, "a/cdn", events=(Event("a/cdn"),)),
        Node(NodeKind.LEAF, "b/cdn", events=(Event("b/cdn"),)),
    )
    assert down(Graph(nodes, 0), 2) == [("a/cdn",)]
