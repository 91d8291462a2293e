"""Because of which path a cause takes a target down: what is on every such path is left out."""

from dataclasses import replace

import pytest

from cdnaudit.model.assessment import CutSet
from cdnaudit.model.events import Event
from cdnaudit.model.observed import Host
from cdnaudit.model.terms import Outcome
from cdnaudit.reporting.cause_paths import paths
from cdnaudit.reporting.common_causes import CommonCause
from tests.formats import samples

APEX, WWW = "shop.example", "www.shop.example"
CDN, DNS = Event("p/cdn"), Event("p/dns")


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ([()], ()),
        ([(WWW,)], ()),
        ([(WWW, "p/cdn")], ()),
        ([(WWW, "192.0.2.1", "p/cdn")], ("its addresses",)),
        ([(WWW, "2001:db8::1")], ("its addresses",)),
        ([(WWW, APEX, "192.0.2.1")], (f"addresses of {APEX}",)),
        ([(WWW, APEX, "alias.example", "192.0.2.1", "p/cdn")], ("alias.example",)),
        ([(WWW, f"zone {APEX}", "ns.p.example", "p/dns")], (f"zone {APEX}",)),
        ([(WWW, f"zone {APEX}", "ns.p.example", "192.0.2.1")], (f"zone {APEX}",)),
        (
            [(WWW, "zone a.example", "ns.b.example", "zone b.example", "ns.p.example", "p/dns")],
            ("zone a.example > ns.b.example > zone b.example",),
        ),
        (
            [(WWW, "a.example", "p/cdn"), (WWW, "a.example", "zone b.example", "n", "p/dns")],
            ("a.example > zone b.example",),
        ),
        (
            [(WWW, "192.0.2.1", "p/cdn"), (WWW, f"zone {APEX}", "n", "p/dns")],
            ("its addresses", f"zone {APEX}"),
        ),
    ],
)
def test_a_way_is_told_by_its_aliases_and_zones(
    ways: list[tuple[str, ...]], said: tuple[str, ...]
) -> None:
    events = (CDN, DNS)
    cuts = tuple(
        CutSet((event,), Outcome.DOWN, way) for event, way in zip(events, ways, strict=False)
    )
    hosts = (Host(WWW, (), (), ()), Host(APEX, (), (), ()))
    target = replace(samples.shop_without_graph(), hosts=hosts, cuts=cuts)
    assert paths(CommonCause(Event("company:p"), events), target) == said
