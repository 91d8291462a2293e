"""What the examples of a rule bring to light, each told in a sentence; and what is let pass."""

from dataclasses import replace
from typing import Any

import pytest

from cdnaudit.knowledge.rules import Citation, Company, Folder, Provider, Rule
from cdnaudit.knowledge.self_test import Problem, problems
from cdnaudit.model.terms import Basis, Role, Signal, State
from tests.small_knowledge import rule

PROVIDERS = (
    Provider(id="alpha", name="Alpha", company="alpha"),
    Provider(id="beta", name="Beta", company="beta"),
)


def told(*rules: Rule, companies: tuple[Company, ...] = ()) -> list[str]:
    """Return what is wrong with rules of ``alpha`` and ``beta``, as it is printed."""
    return [str(problem) for problem in problems(Folder(PROVIDERS, rules, companies))]


def cookie(name: str, **fields: Any) -> Rule:
    examples: dict[str, Any] = {"hits": (name.replace("*", "x"),), "misses": ("other",)}
    return rule("alpha", Role.CDN, Signal.COOKIE, cookie=(name,), **(examples | fields))


@pytest.mark.parametrize(
    ("on", "fields", "hit", "miss"),
    [
        (Signal.CNAME, {"suffix": ("edge.example",)}, "a.edge.example", "wedge.example"),
        (Signal.CNAME, {"suffix": ("e#.edge.example",)}, "a.e12.edge.example", "a.ex.edge.example"),
        (Signal.ASN, {"asn": (64500,)}, "64500", "64501"),
        (Signal.ASN, {"asn": (64500,)}, "64500", "no number"),
        (Signal.PREFIX, {"prefix": ("192.0.2.0/24",)}, "192.0.2.9", "198.51.100.9"),
        (Signal.CERT, {"issuer": ("*O=Alpha CA*",)}, "CN=R1,O=Alpha CA", "CN=R1,O=Beta CA"),
        (Signal.CERT, {"suffix": ("edge.example",)}, "a.edge.example", "wedge.example"),
        (
            Signal.HEADER,
            {"header": "x-alpha", "value": ("hit*",), "with_header": (("server", "alpha*"),)},
            "X-Alpha: HIT from edge",
            "X-Alpha: MISS",
        ),
        (
            Signal.COOKIE,
            {"cookie": ("alpha_*",), "status": (403,)},
            "alpha_session",
            "beta_session",
        ),
        (Signal.BODY, {"contains": ("alpha edge",)}, "<p>alpha edge</p>", "<p>alpha</p>"),
        (
            Signal.SCRIPT,
            {"suffix": ("js.edge.example",)},
            "https://js.edge.example/v1.js",
            "https://js.example/v1.js",
        ),
    ],
)
def test_a_rule_that_keeps_to_its_examples_is_in_order(
    on: Signal, fields: dict[str, Any], hit: str, miss: str
) -> None:
    assert told(rule("alpha", Role.CDN, on, hits=(hit,), misses=(miss,), **fields)) == []


@pytest.mark.parametrize(
    ("on", "fields", "hit"),
    [
        (Signal.CNAME, {"suffix": ("edge.example",)}, "a.wedge.example"),
        (Signal.ASN, {"asn": (64500,)}, "no number"),
        (Signal.PREFIX, {"prefix": ("192.0.2.0/24",)}, "198.51.100.9"),
        (Signal.BODY, {"contains": ("alpha edge",)}, "<p>alpha</p>"),
    ],
)
def test_a_hit_that_does_not_match_is_told(on: Signal, fields: dict[str, Any], hit: str) -> None:
    found = told(rule("alpha", Role.CDN, on, hits=(hit,), misses=("other.test",), **fields))
    assert f"alpha#{on}-0: hit {hit!r} does not match" in found


def test_a_rule_without_an_example_of_each_kind_is_told() -> None:
    bare = rule("alpha", Role.CDN, Signal.ASN, asn=(64500,), hits=("64500",))
    assert told(bare) == ["alpha#asn-0: has no hits or no misses; give at least one of each"]


def test_a_source_that_may_not_be_used_is_told() -> None:
    page = "https://github.example/Wappalyzer/alpha.json"
    banned = replace(cookie("alpha_id"), citation=Citation(Basis.CORPUS, (page,), "2026-11-01"))
    assert told(cookie("alpha_id")) == []
    assert told(banned) == [
        (
            "alpha#cookie-0: cites a source whose licence forbids it; "
            "cite the provider's own documentation"
        )
    ]


def test_a_load_balancers_cookie_proves_nothing() -> None:
    assert told(cookie("AWSALB*")) == [
        "alpha#cookie-0: fires on 'AWSALB': a load balancer's cookie proves nothing",
        "alpha#cookie-0: fires on 'AWSALBCORS': a load balancer's cookie proves nothing",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": State.PRESENT}, []),
        ({"state": State.CHALLENGE, "status": (403,)}, []),
        (
            {"state": State.CHALLENGE},
            ["alpha#cookie-0: takes __cf_bm for more than state 'present'"],
        ),
    ],
)
def test_the_bot_cookie_alone_is_no_challenge(fields: dict[str, Any], expected: list[str]) -> None:
    assert told(cookie("__cf_bm", **fields)) == expected


def network(provider: str, role: Role, number: int = 0, **fields: Any) -> Rule:
    return rule(
        provider,
        role,
        Signal.PREFIX,
        number,
        prefix=("192.0.2.0/24",),
        hits=("192.0.2.1",),
        misses=("198.51.100.1",),
        **fields,
    )


def test_one_network_may_serve_two_roles_but_not_two_providers_in_one() -> None:
    assert told(network("alpha", Role.CDN), network("beta", Role.DNS)) == []
    assert told(network("alpha", Role.CDN), network("beta", Role.CDN)) == [
        "alpha#prefix-0: hit '192.0.2.1' is claimed by beta#prefix-0 too; mark one shared = true",
        "beta#prefix-0: hit '192.0.2.1' is claimed by alpha#prefix-0 too; mark one shared = true",
    ]
    assert told(network("alpha", Role.CDN), network("beta", Role.CDN, shared=True)) == []


def named(number: int) -> Rule:
    return rule(
        "alpha",
        Role.CDN,
        Signal.CNAME,
        number,
        suffix=("edge.example",),
        hits=("a.edge.example",),
        misses=("wedge.example",),
    )


def test_a_suffix_that_a_provider_lists_twice_is_told_even_of_one_provider() -> None:
    assert told(named(0), named(1)) == [
        "alpha#cname-1: suffix 'edge.example' is in alpha#cname-0 too"
    ]


def test_an_owner_or_parent_that_nobody_lists_is_a_warning() -> None:
    folder = Folder(
        (Provider(id="gamma", name="Gamma", company="delta"),),
        (),
        (Company(id="alpha", name="Alpha", parent="omega"),),
    )
    assert problems(folder) == (
        Problem(
            "companies",
            "alpha",
            "parent 'omega' of 'alpha' is not in companies.toml",
            warning=True,
        ),
        Problem("gamma", "gamma", "company 'delta' is not in companies.toml", warning=True),
    )
