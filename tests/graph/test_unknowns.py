"""What an unknown may hide: roles it can stand for, and nothing else."""

import pytest

from cdnaudit.graph.evaluate import all_events, outcome
from cdnaudit.model.nodes import Graph, Kind, Node
from cdnaudit.model.terms import Outcome

ZONE = Node(Kind.UNKNOWN, "zone of x.edge.example", events=("*/dns",))
EDGE = Node(Kind.LEAF, "a/cdn", events=("a/cdn", "company:a"))
SITE = Graph((Node(Kind.ALL, "www.shop.example", (1, 2)), EDGE, ZONE), 0)


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
    assert outcome(SITE, frozenset({event})) is found


def test_what_an_unknown_may_hide_is_no_event_of_the_graph() -> None:
    assert all_events(SITE) == ("a/cdn", "company:a")
