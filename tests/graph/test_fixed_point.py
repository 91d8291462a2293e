"""The order of evaluation, and the least fixed point for many scenarios at once."""

from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.graph.components import Component, components
from cdnaudit.graph.fixed_point import Order
from cdnaudit.graph.scenarios import Scenarios
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from tests.graph import oracle
from tests.graph.graphs import EVENTS, graphs

SETS = st.lists(st.frozensets(st.sampled_from(EVENTS)), max_size=6)
DEEP = 20_000


@st.composite
def links(draw: st.DrawFn) -> list[list[int]]:
    """Draw the parts of up to eight nodes."""
    size = draw(st.integers(0, 8))
    return [draw(st.lists(st.integers(0, size - 1), max_size=3)) for _ in range(size)]


def reach(parts: list[list[int]], start: int) -> set[int]:
    """Return what a node needs, at any remove."""
    seen: set[int] = set()
    queue = list(parts[start])
    while queue:
        number = queue.pop()
        if number not in seen:
            seen.add(number)
            queue += parts[number]
    return seen


@given(links())
def test_nodes_are_in_one_component_that_need_one_another(parts: list[list[int]]) -> None:
    needs = [reach(parts, number) for number in range(len(parts))]
    for members, cyclic in components(parts):
        alike = {n for n in range(len(parts)) for m in members if n in needs[m] and m in needs[n]}
        assert alike | {members[0]} == set(members)
        assert cyclic is (members[0] in needs[members[0]])


@given(links())
def test_each_component_comes_once_and_after_all_that_it_needs(parts: list[list[int]]) -> None:
    found = components(parts)
    assert sorted(n for members, _ in found for n in members) == list(range(len(parts)))
    done: set[int] = set()
    for members, _ in found:
        done |= set(members)
        assert {part for member in members for part in parts[member]} <= done


def test_a_chain_may_be_as_deep_as_it_likes() -> None:
    chain = [[number + 1] for number in range(DEEP)] + [[]]
    assert components(chain)[0] == Component((DEEP,), cyclic=False)
    ring = [[(number + 1) % DEEP] for number in range(DEEP)]
    assert [(len(members), cyclic) for members, cyclic in components(ring)] == [(DEEP, True)]


@given(graphs(), SETS, st.booleans())
def test_every_scenario_is_decided_as_it_is_alone(
    graph: Graph, sets: list[frozenset[Event]], unknown_works: bool
) -> None:
    scenarios = Scenarios.of(sets)
    leaves = scenarios.leaves(graph.nodes, unknown_works=unknown_works)
    state = Order.of(graph.nodes).least(leaves, scenarios.every)
    for number, events in enumerate(sets):
        alone = oracle.working(graph, events, unknown_works=unknown_works)
        assert [bool(works >> number & 1) for works in state] == alone


def test_a_long_ring_is_settled_from_the_one_way_in() -> None:
    """Each zone lies in both of its neighbours; only the last has a leaf of its own."""
    nodes = [
        Node(NodeKind.ANY, "", (number - 1 if number else 0, min(number + 1, DEEP - 1)))
        for number in range(DEEP)
    ]
    nodes[-1] = Node(NodeKind.ANY, "", (DEEP - 2, DEEP))
    nodes.append(Node(NodeKind.LEAF, "", events=(EVENTS[0],)))
    scenarios = Scenarios.of([[], [EVENTS[0]]])
    leaves = scenarios.leaves(nodes, unknown_works=True)
    assert Order.of(nodes).least(leaves, scenarios.every) == [1] * (DEEP + 1)
