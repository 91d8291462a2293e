"""Zones whose hosts work, as most do."""

from tests.lab.internet import edges
from tests.lab.internet.operators import NS1, ROUTE53
from tests.lab.likeness.operators import HOSTER, names
from tests.lab.likeness.shape import (
    ADA,
    AWS1,
    AWS2,
    BOB,
    DNS1,
    DNS2,
    EC2,
    FAIL,
    IN_ZONE,
    OWN_GLUE,
    WEB,
    Expected,
    Shape,
)

WEB_SHAPES = (
    Shape(
        key="hosted",
        count=25,
        records=WEB,
        expected=Expected(headline="goes down with"),
    ),
    Shape(
        key="edge",
        count=15,
        records="www CNAME shop.map.fastly.net.",
        target="www.{origin}",
        expected=Expected(says={"cdn-single-provider": "medium"}, headline="fastly"),
    ),
    Shape(
        key="wildcard",
        count=8,
        records=f"* A {edges.ORIGIN_V4}",
        target="shop.{origin}",
        expected=Expected(headline="goes down with"),
    ),
    Shape(
        key="two-operators",
        count=10,
        records=WEB,
        nameservers=((DNS1, DNS2, AWS1, AWS2), (ADA, BOB, DNS1, DNS2)),
        expected=Expected(never=("dns-single-provider", "dns-single-asn", "dns-lame-nameserver")),
    ),
    Shape(
        key="two-edges",
        count=6,
        records=f"www A {edges.FASTLY_V4}\nwww AAAA {edges.CLOUDFRONT_V6}",
        nameservers=((DNS1, DNS2, AWS1, AWS2),),
        target="www.{origin}",
        expected=Expected(never=("cdn-single-provider", "dns-single-provider")),
    ),
    Shape(
        key="own",
        count=8,
        records=f"{WEB}",
        nameservers=IN_ZONE,
        glue=OWN_GLUE,
        expected=Expected(says={"dns-single-asn": "medium"}, never=("dns-single-provider",)),
    ),
    Shape(
        key="one-cloud",
        count=12,
        records=f"@ A {EC2}\nwww A {EC2}",
        nameservers=(names(ROUTE53),),
        expected=Expected(says={"company-many-roles": "medium"}, headline="amazon"),
    ),
    Shape(
        key="edge-and-zone",
        count=6,
        records="www CNAME d111.cloudfront.net.",
        nameservers=(names(ROUTE53),),
        target="www.{origin}",
        expected=Expected(status=(FAIL,), says={"company-many-roles": "high"}, worst="high"),
    ),
    Shape(
        key="front-door",
        count=6,
        records="www CNAME acme.azurefd.net.",
        nameservers=(names(NS1), names(HOSTER)),
        target="www.{origin}",
        expected=Expected(never=("company-many-roles",), headline="azure-front-door"),
    ),
)
