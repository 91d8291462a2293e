"""Zones behind load balancers, which answer no more than they must, and work."""

from tests.lab.likeness.shape import BALANCED, GTM, INCOMPLETE, PASS, Expected, Shape

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
