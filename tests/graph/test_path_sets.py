"""Path sets: a node works unless one of their events happens."""

from hypothesis import given

from cdnaudit.graph.failures import Failures, Trial
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from tests.graph import oracle
from tests.graph.graphs import EVENTS, graphs


def leaf(number: int) -> Node:
    return Node(NodeKind.LEAF, "", events=(Event.asn(number),))


@given(graphs())
def test_what_is_not_in_a_path_set_takes_the_node_down_not_even_all_together(graph: Graph) -> None:
    failures = Failures.of(graph.nodes)
    for root, path_set in enumerate(failures.calm):
        held = {event for group in path_set or () for event in failures.groups.events[group]}
        works = oracle.stands(Graph(graph.nodes, root), frozenset(EVENTS) - held)
        assert works is (path_set is not None)


@given(graphs())
def test_beside_what_has_failed_a_path_set_is_of_what_still_works(graph: Graph) -> None:
    failures = Failures.of(graph.nodes)
    every = frozenset(range(len(failures.groups.events)))
    for group in every:
        path_set = failures.path_sets(Trial((group,)))[graph.root]
        others = (every - path_set if path_set is not None else frozenset()) | {group}
        failed = {event for number in others for event in failures.groups.events[number]}
        assert oracle.stands(graph, frozenset(failed)) is (path_set is not None)


def test_of_a_thousand_ways_one_is_enough() -> None:
    nodes = (*map(leaf, range(1000)), Node(NodeKind.ANY, "host", tuple(range(1000))))
    path_set = Failures.of(nodes).calm[1000]
    assert path_set is not None
    assert len(path_set) == 1


def test_the_way_with_the_fewest_events_is_taken() -> None:
    nodes = (
        Node(NodeKind.ANY, "host", (1, 2)),
        Node(NodeKind.ALL, "", (2, 3)),
        leaf(1),
        leaf(2),
    )
    assert Failures.of(nodes).calm == (*map(frozenset, ({0}, {0, 1}, {0}, {1})),)
