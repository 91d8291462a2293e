"""Whatever comes, cut sets cost little, and where they are too many that is said."""

from collections.abc import Iterator

import pytest

from cdnaudit.graph.cut_sets import LISTED, CutSets, find
from cdnaudit.graph.failures import Failures
from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome


def found(graph: Graph, order: int) -> CutSets:
    return find(Failures.of(graph.nodes), graph, order=order)


def networks(count: int, *, ases: int) -> Graph:
    """Return a host with addresses in as many prefixes, spread over some ASes."""
    nodes = [Node(NodeKind.LEAF, "", events=(Event.asn(64512 + n),)) for n in range(ases)]
    addresses = []
    for number in range(count):
        prefix = Event.prefix(f"10.{number // 256}.{number % 256}.0/24")
        nodes.append(Node(NodeKind.LEAF, "", events=(prefix,)))
        nodes.append(Node(NodeKind.ALL, prefix.name, (number % ases, len(nodes) - 1)))
        addresses.append(len(nodes) - 1)
    nodes.append(Node(NodeKind.ANY, "host", tuple(addresses)))
    return Graph(tuple(nodes), len(nodes) - 1)


def alternatives(count: int, each: int) -> Graph:
    """Return a host with some branches, each of which any one of its own events takes down."""
    leaves = list(_leaves(count, each))
    branches = [
        Node(NodeKind.ALL, "", tuple(range(start, start + each)))
        for start in range(0, len(leaves), each)
    ]
    joint = Node(NodeKind.ANY, "host", tuple(range(len(leaves), len(leaves) + count)))
    return Graph((*leaves, *branches, joint), len(leaves) + count)


def _leaves(count: int, each: int) -> Iterator[Node]:
    for number in range(count * each):
        yield Node(NodeKind.LEAF, "", events=(Event.asn(number),))


@pytest.mark.parametrize("ases", [2, 3, 1000])
@pytest.mark.parametrize("order", [2, 3])
def test_a_thousand_networks_cost_less_than_a_second(ases: int, order: int) -> None:
    graph = networks(1000, ases=ases)
    cut_sets = found(graph, order)
    expected = tuple(Event.asn(64512 + n) for n in range(ases) if ases <= order)
    path = ("host", "10.0.0.0/24")
    assert cut_sets.listed == ((CutSet(expected, Outcome.DOWN, path),) if expected else ())


def test_what_is_too_much_to_read_is_counted_and_not_listed() -> None:
    side = 150
    assert side * side > LISTED
    assert found(alternatives(2, side), 2) == CutSets((), (0, side * side))
    assert found(alternatives(3, 25), 3) == CutSets((), (0, 0, 25**3))


def test_what_can_be_read_is_listed() -> None:
    cut_sets = found(alternatives(2, 100), 2)
    assert (len(cut_sets.listed), cut_sets.counts) == (LISTED, (0, LISTED))


def test_single_points_are_listed_however_many() -> None:
    cut_sets = found(alternatives(1, LISTED + 1), 1)
    assert (len(cut_sets.listed), cut_sets.counts) == (LISTED + 1, (LISTED + 1,))


def test_every_event_of_many_may_hang_on_one_unknown() -> None:
    graph = alternatives(1, 1500)
    unknown = Node(NodeKind.UNKNOWN, "dns AAAA host")
    nodes = (*graph.nodes, unknown, Node(NodeKind.ANY, "", (graph.root, graph.root + 1)))
    listed = found(Graph(nodes, graph.root + 2), 1).listed
    assert listed == tuple(
        CutSet((event,), Outcome.UNKNOWN, ()) for event in sorted(map(Event.asn, range(1500)))
    )


def test_orders_that_would_take_too_long_are_named() -> None:
    cut_sets = found(alternatives(2, 4000), 3)
    assert cut_sets == CutSets((), (0,), unsearched=(2, 3))


def test_a_graph_of_very_many_nodes_is_not_searched_again_and_again() -> None:
    """Each of 500 needs has 20 ways to be met."""
    ways = 20
    leaves = tuple(_leaves(500, ways))
    needs = [
        Node(NodeKind.ANY, "", tuple(range(start, start + ways)))
        for start in range(0, len(leaves), ways)
    ]
    root = Node(NodeKind.ALL, "host", tuple(range(len(leaves), len(leaves) + len(needs))))
    graph = Graph((*leaves, *needs, root), len(leaves) + len(needs))
    assert found(graph, 2) == CutSets((), (0,), unsearched=(2,))


def test_a_search_too_long_for_triples_keeps_what_it_found_of_pairs() -> None:
    cut_sets = found(alternatives(3, 120), 3)
    assert cut_sets == CutSets((), (0, 0), unsearched=(3,))


def test_what_was_not_searched_is_a_limit_and_what_was_counted_is_none() -> None:
    left_out = CutSets((), (0, 640_000), unsearched=(3,))
    assert left_out.limits == ("cut sets of 3 events, not searched",)
    assert CutSets((), (1, 2)).limits == ()
