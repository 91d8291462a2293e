"""Any answers at all, as a hostile or broken world might give them."""

from hypothesis import strategies as st

from cdnaudit.model.facts import (
    Answer,
    AsnAnswer,
    AsnQuestion,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    RdapAnswer,
    Record,
    Unknown,
)
from cdnaudit.model.tls import TlsProblem, TlsRefusal

HOST = "www.shop.example"
CAP = 2_000
"""Questions; a walk that asks more does not end."""

NAMES = st.sampled_from(
    [
        HOST,
        "shop.example",
        "example",
        "store.example",
        "ns1.shop.example",
        "ns1.store.example",
        "a.b.c.store.example",
        "x.alpha-edge.example",
        "ns1.alpha-dns.example",
        "",
    ]
)
IPS = st.sampled_from(["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8:a::1"])
TTLS = st.integers(0, 4000)
RECORDS = st.one_of(
    st.builds(Record, NAMES, st.sampled_from(["CNAME", "NS", "PTR"]), TTLS, NAMES),
    st.builds(Record, NAMES, st.sampled_from(["A", "AAAA"]), TTLS, IPS),
    st.builds(
        Record, NAMES, st.just("SOA"), TTLS, NAMES.map(lambda n: f"{n} hostmaster 1 1 1 1 1")
    ),
    st.builds(Record, NAMES, st.just("HTTPS"), TTLS, st.sampled_from(["1 .", "1", "", "1 x.y"])),
)
UNKNOWNS = st.sampled_from([Unknown("not recorded"), Unknown("timeout after 2.0 s")])
DNS = st.builds(
    DnsAnswer,
    st.sampled_from(["NOERROR", "NOERROR", "NXDOMAIN", "REFUSED", "SERVFAIL"]),
    st.lists(RECORDS, max_size=5).map(tuple),
    st.sampled_from([True, False, None]),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["Location", "x-alpha-challenge", "Server"]),
        st.sampled_from(["/", "/a", "https://store.example/", "challenge", "http://["]),
    ),
    max_size=2,
).map(tuple)
HTTP = st.builds(HttpAnswer, st.sampled_from([200, 301, 302, 403]), HEADERS, st.just(""))
TLS = st.builds(TlsRefusal, st.sampled_from(TlsProblem))
ASN = st.builds(AsnAnswer, st.sampled_from([None, 64500, 64501]))


def fitting(question: DnsQuestion) -> st.SearchStrategy[Answer]:
    """An answer about the name asked for, beside records about any other."""
    at, data = question.name, IPS if question.type in {"A", "AAAA"} else NAMES
    own = st.builds(Record, st.just(at), st.just(question.type), TTLS, data)
    alias = st.builds(Record, st.just(at), st.just("CNAME"), TTLS, NAMES)
    return st.builds(
        lambda first, rest, aa: DnsAnswer("NOERROR", (*first, *rest), aa),
        st.lists(st.one_of(own, own, alias), min_size=1, max_size=3),
        st.lists(RECORDS, max_size=2),
        st.sampled_from([True, False, None]),
    )


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    match question:
        case DnsQuestion():
            return st.one_of(fitting(question), fitting(question), DNS, UNKNOWNS)
        case HttpQuestion():
            return st.one_of(HTTP, HTTP, TLS, UNKNOWNS)
        case AsnQuestion():
            return st.one_of(ASN, UNKNOWNS)
        case _:
            return st.one_of(st.just(RdapAnswer("NET", None)), UNKNOWNS)
