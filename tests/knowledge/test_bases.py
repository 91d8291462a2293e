"""Every row of evidence belongs to a rule, says what it rests on, and comes from a fit source."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from cdnaudit.knowledge.rules import Citation, Rule
from cdnaudit.model.terms import Basis, Role, Signal
from tests import small_knowledge as small
from tests.knowledge import bases, shipped

FORBIDDEN = ("wappalyzer", "whatweb", "wptagent", "webpagetest")
LEAST_CONFIRMED = 0.9
"""The part of the rules whose basis is not ``general``; raise it as rules are read."""


CONFIRMED_RELATIONS = 45
"""The least number of owners' relations to their parents whose basis is not ``general``."""


MOST_USED_UNCONFIRMED = 19
"""The most rules of the 120 most used providers whose basis may be ``general``."""


def test_the_most_used_providers_are_there_and_each_names_its_company() -> None:
    companies = {company.id for company in shipped.folder().companies}
    named = {
        provider.id for provider in shipped.folder().providers if provider.company in companies
    }
    assert len(bases.most_used()) == len(set(bases.most_used())) == 120
    assert set(bases.most_used()) - named == set()


def test_the_rules_of_the_most_used_providers_are_confirmed_but_for_a_few() -> None:
    found = bases.unconfirmed(bases.most_used(), shipped.folder().rules)
    assert len(found) <= MOST_USED_UNCONFIRMED


def test_the_60_most_used_that_serve_sites_are_known_by_two_kinds_of_signal() -> None:
    """But for a platform and a CDN on another's network, and a service that is sold."""
    assert bases.known_by_one(bases.most_used(), shipped.folder().rules) == (
        "cloudflare-pages",
        "google-cloud-cdn",
        "google-domains",
    )


def test_a_provider_that_serves_no_site_needs_no_second_kind() -> None:
    rules = [
        small.rule("alpha", Role.CDN, Signal.CNAME, suffix=("a.example",)),
        small.rule("alpha", Role.CDN, Signal.ASN, asn=(64500,)),
        small.rule("beta", Role.DNS, Signal.NS, suffix=("b.example",)),
        small.rule("gamma", Role.CA, Signal.CERT, issuer=("*Gamma*",)),
    ]
    assert bases.kinds(rules) == {
        "alpha": {Signal.CNAME, Signal.ASN},
        "beta": {Signal.NS},
    }
    assert bases.known_by_one(("alpha", "beta", "gamma"), rules) == ("beta",)


def test_so_many_relations_of_owners_are_confirmed() -> None:
    counted = bases.relations(shipped.folder().companies)
    assert counted.total() - counted[Basis.GENERAL] >= CONFIRMED_RELATIONS


def test_every_row_shows_a_value_that_its_rule_looks_for() -> None:
    assert bases.strays(bases.evidence(), shipped.folder().rules) == ()


def test_a_row_whose_rule_is_gone_or_looks_for_another_value_is_a_stray() -> None:
    row = bases.evidence()[0]
    gone = replace(row, rule="nobody#ns-0")
    other = replace(row, value="another.example")
    assert bases.strays([row, gone, other], shipped.folder().rules) == (gone, other)


def test_rows_are_sorted_and_no_value_is_shown_twice() -> None:
    keys = [(row.rule, row.field, row.value) for row in bases.evidence()]
    assert keys == sorted(set(keys))


def test_the_basis_of_a_row_is_one_that_somebody_saw() -> None:
    assert {row.basis for row in bases.evidence()} == {*Basis} - {Basis.GENERAL}


def test_sources_are_addresses_that_may_be_cited() -> None:
    assert [
        row.source
        for row in bases.evidence()
        if not row.source.startswith(("https://", "http://"))
        or any(name in row.source.lower() for name in FORBIDDEN)
    ] == []


def test_dates_are_iso_dates_and_licences_are_named() -> None:
    assert [
        row
        for row in bases.evidence()
        if date.fromisoformat(row.verified).isoformat() != row.verified or not row.licence
    ] == []


def test_no_corpus_is_under_a_licence_that_would_reach_this_program() -> None:
    corpora = [row for row in bases.evidence() if row.basis == Basis.CORPUS]
    assert [row for row in corpora if "GPL" in row.licence] == []


def shown_by(rule: Rule, basis: Basis, source: str, day: str) -> list[bases.Evidence]:
    return [
        bases.Evidence(rule.id, field, value, basis, "owner", source, "MIT", day)
        for field, value in sorted(bases.values(rule))
    ]


PAGE = "https://docs.example/list"
RULE = replace(
    small.rule("alpha", Role.CDN, Signal.CNAME, suffix=("a.example", "b.example")),
    citation=Citation(Basis.CORPUS, (PAGE,), "2026-11-01"),
)
FIRST, SECOND = shown_by(RULE, Basis.CORPUS, f"{PAGE}#L1", "2026-11-01")


def test_a_rule_says_the_sum_of_its_rows() -> None:
    better = replace(SECOND, basis=Basis.OFFICIAL, source=f"{PAGE}#L2", verified="2026-11-02")
    assert bases.unbacked([FIRST, SECOND], [RULE]) == ()
    assert bases.unbacked([FIRST, better], [RULE]) == ()


def test_what_the_rows_do_not_say_is_told() -> None:
    elsewhere = replace(SECOND, source="https://other.example/page", verified="2026-10-01")
    stronger = replace(RULE, citation=replace(RULE.citation, basis=Basis.OFFICIAL))
    untrue = replace(
        RULE, citation=replace(RULE.citation, sources=(PAGE, "https://more.example/x"))
    )
    assert bases.unbacked([FIRST], [RULE]) == ("alpha#cname-0: no row shows suffix 'b.example'",)
    assert bases.unbacked([FIRST, elsewhere], [RULE]) == (
        "alpha#cname-0: does not cite https://other.example/page",
        "alpha#cname-0: was verified on 2026-11-01, and its rows on 2026-10-01",
    )
    assert bases.unbacked([FIRST, SECOND], [stronger]) == (
        "alpha#cname-0: is official, and its rows are corpus",
    )
    assert bases.unbacked([FIRST, SECOND], [untrue]) == (
        "alpha#cname-0: cites https://more.example/x, and no row does",
    )


def test_a_rule_of_general_knowledge_and_a_provider_without_rows_need_none() -> None:
    general = replace(RULE, citation=Citation(Basis.GENERAL))
    stranger = replace(RULE, provider="beta", id="beta#cname-0")
    assert bases.unbacked([FIRST], [general, stranger]) == ()


def test_what_no_row_shows_is_listed_and_a_header_is_read_with_its_values() -> None:
    named = small.rule("alpha", Role.CDN, Signal.HEADER, header="server", value=("alpha*",))
    bare = small.rule("alpha", Role.CDN, Signal.HEADER, 1, header="x-alpha")
    assert bases.missing([FIRST], [RULE, named, bare]) == (
        ("alpha#cname-0", "suffix", "b.example"),
        ("alpha#header-0", "value", "alpha*"),
        ("alpha#header-1", "header", "x-alpha"),
    )


def test_no_file_says_more_than_the_rows() -> None:
    assert bases.unbacked(bases.evidence(), shipped.folder().rules) == ()


def test_no_rule_is_confirmed_by_a_home_page() -> None:
    cited = {
        source
        for rule in shipped.folder().rules
        if rule.citation.basis is not Basis.GENERAL
        for source in rule.citation.sources
    }
    assert {source for source in cited if urlsplit(source).path in ("", "/")} == set()


def test_the_share_of_rules_that_somebody_confirmed_does_not_fall() -> None:
    shares = bases.shares(shipped.folder().rules)
    assert sum(shares.values()) == pytest.approx(1)
    assert 1 - shares[Basis.GENERAL] >= LEAST_CONFIRMED
