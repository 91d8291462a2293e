"""Which nodes work while some events happen: a least fixed point, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.graph.evaluate import outcome, reachable, survivor, witness, working
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome
from tests.graph.graphs import EVENTS, graphs

SETS = st.frozensets(st.sampled_from(EVENTS))
WORSE = {
    Outcome.UNAFFECTED: 0,
    Outcome.DEGRADED: 1,
    Outcome.UNKNOWN: 2,
    Outcome.DOWN: 3,
}


def leaf(*events: str) -> Node:
    return Node(NodeKind.LEAF, events[0], events=tuple(map(Event, events)))


def every(*parts: int) -> Node:
    return Node(NodeKind.ALL, "all", parts)


def either(*parts: int) -> Node:
    return Node(NodeKind.ANY, "any", parts)


UNKNOWN = Node(NodeKind.UNKNOWN, "nobody answered")


@given(graphs(), SETS, SETS, st.booleans())
def test_another_outage_never_helps_any_node(
    graph: Graph, events: frozenset[Event], more: frozenset[Event], hopeful: bool
) -> None:
    before = working(graph, events, unknown_works=hopeful)
    after = working(graph, events | more, unknown_works=hopeful)
    assert [n for n, (b, a) in enumerate(zip(before, after, strict=True)) if a and not b] == []


@given(graphs(), SETS)
def test_knowing_that_an_unknown_works_never_hurts(graph: Graph, events: frozenset[Event]) -> None:
    dark = working(graph, events, unknown_works=False)
    bright = working(graph, events, unknown_works=True)
    assert [n for n, (d, b) in enumerate(zip(dark, bright, strict=True)) if d and not b] == []


@given(graphs(), SETS, SETS)
def test_another_outage_never_brings_a_target_back_up(
    graph: Graph, events: frozenset[Event], more: frozenset[Event]
) -> None:
    if outcome(graph, events) is Outcome.DOWN:
        assert outcome(graph, events | more) is Outcome.DOWN


@given(graphs(), SETS)
def test_the_result_is_a_fixed_point_and_the_least(graph: Graph, events: frozenset[Event]) -> None:
    found = working(graph, events, unknown_works=True)
    slow = [False] * len(graph.nodes)
    for _ in graph.nodes:
        slow = [_step(n, slow, events) for n in graph.nodes]
    assert found == slow
    assert [_step(n, found, events) for n in graph.nodes] == found


def _step(node: Node, state: list[bool], events: frozenset[Event]) -> bool:
    parts = [state[p] for p in node.parts]
    rules = {
        NodeKind.ALL: all(parts),
        NodeKind.ANY: any(parts),
        NodeKind.LEAF: not set(node.events) & events,
        NodeKind.UNKNOWN: True,
    }
    return rules[node.kind]


@pytest.mark.parametrize(
    "nodes",
    [
        (every(0),),
        (either(0),),
        (every(1), every(0)),
        (every(1, 2), either(0), leaf("a/dns")),
    ],
    ids=["all of itself", "any of itself", "two zones in a ring", "a ring with a leaf beside"],
)
def test_what_needs_itself_alone_does_not_work(nodes: tuple[Node, ...]) -> None:
    graph = Graph(nodes, 0)
    assert working(graph, frozenset(), unknown_works=True)[0] is False
    assert outcome(graph, frozenset()) is Outcome.DOWN


def test_a_ring_with_another_way_in_works() -> None:
    graph = Graph((every(1), either(0, 2), leaf("a/dns")), 0)
    assert outcome(graph, frozenset()) is Outcome.UNAFFECTED
    assert outcome(graph, frozenset({Event("a/dns")})) is Outcome.DOWN


def test_all_of_nothing_works_and_any_of_nothing_does_not() -> None:
    graph = Graph((every(), either()), 0)
    assert working(graph, frozenset(), unknown_works=True) == [True, False]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (Graph((leaf("a/cdn"),), 0), Outcome.DOWN),
        (Graph((either(1, 2), leaf("a/cdn"), leaf("b/cdn")), 0), Outcome.DEGRADED),
        (Graph((leaf("b/cdn"),), 0), Outcome.UNAFFECTED),
        (Graph((either(1, 2), leaf("a/cdn"), UNKNOWN), 0), Outcome.UNKNOWN),
        (Graph((every(1, 2), leaf("a/cdn"), UNKNOWN), 0), Outcome.DOWN),
        (Graph((UNKNOWN,), 0), Outcome.UNKNOWN),
        (Graph((every(1, 2), leaf("b/cdn"), UNKNOWN), 0), Outcome.UNKNOWN),
        (Graph((leaf("b/cdn"), leaf("a/cdn")), 0, soft=(1,)), Outcome.DEGRADED),
        (Graph((leaf("b/cdn"), leaf("a/cdn")), 0), Outcome.UNAFFECTED),
        (Graph((leaf("company:a", "a/cdn"),), 0), Outcome.DOWN),
    ],
    ids=[
        "its only provider",
        "one of two",
        "another provider",
        "one of two, the other unknown",
        "a certain failure beside an unknown",
        "nothing known",
        "an unknown it needs",
        "something wanted and not needed",
        "something it does not use",
        "by any event of a leaf",
    ],
)
def test_an_event_has_its_outcome(graph: Graph, expected: Outcome) -> None:
    assert outcome(graph, frozenset({Event("a/cdn")})) is expected


@given(graphs(), SETS)
def test_an_outcome_is_read_from_both_readings_of_the_unknown(
    graph: Graph, events: frozenset[Event]
) -> None:
    bright = working(graph, events, unknown_works=True)[graph.root]
    dark = working(graph, events, unknown_works=False)[graph.root]
    found = outcome(graph, events)
    assert (found is Outcome.DOWN) is (not bright)
    assert (found is Outcome.UNKNOWN) is (bright and not dark)


@given(graphs())
def test_no_event_at_all_degrades_nothing(graph: Graph) -> None:
    assert outcome(graph, frozenset()) is not Outcome.DEGRADED


@given(graphs(), SETS)
def test_a_witness_leads_from_the_root_along_what_failed(
    graph: Graph, events: frozenset[Event]
) -> None:
    state = working(graph, events, unknown_works=True)
    labels = {n.label: i for i, n in enumerate(graph.nodes)}
    path = witness(graph, events)
    assert (path == ()) is state[graph.root]
    assert path[:1] == (() if state[graph.root] else (graph.nodes[graph.root].label,))
    assert [p for p in path if state[labels[p]]] == []


@given(graphs(), SETS)
def test_what_a_target_survives_on_works_and_hangs_on_the_root(
    graph: Graph, events: frozenset[Event]
) -> None:
    state = working(graph, events, unknown_works=True)
    used = reachable(graph, (graph.root,))
    labels = {n.label: i for i, n in enumerate(graph.nodes)}
    assert [s for s in survivor(graph, events) if not state[labels[s]]] == []
    assert {labels[s] for s in survivor(graph, events)} <= used
