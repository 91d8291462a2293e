"""Facts that hold of every provider file."""

import json
import tomllib

import pytest
from jsonschema import Draft202012Validator

from cdnaudit.identify.confidence import KIND
from cdnaudit.knowledge.compile import SCHEMA
from cdnaudit.knowledge.embedded import PROVIDERS
from cdnaudit.knowledge.patterns import GENERIC_HEADERS
from cdnaudit.knowledge.provider_schema import schema
from cdnaudit.knowledge.rules import ADDRESS_SIGNALS
from cdnaudit.knowledge.self_test import BANNED
from cdnaudit.model.terms import Confidence, Role, Signal, State
from tests.knowledge import shipped

FILES = sorted(path.stem for path in PROVIDERS.glob("*.toml"))

LARGEST = [
    "cloudflare",
    "akamai",
    "amazon-cloudfront",
    "fastly",
    "google-frontend",
    "azure-front-door",
    "bunny",
    "cdn77",
    "keycdn",
    "gcore",
    "cachefly",
    "cdnetworks",
    "imperva",
    "sucuri",
    "alibaba-cdn",
    "tencent-cdn",
    "wangsu",
    "huawei-cloud-cdn",
    "qiniu",
    "baishancloud",
    "azion",
    "arvancloud",
    "qrator",
    "ddos-guard",
    "medianova",
    "edgecast",
    "stackpath",
    "netlify",
    "vercel",
    "fly-io",
    "github-pages",
    "automattic",
    "shopify",
    "squarespace",
    "wix",
    "webflow",
    "pantheon",
    "heroku",
    "render",
    "firebase",
]


@pytest.mark.parametrize("file", FILES)
def test_a_file_keeps_the_form_and_its_own_examples(file: str) -> None:
    assert [str(p) for p in shipped.found() if p.provider == file and not p.warning] == []


@pytest.mark.parametrize("provider", LARGEST)
def test_the_largest_are_known_by_two_kinds_of_signal(provider: str) -> None:
    assert len({KIND[rule.on] for rule in shipped.of(provider)}) >= 2


def test_every_owner_is_in_the_list_of_companies() -> None:
    assert [str(p) for p in shipped.found() if p.warning] == []


def test_nothing_is_built_on_what_is_not_known() -> None:
    services = {rule.service for rule in shipped.known().rules}
    under = {service for p in shipped.known().providers.values() for service in p.runs_on}
    assert under - services == set()


def test_an_address_never_makes_a_cdn_sure() -> None:
    sure = [
        rule.id
        for rule in shipped.known().rules
        if rule.on in ADDRESS_SIGNALS
        and rule.role is Role.CDN
        and rule.confidence is Confidence.HIGH
    ]
    assert sure == []


def test_a_header_that_many_send_is_judged_by_its_value() -> None:
    bare = [r.id for r in shipped.known().rules if r.header in GENERIC_HEADERS and not r.value]
    assert bare == []


def test_a_challenge_says_what_it_does() -> None:
    rules = [rule for rule in shipped.known().rules if rule.role is Role.CHALLENGE]
    assert [rule.id for rule in rules if rule.state is None] == []


def test_the_bot_cookie_on_a_page_is_present_and_no_challenge() -> None:
    states = {rule.state for rule in shipped.known().rules if "__cf_bm" in rule.cookie}
    assert states == {State.PRESENT}


def test_no_file_cites_what_its_licence_forbids() -> None:
    citing = [p.name for p in PROVIDERS.glob("*.toml") if BANNED.search(p.read_text("utf-8"))]
    assert citing == []


def test_the_schema_is_the_one_that_the_program_makes() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == schema(), "run `make rules`"


def test_the_schema_accepts_every_provider_file() -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    files = [p for p in sorted(PROVIDERS.glob("*.toml")) if p.name != "companies.toml"]
    assert [
        p.name for p in files if not validator.is_valid(tomllib.loads(p.read_text("utf-8")))
    ] == []


@pytest.mark.parametrize(
    ("basis", "cited", "fits"),
    [
        ("official", {"source": "https://x.example/a", "verified": "2026-11-01"}, True),
        ("official", {"source": ["https://x.example/a"], "verified": "2026-11-01"}, True),
        ("official", {"source": "https://x.example/a"}, False),
        ("official", {"verified": "2026-11-01"}, False),
        ("general", {}, True),
        ("general", {"source": "https://x.example/a"}, True),
        ("general", {"source": "https://x.example/a", "verified": "2026-11-01"}, False),
        ("hearsay", {"source": "https://x.example/a", "verified": "2026-11-01"}, False),
    ],
)
def test_the_schema_wants_a_source_and_a_day_of_what_somebody_read(
    basis: str, cited: dict[str, object], fits: bool
) -> None:
    rule = {"role": "cdn", "on": "cname", "suffix": "x.example", "basis": basis, **cited}
    file = {"id": "x", "name": "X", "rule": [rule]}
    assert Draft202012Validator(schema()).is_valid(file) is fits


@pytest.mark.parametrize("name", ["notfastly.net", "fastly.net.evil.com", "xfastly.net"])
def test_a_name_that_only_resembles_fastly_is_not_fastly(name: str) -> None:
    assert shipped.known().by_name(Signal.CNAME, name) == ()
