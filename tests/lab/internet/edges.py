"""The web edges, with the response headers the real ones send."""

from tests.lab.internet.model import Edge, Shown

FASTLY_V4, FASTLY_V6 = "151.101.1.57", "2a04:4e42::313"
CLOUDFRONT_V4, CLOUDFRONT_V6 = "13.224.103.62", "2600:9000:2127:1000:10:a4e1:8b80:93a1"
CLOUDFRONT_V4_OTHER = "13.224.103.30"
CLOUDFLARE_V4, CLOUDFLARE_V6 = "104.16.132.229", "2606:4700::6810:84e5"
ORIGIN_V4 = "88.198.10.20"
"""A plain server in a hosting network, Hetzner's."""
CAMPUS_V4, CAMPUS_V6 = "129.132.19.216", "2001:67c:10ec:4380::216"
"""In the same AS as the self-hosted nameservers."""
SILENT_WEB_V4 = "217.160.0.80"
STALE_V4, SELF_SIGNED_V4, OTHER_NAME_V4 = "88.198.10.31", "88.198.10.32", "88.198.10.33"
OLD_TLS_V4, CIRCLE_V4, DEAD_END_V4, ASTRAY_V4 = (f"88.198.10.{i}" for i in range(34, 38))
"""In the hosting network too: each has one fault."""

_APACHE = (("Server", "Apache"),)

EDGES = (
    Edge(
        key="fastly",
        addresses=(FASTLY_V4, FASTLY_V6),
        headers=(
            ("Server", "Varnish"),
            ("Via", "1.1 varnish"),
            ("Age", "0"),
            ("X-Served-By", "cache-fra-eddf8230057-FRA"),
            ("X-Cache", "HIT"),
            ("X-Cache-Hits", "1"),
            ("X-Timer", "S1700000000.000000,VS0,VE1"),
        ),
    ),
    Edge(
        key="cloudfront",
        addresses=(CLOUDFRONT_V4, CLOUDFRONT_V4_OTHER, CLOUDFRONT_V6),
        headers=(
            ("Server", "AmazonS3"),
            ("X-Cache", "Hit from cloudfront"),
            ("Via", "1.1 99428b194b789dc91708a62963bf6350.cloudfront.net (CloudFront)"),
            ("X-Amz-Cf-Pop", "FRA56-P2"),
            ("X-Amz-Cf-Id", "goO8wRpxj65bP1HaNtFG8TMaGsxfGpLgIGq8jg5NrHxpzn-7wn3jPg=="),
            ("Age", "89"),
        ),
    ),
    Edge(
        key="cloudflare",
        addresses=(CLOUDFLARE_V4, CLOUDFLARE_V6),
        headers=(
            ("Server", "cloudflare"),
            ("CF-RAY", "891a90795cad86c0-FRA"),
            ("CF-Cache-Status", "DYNAMIC"),
            ("Alt-Svc", 'h3=":443"; ma=86400'),
        ),
        challenged=("walled.com", "www.walled.com"),
    ),
    Edge(
        key="stale",
        addresses=(STALE_V4,),
        headers=_APACHE,
        certificate=Shown.EXPIRED,
        plain=True,
    ),
    Edge(
        key="selfsigned",
        addresses=(SELF_SIGNED_V4,),
        headers=_APACHE,
        certificate=Shown.SELF_SIGNED,
    ),
    Edge(
        key="othername",
        addresses=(OTHER_NAME_V4,),
        headers=_APACHE,
        certificate=Shown.WRONG_NAME,
        plain=True,
    ),
    Edge(key="oldtls", addresses=(OLD_TLS_V4,), headers=_APACHE, old_tls=True),
    Edge(
        key="circle",
        addresses=(CIRCLE_V4,),
        headers=_APACHE,
        redirect="https://$host/again",
    ),
    Edge(
        key="deadend",
        addresses=(DEAD_END_V4,),
        headers=_APACHE,
        redirect="https://www.deadweb.com/",
    ),
    Edge(
        key="astray",
        addresses=(ASTRAY_V4,),
        headers=_APACHE,
        redirect="https://gone.astray.com/",
    ),
    Edge(key="origin", addresses=(ORIGIN_V4,), headers=_APACHE),
    Edge(key="campus", addresses=(CAMPUS_V4, CAMPUS_V6), headers=_APACHE),
)

CHALLENGE_HEADERS = (
    ("Server", "cloudflare"),
    ("CF-RAY", "891a90795cad86c0-FRA"),
    ("CF-Mitigated", "challenge"),
    ("Server-Timing", 'chlray;desc="891a90795cad86c0"'),
    ("Cache-Control", "private, max-age=0, no-store, no-cache, must-revalidate"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
CHALLENGE_PAGE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
    '<meta name="robots" content="noindex,nofollow"></head><body>'
    "<noscript>Enable JavaScript and cookies to continue</noscript>"
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=891a90795cad86c0">'
    '</script><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>'
    "</body></html>"
)
