from dataclasses import replace

import pytest

from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.rules import Citation
from cdnaudit.model.assessment import Evidence
from cdnaudit.model.terms import Basis, Confidence, Role, Signal
from tests.small_knowledge import rule

LOW, MEDIUM, HIGH = Confidence


def match(on: Signal, role: Role = Role.CDN, number: int = 0, **fields: object) -> Match:
    return Match(rule("x", role, on, number, **fields), "value")


@pytest.mark.parametrize(
    ("matches", "sure"),
    [
        ((), LOW),
        ((match(Signal.CNAME),), HIGH),
        ((match(Signal.HEADER),), MEDIUM),
        ((match(Signal.HEADER), match(Signal.COOKIE)), MEDIUM),
        ((match(Signal.HEADER), match(Signal.SCRIPT)), HIGH),
        ((match(Signal.HEADER), match(Signal.ASN)), HIGH),
        ((match(Signal.ASN),), LOW),
        ((match(Signal.ASN), match(Signal.PREFIX)), LOW),
        ((match(Signal.ASN), match(Signal.ASN, Role.HOSTING, 1)), LOW),
    ],
)
def test_kinds_of_signal_add_up(matches: tuple[Match, ...], sure: Confidence) -> None:
    assert combine(matches, Role.CDN) is sure


def test_two_lows_of_two_kinds_make_medium() -> None:
    weak = replace(match(Signal.HEADER).rule, confidence=LOW)
    assert combine((match(Signal.ASN), Match(weak, "value")), Role.CDN) is MEDIUM


def general(found: Match) -> Match:
    return replace(found, rule=replace(found.rule, citation=Citation(Basis.GENERAL)))


@pytest.mark.parametrize(
    ("matches", "sure"),
    [
        ((general(match(Signal.CNAME)),), MEDIUM),
        ((general(match(Signal.HEADER)),), LOW),
        ((general(match(Signal.ASN)),), LOW),
        ((general(match(Signal.CNAME)), match(Signal.HOST)), HIGH),
        ((general(match(Signal.CNAME)), match(Signal.ASN)), HIGH),
        ((general(match(Signal.HEADER)), match(Signal.ASN)), MEDIUM),
    ],
)
def test_general_knowledge_counts_one_step_less(
    matches: tuple[Match, ...], sure: Confidence
) -> None:
    assert combine(matches, Role.CDN) is sure


def test_evidence_says_what_its_rule_rests_on() -> None:
    found = match(Signal.CNAME)
    assert found.evidence() == Evidence(
        Signal.CNAME, "value", "x#cname-0", "https://docs.example/", Basis.OFFICIAL
    )
    assert general(found).evidence() == Evidence(
        Signal.CNAME, "value", "x#cname-0", "", Basis.GENERAL
    )


def test_an_address_gives_hosting_what_its_rule_says() -> None:
    assert combine((match(Signal.ASN, Role.HOSTING),), Role.HOSTING) is MEDIUM


def test_evidence_repeats_little_of_a_strangers_text() -> None:
    told = Match(rule("x", Role.CDN, Signal.HEADER), "a" * 9_000).evidence()
    assert (told.rule, len(told.value)) == ("x#header-0", 200)
