"""What an edge writes where it refuses: known by headers alone, and apart from what it passes on."""

import pytest

from cdnaudit.knowledge.base import embedded
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import State

HTML = ("Content-Type", "text/html")
UTF8 = ("Content-Type", "text/html; charset=UTF-8")
AKAMAI = (("Server", "AkamaiGHost"), ("Mime-Version", "1.0"), HTML)
CLOUDFRONT = (("Server", "CloudFront"), ("X-Cache", "Error from cloudfront"))
CLOUDFLARE = (("Server", "cloudflare"), ("CF-RAY", "9fc691e7dc1ffa1b-ORD"))
SHORT = (*CLOUDFLARE, ("Content-Type", "text/plain; charset=UTF-8"), ("Content-Length", "16"))
OWN_PAGE = (*CLOUDFLARE, UTF8, ("X-Frame-Options", "SAMEORIGIN"))
NEVER_KEPT = (
    "Cache-Control",
    "private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0",
)
FASTLY = (("X-Served-By", "cache-dca17771-DCA, cache-iah17222-IAH"), ("Retry-After", "0"), HTML)
GATEWAY = ("Server", "Microsoft-Azure-Application-Gateway/v2")
DENIED = "<H1>Access Denied</H1> You don't have permission to access this."

Headers = tuple[tuple[str, str], ...]


def refusals(
    status: int, headers: Headers, body: str = ""
) -> dict[str, tuple[State | None, str | None]]:
    """Return who refuses, how, and with which highest confidence of a rule."""
    found: dict[str, tuple[State | None, str | None]] = {}
    for match in embedded().by_response(HttpAnswer(status, headers, body)):
        rule = match.rule
        if rule.state in {State.CHALLENGE, State.BLOCK}:
            before = found.get(rule.provider, (None, None))[1]
            best = max(before or "", str(rule.confidence), key=["", "low", "medium", "high"].index)
            found[rule.provider] = (rule.state, best)
    return found


REFUSED: dict[str, tuple[int, Headers, str, tuple[str, State, str]]] = {
    "akamai": (403, AKAMAI, "", ("akamai", State.BLOCK, "high")),
    "akamai, too many": (429, AKAMAI, "", ("akamai", State.BLOCK, "high")),
    "akamai without its name": (
        403,
        (("Mime-Version", "1.0"), ("Server-Timing", 'edge; dur=1, ak_p; desc="1_2_3_4"')),
        "",
        ("akamai", State.BLOCK, "medium"),
    ),
    "akamai by its reference": (
        403,
        (("X-Reference-Error", "18.57c90b17.1775931942.5b4183e6"),),
        "",
        ("akamai", State.BLOCK, "medium"),
    ),
    "akamai, old page": (403, (), f"{DENIED} Reference #18.5d", ("akamai", State.BLOCK, "medium")),
    "akamai, new page": (403, (), f"{DENIED} Reference 0.5d17", ("akamai", State.BLOCK, "medium")),
    "akamai, new page in entities": (
        403,
        (),
        f"{DENIED} Reference&#32;0&#46;5d17&#46;17",
        ("akamai", State.BLOCK, "medium"),
    ),
    "cloudfront": (403, (*CLOUDFRONT, HTML), "", ("amazon-cloudfront", State.BLOCK, "medium")),
    "cloudfront, bare": (429, CLOUDFRONT, "", ("amazon-cloudfront", State.BLOCK, "low")),
    "aws waf": (
        405,
        (*CLOUDFRONT, ("X-Amzn-Waf-Action", "captcha")),
        "",
        ("aws-waf", State.CHALLENGE, "high"),
    ),
    "a balancer of amazon": (
        403,
        (("Server", "awselb/2.0"), HTML),
        "",
        ("aws-waf", State.BLOCK, "low"),
    ),
    "edgecast": (403, (("X-EC-ACL", "deny"),), "", ("edgecast", State.BLOCK, "medium")),
    "yandex, captcha": (
        302,
        (("X-Yandex-Captcha", "captcha"),),
        "",
        ("yandex-smartcaptcha", State.CHALLENGE, "high"),
    ),
    "yandex, refusal": (
        403,
        (("X-Yandex-Captcha", "403"),),
        "",
        ("yandex-smartcaptcha", State.BLOCK, "high"),
    ),
    "cloudflare, mitigated": (
        403,
        (*OWN_PAGE, ("cf-mitigated", "challenge")),
        "",
        ("cloudflare", State.CHALLENGE, "high"),
    ),
    "cloudflare, bypass": (
        403,
        (*OWN_PAGE, ("cf-chl-bypass", "1")),
        "",
        ("cloudflare", State.CHALLENGE, "medium"),
    ),
    "cloudflare, 16 bytes": (403, SHORT, "", ("cloudflare", State.BLOCK, "high")),
    "cloudflare, whole text": (
        403,
        (),
        "error code: 1020\n",
        ("cloudflare", State.BLOCK, "medium"),
    ),
    "cloudflare, own page": (
        403,
        (*OWN_PAGE, NEVER_KEPT),
        "",
        ("cloudflare", State.BLOCK, "medium"),
    ),
    "cloudflare, older page": (
        403,
        (*OWN_PAGE, ("Cache-Control", "max-age=15")),
        "",
        ("cloudflare", State.BLOCK, "medium"),
    ),
    "cloudflare, some page": (403, (*CLOUDFLARE, UTF8), "", ("cloudflare", State.BLOCK, "low")),
    "cloudflare, old waiting room": (
        503,
        (*OWN_PAGE, ("Cache-Control", "no-cache")),
        "",
        ("cloudflare", State.CHALLENGE, "low"),
    ),
    "imperva": (
        403,
        (("X-Iinfo", "9-57436163-0 0NNN RT(1612345678 41) q(0 -1 -1 0) r(0 -1) B15(4,200,0) U5"),),
        "",
        ("imperva", State.BLOCK, "medium"),
    ),
    "sucuri": (403, (("X-Sucuri-Block", "EVA079"),), "", ("sucuri", State.BLOCK, "medium")),
    "datadome": (403, (("Server", "DataDome"),), "", ("datadome", State.CHALLENGE, "high")),
    "human": (403, (("Set-Cookie", "_pxhd=1; Path=/"),), "", ("human", State.CHALLENGE, "medium")),
    "kasada": (429, (("x-kpsdk-ct", "02Ts"),), "", ("kasada", State.CHALLENGE, "medium")),
    "qrator, check": (401, (("Server", "QRATOR"),), "", ("qrator", State.CHALLENGE, "medium")),
    "qrator, refusal": (403, (("Server", "QRATOR"),), "", ("qrator", State.BLOCK, "low")),
    "ddos-guard": (
        403,
        (("Server", "ddos-guard"), ("Cache-Control", "no-cache, no-store, must-revalidate")),
        "",
        ("ddos-guard", State.CHALLENGE, "medium"),
    ),
    "vercel": (403, (("x-vercel-mitigated", "deny"),), "", ("vercel", State.BLOCK, "high")),
    "fastly": (403, FASTLY, "", ("fastly", State.BLOCK, "medium")),
    "f5": (403, (("Server", "volt-adc"),), "", ("f5-distributed-cloud", State.BLOCK, "low")),
    "azure": (403, (GATEWAY, HTML), "", ("azure-waf", State.BLOCK, "medium")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_names_who_refuses(case: str) -> None:
    status, headers, body, (provider, state, confidence) = REFUSED[case]
    assert refusals(status, headers, body) == {provider: (state, confidence)}


SERVED: dict[str, tuple[int, Headers, str]] = {
    "akamai serves a page of status 404": (404, AKAMAI, ""),
    "akamai serves a page": (200, AKAMAI, ""),
    "akamai passes on a refusal": (403, (("Server", "AkamaiGHost"), HTML), ""),
    "akamai is told of": (200, (), f"{DENIED} Reference #18.5d"),
    "cloudfront passes on a page": (
        200,
        (("Server", "CloudFront"), ("X-Cache", "Miss from cloudfront")),
        "",
    ),
    "cloudfront passes on what is not there": (404, (*CLOUDFRONT, UTF8), ""),
    "cloudfront passes on a refusal of S3": (
        403,
        (("Server", "AmazonS3"), ("X-Cache", "Error from cloudfront"), ("x-amz-request-id", "1")),
        "",
    ),
    "cloudfront passes on a refusal of a gateway": (
        403,
        (*CLOUDFRONT, ("x-amzn-ErrorType", "ForbiddenException")),
        "",
    ),
    "cloudfront passes on a refusal of an application": (
        403,
        (*CLOUDFRONT, UTF8, ("Set-Cookie", "session=1")),
        "",
    ),
    "cloudflare passes on a refusal": (403, (*OWN_PAGE, ("CF-Cache-Status", "DYNAMIC")), ""),
    "cloudflare passes on an outage": (
        503,
        (*OWN_PAGE, ("Cache-Control", "no-cache"), ("CF-Cache-Status", "DYNAMIC")),
        "",
    ),
    "cloudflare passes on a short text": (403, (*SHORT, ("CF-Cache-Status", "DYNAMIC")), ""),
    "cloudflare is quoted": (403, (), "<p>What does error code: 1020 mean?</p>"),
    "cloudflare serves a page": (200, OWN_PAGE, ""),
    "imperva passes on a refusal": (
        403,
        (("X-Iinfo", "10-1-2 NNNN CT(0 0 0) RT(1718035139 0) q(0 0 0 -1) r(0 0) U5"),),
        "",
    ),
    "a page that human watches": (200, (("Set-Cookie", "_pxhd=1; Path=/"),), ""),
    "qrator passes on a door": (
        401,
        (("Server", "QRATOR"), ("WWW-Authenticate", "Basic realm=x")),
        "",
    ),
    "fastly passes on a refusal": (403, (*FASTLY, ("Via", "1.1 varnish")), ""),
    "yandex serves a page": (200, (("X-Yandex-Req-Id", "1"),), ""),
    "azure passes on an outage": (502, (GATEWAY, HTML), ""),
}


@pytest.mark.parametrize("case", SERVED)
def test_what_an_edge_passes_on_is_no_refusal_of_its_own(case: str) -> None:
    assert refusals(*SERVED[case]) == {}


def test_a_header_that_two_houses_write_names_neither_alone() -> None:
    shared = ("X-Cache-Lookup", "Hit From MemCache")
    alone = embedded().by_response(HttpAnswer(200, (shared,)))
    tencent = embedded().by_response(HttpAnswer(200, (shared, ("X-NWS-LOG-UUID", "1"))))
    huawei = embedded().by_response(HttpAnswer(200, (shared, ("x-hcs-proxy-type", "1"))))
    assert [{match.rule.provider for match in found} for found in (alone, tencent, huawei)] == [
        set(),
        {"tencent-cdn"},
        {"huawei-cloud-cdn"},
    ]


LEADING_AWAY = {
    "yandex-smartcaptcha": "https://www.shop.example/showcaptcha?cc=1&retpath=x",
    "datadome": "https://geo.captcha-delivery.com/captcha/?initialCid=1",
    "imperva": "/_Incapsula_Resource?SWUDNSAI=31",
    "cloudflare": "/cdn-cgi/challenge-platform/h/g/chl",
    "radware": "https://validate.perfdrive.com/?ssa=1",
    "alibaba-waf": "https://www.shop.example/_____tmd_____/punish?x5secdata=1",
}


@pytest.mark.parametrize("provider", LEADING_AWAY)
def test_a_redirect_to_a_page_for_robots_is_a_challenge(provider: str) -> None:
    location = ("Location", LEADING_AWAY[provider])
    assert refusals(302, (location,)) == {provider: (State.CHALLENGE, "medium")}
    assert refusals(200, (location,)) == {}


@pytest.mark.parametrize("location", ["/login", "https://www.shop.example/", "/showcaptcha.html"])
def test_a_redirect_to_elsewhere_is_no_challenge(location: str) -> None:
    assert refusals(302, (("Location", location),)) == {}
