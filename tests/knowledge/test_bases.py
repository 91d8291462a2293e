"""Every row of evidence belongs to a rule, says what it rests on, and comes from a fit source."""

from collections import Counter
from dataclasses import replace
from datetime import date

from tests.knowledge import bases, shipped

FORBIDDEN = ("wappalyzer", "whatweb", "wptagent", "webpagetest")
LEAST_RULES_WHOLLY_SHOWN = 920


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


def test_bases_are_the_three_words() -> None:
    assert {row.basis for row in bases.evidence()} == {*bases.BASES}


def test_sources_are_addresses_that_may_be_cited() -> None:
    assert [
        row.source
        for row in bases.evidence()
        if not row.source.startswith("https://")
        or any(name in row.source.lower() for name in FORBIDDEN)
    ] == []


def test_dates_are_iso_dates_and_licences_are_named() -> None:
    assert [
        row
        for row in bases.evidence()
        if date.fromisoformat(row.verified).isoformat() != row.verified or not row.licence
    ] == []


def test_rules_are_counted_by_how_much_of_them_is_shown() -> None:
    rule = next(r for r in shipped.folder().rules if len(bases.values(r)) > 1)
    rows = [
        bases.Evidence(rule.id, field, value, "corpus", "owner", "https://x.example", "MIT", "")
        for field, value in sorted(bases.values(rule))
    ]
    assert bases.shown([], [rule]) == Counter({"all": 0, "some": 0, "none": 1})
    assert bases.shown(rows[:1], [rule]) == Counter({"all": 0, "some": 1, "none": 0})
    assert bases.shown(rows, [rule]) == Counter({"all": 1, "some": 0, "none": 0})


def test_the_rules_wholly_shown_do_not_grow_fewer() -> None:
    counts = bases.shown(bases.evidence(), shipped.folder().rules)
    assert counts["all"] >= LEAST_RULES_WHOLLY_SHOWN
