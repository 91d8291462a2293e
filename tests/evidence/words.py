"""The words of each axis of a world, and what each puts into the internet; the first is plain."""

from collections.abc import Mapping

from cdnaudit.model.facts import Answer, Cause, HttpAnswer, Unknown
from cdnaudit.model.tls import Tls
from tests.evidence.internet import Manner
from tests.world import ALPHA, BETA, ECHO, OWN

APEX, WWW, OTHER = "shop.example", "www.shop.example", "other.example"
WIDGET = '<script src="https://challenge.alpha-edge.example/api.js"></script>'
STRANGERS = "ns1.far.example=192.0.2.31 ns2.far.example=203.0.113.31"
AWAY = "ns1.away.example=192.0.2.32 ns2.away.example=198.51.100.32"

OPERATORS: Mapping[str, str] = {
    "one operator": ALPHA,
    "two operators": f"{ALPHA} {BETA}",
    "own servers": OWN,
    "own servers in one network": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.14",
    "own servers of both families": (
        "ns1.shop.example=192.0.2.13,2001:db8:a::13 ns2.shop.example=198.51.100.13,2001:db8:b::13"
    ),
    "own servers by IPv6 alone": (
        "ns1.shop.example=2001:db8:a::13 ns2.shop.example=2001:db8:b::13"
    ),
    "one machine by two names": "ns1.shop.example=192.0.2.13 ns2.shop.example=192.0.2.13",
    "vanity names": "ns1.shop.example=192.0.2.11 ns2.shop.example=198.51.100.11",
    "an operator on another's platform": ECHO,
    "strangers": STRANGERS,
    "a known operator and strangers": f"{ALPHA.split()[0]} {STRANGERS}",
    "own servers and an operator": f"{OWN} {ALPHA.split()[0]}",
    "one server": ALPHA.split()[0],
    "a closed operator": "ns1.gone-dns.example=192.0.2.16 ns2.gone-dns.example=203.0.113.16",
    "a ring without a way in": AWAY,
    "a ring with a way in": f"{AWAY} {OWN.split()[0]}",
}
"""The NS set of shop.example."""

DELEGATIONS = (
    "parent and zone agree",
    "the parent names one more",
    "the parent names one less",
    "the parent names others",
)

SERVERS: Mapping[str, Manner | str] = {
    "all serve": "",
    "one refuses": Manner.REFUSES,
    "one fails": Manner.FAILS,
    "one refers upwards": Manner.UPWARD,
    "one is silent": Manner.SILENT,
    "one does not exist": "ns1.lost-dns.example=",
    "one is an alias": "ns1.store.example=192.0.2.12",
}
"""What is wrong with the last nameserver, or a further one that is wrong."""

PATHS: Mapping[str, str] = {
    "address": "@ A 203.0.113.1",
    "edge": "@ CNAME x.alpha-edge.example",
    "no such host": "",
    "two addresses": "@ A 203.0.113.1|@ A 192.0.2.1",
    "both families": "@ A 203.0.113.1|@ AAAA 2001:db8:a::5",
    "hosted": "@ A 198.51.100.1",
    "cloud": "@ CNAME x.alpha-cloud.example",
    "steering before an edge": "@ CNAME one.alpha-steering.example",
    "steering between edges": "@ CNAME two.alpha-steering.example",
    "two edges": "@ CNAME x.alpha-edge.example|@ CNAME x.beta-edge.example",
    "an edge and an address": "@ CNAME x.alpha-edge.example|@ CNAME away.other.example",
    "platform": "@ CNAME x.cabin-app.example",
    "closed edge": "@ CNAME x.gone-edge.example",
    "aliases in a row": "@ CNAME a.store.example",
    "loop": "@ CNAME b.shop.example|b.shop.example CNAME @",
    "dangling": "@ CNAME x.lost-edge.example",
    "alias of the root": "@ CNAME ",
    "no address": "@ TXT x",
    "private address": "@ A 10.0.0.1",
    "wildcard": "*.shop.example A 203.0.113.1",
    "balancer that refuses": "balanced REFUSED",
    "balancer that knows addresses alone": "balanced NOTIMP",
    "balancer that knows A alone": "balanced NOTIMP a_alone",
    "balancer that denies": "balanced NXDOMAIN",
    "balancer that is silent": "balanced silence",
    "no such AAAA": "no_such_aaaa|@ A 203.0.113.1",
}
"""What stands at the www host; several aliases take turns by sample and family."""

APEXES: Mapping[str, str] = {
    "www alone": "",
    "apex beside www": "@ A 203.0.113.2",
    "apex at the edge's address": "@ A 192.0.2.1",
    "apex without address": "@ MX 0 .",
    "apex that is an alias": "@ CNAME x.beta-edge.example",
}
"""Whether the target is the apex, and what stands there."""

OK = HttpAnswer(200, (), "", tls=Tls("CN=Test", ()))
EXPIRED = Unknown("TLS: certificate not trusted: certificate has expired", Cause.REFUSED)
GONE = Unknown("timeout after 5.0 s", Cause.TIMEOUT)
CHALLENGE = HttpAnswer(403, (("x-alpha-challenge", "challenge"),), WIDGET)
BLOCK = HttpAnswer(403, (("x-beta-challenge", "block"),), "")


def _to(url: str) -> HttpAnswer:
    return HttpAnswer(301, (("location", url),), "")


PAGES: Mapping[str, Mapping[str, Answer]] = {
    "not asked": {},
    "served": {"/": OK},
    "challenged": {"/": CHALLENGE},
    "blocked": {"/": BLOCK},
    "widget on a declared page": {"/": OK, "/login": HttpAnswer(200, (), WIDGET)},
    "redirect to another host": {"/": _to("https://other.example/")},
    "redirect to www": {"/": _to("https://www.shop.example/home"), "/home": OK},
    "circle": {"/": _to("/a"), "/a": _to("/")},
    "redirect to a host that is not": {"/": _to("https://x.lost-edge.example/")},
    "redirect to a private place": {"/": _to("http://10.0.0.1/")},
    "many redirects to a challenge": {
        "/": _to("/1"),
        **{f"/{n}": _to(f"/{n + 1}") for n in range(1, 7)},
        "/7": CHALLENGE,
    },
    "redirect to a challenge": {"/": _to("/1"), "/1": CHALLENGE},
    "expired": {"/": EXPIRED, "http:/": OK},
    "expired, and back": {"/": EXPIRED, "http:/": _to("https://@/")},
    "no page": {"/": GONE, "http:/": GONE},
}
"""What each host of the target answers by path; ``http:`` before it is without TLS."""

AXES: Mapping[str, tuple[str, ...]] = {
    "operators": tuple(OPERATORS),
    "delegation": DELEGATIONS,
    "servers": tuple(SERVERS),
    "path": tuple(PATHS),
    "apex": tuple(APEXES),
    "page": tuple(PAGES),
}
