"""Additions: what they mend is what trying all says, they harm nothing, and the shortest list is so."""

from itertools import combinations_with_replacement
from random import Random

import pytest

from cdnaudit.analysis.improvement import shortest
from cdnaudit.graph.alternatives import ADDABLE, Alternative, with_alternatives
from cdnaudit.graph.cut_sets import cut_sets
from cdnaudit.graph.evaluate import outcome
from cdnaudit.model.assessment import single_points
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome, Role
from tests.graph import added_oracle, oracle
from tests.graph.served import served

TARGETS = 500
"""Targets a seed."""
NEW = (
    *(Alternative(role, ((Event.service("new", role),),)) for role in ADDABLE),
    Alternative(Role.CDN, ((Event("a/cdn"), Event("company:a")),)),
    Alternative(Role.DNS, ((Event("b/dns"), Event("company:a")),)),
    Alternative(Role.PLATFORM, ((Event("q/platform"),), (Event("b/cdn"), Event("company:a")))),
)
"""Newcomers; some are there already, have a company in common, or run on what is there."""


def extended(graph: Graph, added: tuple[Alternative, ...]) -> Graph:
    found = with_alternatives(graph, added)
    assert found is not None
    return found


def some(random: Random) -> tuple[Alternative, ...]:
    return tuple(random.sample(NEW, random.randint(1, 3)))


def cuts(graph: Graph, order: int) -> list[set[Event]]:
    return [set(c.events) for c in cut_sets(graph, order=order) if c.outcome is Outcome.DOWN]


@pytest.mark.parametrize("seed", range(4))
def test_single_points_with_additions_are_those_found_by_trying_all(seed: int) -> None:
    random = Random(seed)
    for _ in range(TARGETS):
        graph, added = served(random), some(random)
        more = extended(graph, added)
        if added_oracle.stands(graph, added, frozenset()):
            found = single_points(cut_sets(more, order=1))
            assert found == added_oracle.single_points(graph, added)
        else:
            assert outcome(more, frozenset()) is Outcome.DOWN


@pytest.mark.parametrize("seed", range(4, 8))
def test_an_alternative_adds_no_cut_set_to_what_works(seed: int) -> None:
    random = Random(seed)
    for _ in range(TARGETS):
        graph, added = served(random), some(random)
        if oracle.stands(graph, frozenset()):
            before = cuts(graph, 2)
            after = cuts(extended(graph, added), 2)
            assert [cut for cut in after if not any(old <= cut for old in before)] == []


@pytest.mark.parametrize("seed", range(8, 10))
def test_an_alternative_makes_no_outcome_worse(seed: int) -> None:
    random = Random(seed)
    works = {Outcome.UNAFFECTED, Outcome.DEGRADED}
    for _ in range(TARGETS):
        graph, added = served(random), some(random)
        more = extended(graph, added)
        for event in oracle.all_events(graph):
            before = outcome(graph, frozenset({event}))
            after = outcome(more, frozenset({event}))
            assert before not in works or after in works


FEW = 2
"""Lists up to this length are all tried, a role twice among them."""


def fewest(graph: Graph) -> int | None:
    """Return the length of the shortest list of newcomers that leaves no single point."""
    for length in range(FEW + 1):
        for roles in combinations_with_replacement(ADDABLE, length):
            added = [
                Alternative(role, ((Event.service(f"new{number}", role),),))
                for number, role in enumerate(roles)
            ]
            if not added_oracle.single_points(graph, added):
                return length
    return None


@pytest.mark.parametrize("seed", range(10, 12))
def test_the_shortest_list_is_as_short_as_any(seed: int) -> None:
    random = Random(seed)
    lengths: list[int | None] = []
    while len(lengths) < 100:
        graph = served(random)
        is_certain = all(node.kind is not NodeKind.UNKNOWN for node in graph.nodes)
        if is_certain and oracle.stands(graph, frozenset()):
            found = shortest(graph)
            length = None if found is None or len(found) > FEW else len(found)
            assert length == fewest(graph)
            lengths.append(length)
    assert {0, 1, 2, None} <= set(lengths)


def test_a_graph_that_does_not_show_its_hosts_takes_no_alternative() -> None:
    graph = Graph((Node(NodeKind.LEAF, "", events=(Event("a/cdn"),)),), 0)
    assert with_alternatives(graph, NEW[:1]) is None
    assert with_alternatives(Graph((), 0), NEW[:1]) is None
