"""The customers' zones: each is one story about what a domain may depend on."""

from tests.lab.internet import edges
from tests.lab.internet.infrastructure import names
from tests.lab.internet.model import Nameserver, Zone
from tests.lab.internet.operators import CLOUDFLARE, NS1, ROUTE53, SELFHOSTED

DNS1, DNS2, DNS3, _ = names(NS1)
AWS1, AWS2, AWS3, AWS4 = names(ROUTE53)
_FASTLY_HOST = f"A {edges.FASTLY_V4}"
_CLOUDFLARE_HOSTS = "\n".join(
    f"{label} {kind} {address}"
    for label in ("@", "www")
    for kind, address in (("A", edges.CLOUDFLARE_V4), ("AAAA", edges.CLOUDFLARE_V6))
)

PROVIDERS = (
    Zone(
        origin="shop.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"@ {_FASTLY_HOST}\nwww CNAME shop.map.fastly.net.",
        story="one DNS provider (NS1), one CDN (`www` is a CNAME to Fastly)",
    ),
    Zone(
        origin="books.com",
        operators=("route53",),
        nameservers=names(ROUTE53),
        records=f"@ A {edges.CLOUDFRONT_V4}\nwww CNAME d111.cloudfront.net.",
        story="Route 53's four names in four TLDs and CloudFront: one company, two services",
    ),
    Zone(
        origin="walled.com",
        operators=("cloudflare",),
        nameservers=names(CLOUDFLARE),
        records=_CLOUDFLARE_HOSTS,
        story="Cloudflare for all; every page is a 403 with `cf-mitigated: challenge`",
    ),
    Zone(
        origin="proxied.com",
        operators=("cloudflare",),
        nameservers=names(CLOUDFLARE),
        records=_CLOUDFLARE_HOSTS,
        story="the same edge as walled.com without a challenge: 200",
    ),
    Zone(
        origin="resilient.com",
        operators=("ns1", "route53"),
        nameservers=(DNS1, DNS2, AWS1, AWS2),
        records=(
            f"www A {edges.FASTLY_V4}\nwww A {edges.CLOUDFRONT_V4}\n"
            f"www AAAA {edges.FASTLY_V6}\nwww AAAA {edges.CLOUDFRONT_V6}"
        ),
        story="two DNS operators, and two CDNs in the A and AAAA sets of `www`",
    ),
    Zone(
        origin="family.com",
        operators=("ns1", "route53"),
        nameservers=(DNS1, DNS2, AWS1, AWS2),
        records=f"www {_FASTLY_HOST}\nwww AAAA {edges.CLOUDFRONT_V6}",
        story="IPv4 through Fastly, IPv6 through CloudFront",
    ),
    Zone(
        origin="split.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"@ A {edges.ORIGIN_V4}\nwww CNAME split.map.fastly.net.",
        story="the apex on a hosted server, `www` on a CDN",
    ),
    Zone(
        origin="selfhosted.org",
        operators=("selfhosted",),
        nameservers=names(SELFHOSTED),
        records=f"@ A {edges.CAMPUS_V4}\nwww A {edges.CAMPUS_V4}\nwww AAAA {edges.CAMPUS_V6}",
        story="own nameservers and own web server, all in one AS (559)",
    ),
    Zone(
        origin="vanity.com",
        operators=("ns1",),
        nameservers=("ns1.vanity.com", "ns2.vanity.com"),
        glue=tuple(
            Nameserver(f"ns{i}.vanity.com", server.v4, server.v6)
            for i, server in enumerate(NS1.nameservers[:2], start=1)
        ),
        records=f"www {_FASTLY_HOST}",
        story="nameservers under its own name on NS1's addresses",
    ),
    Zone(
        origin="ttl.com",
        operators=("ns1",),
        nameservers=names(NS1),
        records=f"short 30 {_FASTLY_HOST}\nday 86400 {_FASTLY_HOST}",
        story="`short` may be cached for 30 seconds, `day` for a day",
    ),
    Zone(
        origin="delegated.com",
        operators=("ns1",),
        nameservers=names(NS1),
        story="at NS1; its child zone `app` is delegated to Route 53",
    ),
    Zone(
        origin="app.delegated.com",
        operators=("route53",),
        nameservers=names(ROUTE53),
        records=f"@ A {edges.CLOUDFRONT_V4}",
        story="a zone cut below the registrable domain",
    ),
)
