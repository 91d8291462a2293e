"""Zones whose servers, delegations or hosts are broken."""

from tests.lab.internet import edges
from tests.lab.internet.operators import OLDHOST, SILENT, UPWARD
from tests.lab.likeness.operators import names
from tests.lab.likeness.shape import (
    AWS1,
    AWS2,
    DNS1,
    DNS2,
    DNS3,
    FAIL,
    NOT_PASS,
    NOTHING,
    USUAL,
    WEB,
    Expected,
    Shape,
)

TROUBLED_SHAPES = (
    Shape(
        key="lame",
        count=8,
        records=WEB,
        nameservers=((DNS1, DNS2, AWS1),),
        not_served_by=("route53",),
        expected=Expected(says={"dns-lame-nameserver": "medium"}),
    ),
    Shape(
        key="upward",
        count=4,
        records=WEB,
        nameservers=((DNS1, DNS2, names(UPWARD)[0]),),
        not_served_by=("upward",),
        expected=Expected(says={"dns-lame-nameserver": "medium"}),
    ),
    Shape(
        key="expired",
        count=4,
        records=WEB,
        nameservers=((DNS1, DNS2, names(OLDHOST)[0]),),
        lost_by=("oldhost",),
        expected=Expected(says={"dns-lame-nameserver": "medium"}),
    ),
    Shape(
        key="quiet",
        count=3,
        records=WEB,
        nameservers=((DNS1, DNS2, SILENT.name),),
        expected=Expected(says={"dns-lame-nameserver": "medium"}),
    ),
    Shape(
        key="dead",
        count=4,
        nameservers=((AWS1, AWS2),),
        not_served_by=("route53",),
        expected=Expected(status=NOT_PASS, worst="critical", not_headline="No single"),
    ),
    Shape(
        key="parent-more",
        count=6,
        records=WEB,
        nameservers=((DNS1, DNS2),),
        above=(DNS1, DNS2, DNS3),
        expected=Expected(says={"dns-delegation-mismatch": "medium"}),
    ),
    Shape(
        key="disjoint",
        count=4,
        records=WEB,
        nameservers=((AWS1, AWS2),),
        above=(DNS1, DNS2),
        expected=Expected(status=(FAIL,), says={"dns-delegation-mismatch": "high"}, worst="high"),
    ),
    Shape(
        key="never-there",
        count=4,
        records=WEB,
        nameservers=((DNS1, DNS2, "dns9.p99.nsone.net"),),
        expected=Expected(status=(FAIL,), says={"dns-dangling": "critical"}, worst="critical"),
    ),
    Shape(
        key="to-be-had",
        count=4,
        records=WEB,
        nameservers=((DNS1, DNS2, "ns1.gone-dns.net"),),
        expected=Expected(
            status=(FAIL,), says={"dns-dangling": "critical"}, worst="critical", unsaid=NOTHING
        ),
    ),
    Shape(
        key="ring",
        count=4,
        nameservers=(("ns1.{other}", "ns2.{other}"),),
        records="ns1 A 198.51.44.1\nns2 A 198.51.45.1\n" + WEB,
        expected=Expected(status=NOT_PASS, worst="high", not_headline="No single"),
    ),
)

HOST_SHAPES = (
    Shape(
        key="missing",
        count=6,
        records=f"@ A {edges.ORIGIN_V4}",
        target="shop.{origin}",
        expected=Expected(status=NOT_PASS, worst="high", not_headline="No single"),
    ),
    Shape(
        key="promo",
        count=5,
        records="promo CNAME acme.gone-cdn.net.",
        target="promo.{origin}",
        expected=Expected(
            status=(FAIL,),
            says={"dns-dangling": "critical"},
            worst="critical",
            not_headline="No single",
        ),
    ),
    Shape(
        key="loop",
        count=4,
        records="www CNAME a\na CNAME www",
        target="www.{origin}",
        expected=Expected(status=NOT_PASS, worst="high", not_headline="No single"),
    ),
    Shape(
        key="links",
        count=4,
        records="\n".join(
            [
                "www CNAME l1",
                *(f"l{i} CNAME l{i + 1}" for i in range(1, 10)),
                f"l10 A {edges.ORIGIN_V4}",
            ]
        ),
        target="www.{origin}",
        expected=Expected(says={"dns-chain-long": "low"}),
    ),
    Shape(
        key="to-the-root",
        count=4,
        records="www CNAME .",
        target="www.{origin}",
        expected=Expected(status=NOT_PASS, worst="high", not_headline="No single"),
    ),
    Shape(
        key="private",
        count=5,
        records="www A 10.1.2.3",
        target="www.{origin}",
        expected=Expected(status=NOT_PASS, worst="high"),
    ),
    Shape(
        key="www-refused",
        count=5,
        records=f"@ A {edges.ORIGIN_V4}",
        nameservers=USUAL[:4],
        refused=True,
        expected=Expected(status=NOT_PASS, worst="critical", not_headline="No single"),
    ),
)
