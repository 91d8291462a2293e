"""What a zone says of a name in it: aliases, wildcards, delegations, 'none' and 'no such name'."""

import pytest

from cdnaudit.model.facts import DnsAnswer, Record
from cdnaudit.overlay.lookup import Found, Led, Referral, Unread, look_up, referral
from cdnaudit.overlay.zone_data import ALIAS, ZoneData, rrsets_of

SOA = Record("shop.example", "SOA", 900, "ns.alpha.example owner.shop.example 1 1 1 1 300")
STAR = Record("*.apps.shop.example", "A", 60, "192.0.2.7")
TREE = Record("old.shop.example", "DNAME", 60, "new.tree.of.example")
ALIASED = Record("flat.shop.example", ALIAS, 60, "x.cdn.example")
CHILD = Record("sub.shop.example", "NS", 60, "ns1.sub.shop.example")
GLUE = Record("ns1.sub.shop.example", "A", 60, "192.0.2.53")
ZONE = ZoneData(
    apex="shop.example",
    file="shop.example.zone",
    rrsets=rrsets_of(
        [
            SOA,
            Record("shop.example", "NS", 3600, "ns.alpha.example"),
            Record("www.shop.example", "CNAME", 60, "x.cdn.example"),
            Record("host.shop.example", "A", 60, "192.0.2.1"),
            Record("host.apps.shop.example", "A", 60, "192.0.2.2"),
            STAR,
            TREE,
            ALIASED,
            CHILD,
            GLUE,
        ]
    ),
    unread={("geo.shop.example", "A"): "geo answers are not read"},
)
NO_NAME = DnsAnswer("NXDOMAIN", (SOA,), aa=True)
NOTHING = DnsAnswer("NOERROR", (SOA,), aa=True)


@pytest.mark.parametrize(
    ("name", "type_", "found"),
    [
        (
            "host.shop.example",
            "A",
            DnsAnswer("NOERROR", (Record("host.shop.example", "A", 60, "192.0.2.1"),), aa=True),
        ),
        ("host.shop.example", "AAAA", NOTHING),
        ("nobody.shop.example", "A", NO_NAME),
        ("apps.shop.example", "A", NOTHING),
        (
            "any.apps.shop.example",
            "A",
            DnsAnswer("NOERROR", (STAR._replace(name="any.apps.shop.example"),), aa=True),
        ),
        ("below.host.apps.shop.example", "A", NO_NAME),
        ("any.apps.shop.example", "AAAA", NOTHING),
        (
            "www.shop.example",
            "A",
            Led("x.cdn.example", (Record("www.shop.example", "CNAME", 60, "x.cdn.example"),)),
        ),
        ("flat.shop.example", "A", Led("x.cdn.example", alias=ALIASED)),
        ("flat.shop.example", "TXT", NOTHING),
        (
            "a.old.shop.example",
            "A",
            Led(
                "a.new.tree.of.example",
                (Record("a.old.shop.example", "CNAME", 60, "a.new.tree.of.example"),),
            ),
        ),
        ("a.sub.shop.example", "A", Referral("sub.shop.example")),
        ("ns1.sub.shop.example", "A", Referral("sub.shop.example")),
        ("geo.shop.example", "A", Unread("geo answers are not read")),
        ("geo.shop.example", "AAAA", NOTHING),
    ],
)
def test_a_zone_answers_as_its_server_would(name: str, type_: str, found: Found) -> None:
    assert look_up(ZONE, name, type_) == found


def test_a_name_that_a_dname_makes_too_long_is_none() -> None:
    name = ".".join(["a" * 60] * 3 + ["b" * 53, "old.shop.example"])
    assert look_up(ZONE, name, "A") == DnsAnswer("YXDOMAIN", (TREE,), aa=True)


def test_a_delegation_comes_with_its_glue_and_without_authority() -> None:
    assert referral(ZONE, "sub.shop.example") == DnsAnswer("NOERROR", (CHILD, GLUE), aa=False)


def test_a_file_without_a_soa_does_not_say_who_runs_the_zone() -> None:
    bare = ZoneData("shop.example", "f", rrsets_of([ZONE.at("host.shop.example", "A")[0]]))
    assert look_up(bare, "shop.example", "SOA") == Unread("f has no SOA record")
    assert look_up(bare, "none.shop.example", "A") == DnsAnswer("NXDOMAIN", (bare.soa,), aa=True)
