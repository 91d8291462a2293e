"""The zones of the operators and CDNs themselves: what every customer's zone leans on."""

from tests.lab.internet import edges
from tests.lab.internet.model import Operator, Zone
from tests.lab.internet.operators import (
    AWSDNS_TLDS,
    CLOUDFLARE,
    FASTLY,
    NS1,
    ROUTE53,
)


def names(operator: Operator) -> tuple[str, ...]:
    """Return the names of the nameservers an operator gives its customers."""
    return tuple(server.name for server in operator.nameservers)


_AWSDNS = tuple(
    Zone(
        origin=f"awsdns-00.{tld}",
        operators=("route53",),
        nameservers=tuple(ns.name for ns in ROUTE53.own if ns.name.endswith(f"-00.{tld}")),
    )
    for tld in AWSDNS_TLDS
)

INFRASTRUCTURE = (
    Zone(origin="nsone.net", operators=("ns1",), nameservers=names(NS1)),
    *_AWSDNS,
    Zone(
        origin="fastly.net",
        operators=("fastly",),
        nameservers=names(FASTLY),
        ttl=30,
        records=f"*.map A {edges.FASTLY_V4}\n*.map AAAA {edges.FASTLY_V6}",
    ),
    Zone(
        origin="cloudfront.net",
        operators=("route53",),
        nameservers=names(ROUTE53),
        ttl=60,
        records=(
            f"d111 A {edges.CLOUDFRONT_V4}\nd111 A {edges.CLOUDFRONT_V4_OTHER}\n"
            f"d111 AAAA {edges.CLOUDFRONT_V6}"
        ),
    ),
    Zone(
        origin="cloudflare.com",
        operators=("cloudflare",),
        nameservers=tuple(server.name for server in CLOUDFLARE.own),
    ),
    Zone(
        origin="silent.net",
        operators=("ns1",),
        nameservers=names(NS1),
    ),
    Zone(
        origin="upward.net",
        operators=("ns1",),
        nameservers=names(NS1),
    ),
    Zone(
        origin="oldhost.net",
        operators=("ns1",),
        nameservers=names(NS1),
    ),
    Zone(
        origin="appliance.net",
        operators=("ns1",),
        nameservers=names(NS1),
    ),
    Zone(
        origin="aliasns.net",
        operators=("ns1",),
        nameservers=names(NS1),
        records="ns1 CNAME dns1.p01.nsone.net.",
    ),
    Zone(
        origin="quad9.net",
        operators=("ns1",),
        nameservers=names(NS1),
    ),
)
