"""What an unknown may hide: roles it can stand for, and nothing else."""

import pytest

from cdnaudit.graph.evaluate import all_events, outcome
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.terms import Outcome, Role

ZONE = Node(NodeKind.UNKNOWN, "zone of x.edge.example", hides=(Role.DNS,))
EDGE = Node(NodeKind.LEAF, "a/cdn", events=(Event("a/cdn"), Event("company:a")))
SITE = Graph((Node(NodeKind.ALL, "www.shop.example", (1, 2)), EDGE, ZONE), 0)


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("a/cdn", Outcome.DOWN),
        ("b/cdn", Outcome.UNAFFECTED),
        ("b/challenge", Outcome.UNAFFECTED),
        ("b/dns", Outcome.UNKNOWN),
        ("company:b", Outcome.UNKNOWN),
        ("asn:64500", Outcome.UNKNOWN),
    ],
)
def test_an_unknown_zone_hides_dns_and_no_cdn(event: str, found: Outcome) -> None:
    assert outcome(SITE, frozenset({Event(event)})) is found


def test_what_an_unknown_may_hide_is_no_event_of_the_graph() -> None:
    assert all_events(SITE) == ("a/cdn", "company:a")
