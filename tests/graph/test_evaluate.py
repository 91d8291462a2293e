"""Which nodes work while some events happen: a least fixed point, and what it means."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.graph.evaluate import Evaluation, all_events, outcome, reachable, witness
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome
from tests.graph import oracle
from tests.graph.graphs import EVENTS, graphs, target

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


@given(graphs(), st.lists(SETS, max_size=5))
def test_each_of_some_scenarios_is_judged_as_it_is_alone(
    graph: Graph, sets: list[frozenset[Event]]
) -> None:
    evaluation = Evaluation.of(graph, sets)
    for number, events in enumerate(sets):
        assert evaluation.outcome(number) is oracle.outcome(graph, events)
        assert evaluation.witness(number) == oracle.witness(graph, events)
        assert evaluation.survivor(number) == oracle.survivor(graph, events)


@pytest.mark.parametrize("seed", range(5))
def test_whole_targets_are_judged_as_one_scenario_at_a_time(seed: int) -> None:
    random = Random(seed)
    for _ in range(100):
        graph = target(random)
        events = all_events(graph)
        sets = [frozenset(random.sample(events, min(len(events), size))) for size in (0, 1, 2, 3)]
        evaluation = Evaluation.of(graph, sets)
        assert [evaluation.outcome(n) for n in range(4)] == [oracle.outcome(graph, s) for s in sets]
        found = [evaluation.survivor(n) for n in range(4)]
        assert found == [oracle.survivor(graph, s) for s in sets]


@given(graphs(), SETS, SETS)
def test_another_outage_never_helps_any_node(
    graph: Graph, events: frozenset[Event], more: frozenset[Event]
) -> None:
    works = Evaluation.of(graph, [events, events | more]).works
    assert [n for n, state in enumerate(works) if state & 0b11 == 0b10] == []


@given(graphs(), SETS)
def test_knowing_that_an_unknown_works_never_hurts(graph: Graph, events: frozenset[Event]) -> None:
    evaluation = Evaluation.of(graph, [events])
    assert evaluation.surely & ~evaluation.works[graph.root] == 0


@given(graphs(), SETS, SETS)
def test_another_outage_never_brings_a_target_back_up(
    graph: Graph, events: frozenset[Event], more: frozenset[Event]
) -> None:
    if outcome(graph, events) is Outcome.DOWN:
        assert outcome(graph, events | more) is Outcome.DOWN


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
    assert outcome(Graph(nodes, 0), frozenset()) is Outcome.DOWN


def test_a_ring_with_another_way_in_works() -> None:
    graph = Graph((every(1), either(0, 2), leaf("a/dns")), 0)
    assert outcome(graph, frozenset()) is Outcome.UNAFFECTED
    assert outcome(graph, frozenset({Event("a/dns")})) is Outcome.DOWN


def test_all_of_nothing_works_and_any_of_nothing_does_not() -> None:
    nodes = (every(), either())
    assert [outcome(Graph(nodes, root), frozenset()) for root in (0, 1)] == [
        Outcome.UNAFFECTED,
        Outcome.DOWN,
    ]


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


@given(graphs())
def test_no_event_at_all_degrades_nothing(graph: Graph) -> None:
    assert outcome(graph, frozenset()) is not Outcome.DEGRADED


@given(graphs(), SETS)
def test_a_witness_leads_from_the_root_along_what_failed(
    graph: Graph, events: frozenset[Event]
) -> None:
    works = oracle.working(graph, events, unknown_works=True)
    labels = {n.label: i for i, n in enumerate(graph.nodes)}
    path = witness(graph, events)
    assert (path == ()) is works[graph.root]
    assert path[:1] == (() if works[graph.root] else (graph.nodes[graph.root].label,))
    assert [p for p in path if works[labels[p]]] == []


@given(graphs(), SETS)
def test_what_a_target_survives_on_works_and_hangs_on_the_root(
    graph: Graph, events: frozenset[Event]
) -> None:
    works = oracle.working(graph, events, unknown_works=True)
    used = reachable(graph, (graph.root,))
    labels = {n.label: i for i, n in enumerate(graph.nodes)}
    found = Evaluation.of(graph, [events]).survivor(0)
    assert [s for s in found if not works[labels[s]]] == []
    assert {labels[s] for s in found} <= used


def test_what_a_target_survives_on_is_found_in_a_ring_without_names() -> None:
    """A saved run may hold what no scan would build."""
    ring = Node(NodeKind.ANY, "", (1, 3))
    graph = Graph((Node(NodeKind.ANY, "", (1, 2)), ring, leaf("a/cdn"), leaf("b/cdn")), 0)
    assert Evaluation.of(graph, [{Event("a/cdn")}]).survivor(0) == ("b/cdn",)


def test_what_a_target_survives_on_may_lie_deep() -> None:
    depth = 5000
    chain = [Node(NodeKind.ALL, "", (number + 1,)) for number in range(depth)]
    nodes = (*chain, leaf("b/cdn"), leaf("a/cdn"), either(0, depth + 1))
    graph = Graph(nodes, depth + 2)
    assert Evaluation.of(graph, [{Event("a/cdn")}]).survivor(0) == ("b/cdn",)
