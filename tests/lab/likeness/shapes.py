"""The shapes of real zones as a table: what stands in the zone, and what a scan must say of it.

Counts follow what was met among 405 real zones: four of five apexes serve no web host.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.lab.internet import edges
from tests.lab.internet.model import Nameserver
from tests.lab.internet.operators import (
    CLOUDFLARE,
    NS1,
    OLDHOST,
    ROUTE53,
    SILENT,
    UPWARD,
)
from tests.lab.likeness.operators import APPLIANCES, AZURE, HOSTER, OWN, names

DNS1, DNS2, DNS3, DNS4 = names(NS1)
AWS1, AWS2, AWS3, AWS4 = names(ROUTE53)
ADA, BOB = names(CLOUDFLARE)
GTM = names(APPLIANCES)
USUAL = (names(NS1), names(ROUTE53), names(CLOUDFLARE), names(AZURE), names(HOSTER))
"""NS sets that take turns where a shape does not choose."""
EC2 = "3.120.10.10"
FRONT_DOOR = "13.107.246.40"
NOTHING = "\0"
"""Words that no text has."""
PASS, FAIL, INCOMPLETE = "pass", "fail", "incomplete"
NOT_PASS = (FAIL, INCOMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a scan says of every zone of a shape."""

    status: tuple[str, ...] = (PASS,)
    says: Mapping[str, str] = field(default_factory=dict)
    """Checks that must speak, with the severity."""
    never: tuple[str, ...] = ()
    """Checks that must not."""
    worst: str = "medium"
    """No finding is above that."""
    headline: str = ""
    """Words of the verdict's sentence."""
    not_headline: str = "does not work"
    """Words that it must not have."""
    unsaid: str = "somebody registers"
    """Words that no remedy may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A shape of zones: its content, how many there are of it, and what is expected."""

    key: str
    count: int
    expected: Expected
    records: str = ""
    """Master file lines, relative to the origin."""
    nameservers: tuple[tuple[str, ...], ...] = USUAL
    """NS sets that take turns; ``{origin}`` in a name stands for the zone."""
    above: tuple[str, ...] = ()
    """The NS set at the parent; empty means the same."""
    glue: tuple[Nameserver, ...] = ()
    not_served_by: tuple[str, ...] = ()
    """Operators in the NS set that refuse the zone."""
    lost_by: tuple[str, ...] = ()
    manner: str = ""
    """How appliances treat the zone, which they then serve."""
    balanced: str = ""
    """How appliances treat ``www``, which is then delegated to them."""
    refused: bool = False
    """``www`` is delegated to the small hoster, whose servers refuse it."""
    target: str = "{origin}"


WEB = f"@ A {edges.ORIGIN_V4}\nwww A {edges.ORIGIN_V4}"
BALANCED = Expected(worst="medium", never=("dns-lame-nameserver", "dns-dangling"))
IN_ZONE = (("ns1.{origin}", "ns2.{origin}"),)
PARKED = '@ MX 0 .\n@ TXT "v=spf1 -all"'

PARKED_SHAPES = (
    Shape(
        key="parked",
        count=60,
        records=PARKED,
        expected=Expected(headline="serves no web host"),
    ),
    Shape(
        key="empty",
        count=15,
        expected=Expected(headline="serves no web host"),
    ),
    Shape(
        key="parked-lame",
        count=8,
        records=PARKED,
        nameservers=((DNS1, DNS2, AWS1),),
        not_served_by=("route53",),
        expected=Expected(
            says={"dns-lame-nameserver": "medium", "dns-single-provider": "medium"},
            headline="serves no web host",
        ),
    ),
    Shape(
        key="parked-alone",
        count=8,
        records=PARKED,
        nameservers=((DNS1,),),
        expected=Expected(status=(FAIL,), says={"dns-too-few-nameservers": "high"}, worst="high"),
    ),
    Shape(
        key="parked-own",
        count=8,
        records=PARKED,
        nameservers=IN_ZONE,
        glue=tuple(Nameserver(f"ns{i}.{{origin}}", s.v4) for i, s in enumerate(OWN.nameservers, 1)),
        expected=Expected(says={"dns-single-asn": "medium"}, headline="serves no web host"),
    ),
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
        glue=tuple(Nameserver(f"ns{i}.{{origin}}", s.v4) for i, s in enumerate(OWN.nameservers, 1)),
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

APPLIANCE_SHAPES = (
    Shape(
        key="no-such-aaaa",
        count=10,
        nameservers=(GTM,),
        manner="aaaa-nxdomain",
        target="www.{origin}",
        expected=Expected(never=("dns-dangling", "dns-lame-nameserver")),
    ),
    Shape(
        key="alias-to-no-such-aaaa",
        count=6,
        records="www CNAME www.denies-aaaa.net.",
        target="www.{origin}",
        expected=Expected(never=("dns-dangling",)),
    ),
    Shape(
        key="apex-alias",
        count=5,
        nameservers=(GTM,),
        manner="apex-cname",
        expected=Expected(says={"cdn-single-provider": "medium"}, headline="fastly"),
    ),
    Shape(
        key="no-ns",
        count=5,
        nameservers=(GTM,),
        manner="ns-empty",
        expected=Expected(never=("dns-lame-nameserver",), not_headline="No single"),
    ),
    Shape(
        key="balancer-a-alone",
        count=5,
        balanced="a-alone",
        target="www.{origin}",
        expected=Expected(status=(PASS, INCOMPLETE), never=("dns-lame-nameserver", "dns-dangling")),
    ),
    *(
        Shape(
            key=f"balancer-{manner}",
            count=5 if manner != "silence" else 2,
            balanced=manner,
            target="www.{origin}",
            expected=BALANCED,
        )
        for manner in ("notimp", "refused", "formerr", "nxdomain", "silence")
    ),
)

SHAPES = (
    *PARKED_SHAPES,
    *WEB_SHAPES,
    *TROUBLED_SHAPES,
    *HOST_SHAPES,
    *APPLIANCE_SHAPES,
)
