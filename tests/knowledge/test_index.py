import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Role, Signal
from tests.knowledge import shipped
from tests.small_knowledge import rule


def knowing(*rules: Rule) -> Knowledge:
    return Knowledge((), rules, ())


def named(on: Signal, *suffix: str, cloud: str | None = None) -> Knowledge:
    return knowing(rule("x", Role.CDN, on, suffix=suffix, cloud=cloud))


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        ("edge.example.net", "edge.example.net"),
        ("edge.example.net", "a.b.edge.example.net"),
        ("*.edge.example.net", "a.edge.example.net"),
        ("awsdns-#.co.uk", "ns-1.awsdns-07.co.uk"),
        ("e*.example.net", "x.edge.example.net"),
        ("a-*-#.example.net", "a-b-c-12.example.net"),
    ],
)
def test_a_suffix_matches_whole_labels(suffix: str, name: str) -> None:
    assert [m.value for m in named(Signal.NS, suffix).by_name(Signal.NS, name)] == [name]


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        ("edge.example.net", "wedge.example.net"),
        ("edge.example.net", "edge.example.net.acme.example"),
        ("edge.example.net", "example.net"),
        ("*.edge.example.net", "edge.example.net"),
        ("awsdns-#.co.uk", "awsdns-.co.uk"),
        ("awsdns-#.co.uk", "awsdns-7a.co.uk"),
        ("e*.example.net", "a.b.example.net"),
        ("edge.example.net", ""),
        ("edge.example.net", "a." * 200 + "edge.example.net"),
    ],
)
def test_a_suffix_does_not_match_part_of_a_label(suffix: str, name: str) -> None:
    assert named(Signal.NS, suffix).by_name(Signal.NS, name) == ()


def test_a_rule_speaks_only_where_it_looks() -> None:
    known = named(Signal.NS, "edge.example.net")
    assert known.by_name(Signal.CNAME, "edge.example.net") == ()


def test_a_region_is_read_from_the_name_and_wins_over_the_plain_suffix() -> None:
    suffixes = ("elb.example.net", "{region}.elb.example.net", "s3-{region}.example.net")
    known = named(Signal.CNAME, *suffixes, cloud="aws")
    names = ("a.eu-west-1.elb.example.net", "elb.example.net", "b.s3-us-east-2.example.net")
    found = [m.region for name in names for m in known.by_name(Signal.CNAME, name)]
    assert found == ["eu-west-1", None, "us-east-2"]


def test_the_longest_prefix_wins_in_its_role_alone() -> None:
    known = knowing(
        rule("cloud", Role.HOSTING, Signal.PREFIX, prefix=("192.0.0.0/8", "2001:db8::/32")),
        rule("shop", Role.HOSTING, Signal.PREFIX, prefix=("192.0.2.0/24",)),
        rule("edge", Role.CDN, Signal.PREFIX, prefix=("192.0.0.0/16",)),
    )

    def at(ip: str) -> list[str]:
        return [match.rule.provider for match in known.by_address(ip)]

    assert at("192.0.2.1") == ["edge", "shop"]
    assert at("::ffff:192.0.2.1") == ["edge", "shop"]
    assert at("192.9.9.9") == ["cloud"]
    assert at("2001:db8::1") == ["cloud"]
    assert at("203.0.113.1") == at("no address") == []


def test_an_as_and_an_issuer_find_their_rules() -> None:
    known = knowing(
        rule("net", Role.HOSTING, Signal.ASN, asn=(64500, 64501)),
        rule("ca", Role.CA, Signal.CERT, issuer=("*O=Example CA*",)),
    )
    assert [m.value for m in known.by_asn(64501)] == ["64501"]
    assert known.by_asn(64502) == ()
    assert [m.rule.provider for m in known.by_issuer("CN=R1,O=Example CA,C=US")] == ["ca"]
    assert known.by_issuer("CN=R1,O=Other,C=US") == ()


EXAMPLES = [
    (rule.on, hit)
    for rule in shipped.known().rules
    if rule.on in {Signal.CNAME, Signal.NS, Signal.HOST, Signal.SOA}
    for hit in rule.hits
]


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(EXAMPLES), max_size=5))
def test_the_order_of_rules_makes_no_difference(
    dice: random.Random, names: list[tuple[Signal, str]]
) -> None:
    known = shipped.known()
    rules = list(dice.sample(known.rules, 200))
    answer = HttpAnswer(403, (("Server", "cloudflare"), ("Set-Cookie", "__cf_bm=1")), "<p>")
    straight, shuffled = knowing(*rules), knowing(*dice.sample(rules, len(rules)))
    for on, name in names:
        assert straight.by_name(on, name) == shuffled.by_name(on, name)
    assert straight.by_address("13.224.103.62") == shuffled.by_address("13.224.103.62")
    assert straight.by_response(answer) == shuffled.by_response(answer)
