"""family-divergence: IPv4 and IPv6 lead to different providers."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from cdnaudit.checking.family_queries import CARRIERS, hidden_points
from cdnaudit.checks.family_divergence import CHECK
from cdnaudit.judging.judge import Judge
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.events import Event
from cdnaudit.model.facts import NOT_RECORDED, AsnAnswer, AsnQuestion, DnsQuestion
from cdnaudit.model.terms import Confidence, Role
from cdnaudit.observe.public_suffix import registrable
from tests.small_knowledge import KNOWN
from tests.world import (
    ALPHA,
    BETA,
    OWN,
    TIMEOUT,
    Answers,
    doubts,
    findings,
    judge,
    none_at,
    page,
    plan,
    said,
    survey,
    unknown,
    world,
)

HOST = "www.shop.example"
ZONES = {
    "shop.example": OWN,
    "alpha-edge.example": OWN,
    "beta-edge.example": OWN,
    "cabin-app.example": OWN,
    "gone-edge.example": OWN,
}
TYPES = ("A", "AAAA")
A, AAAA = (DnsQuestion(HOST, type_) for type_ in TYPES)


def led(v4: str, v6: str, *further: tuple[str, str]) -> Answers:
    """Return a world in which A leads to one place and AAAA to another; more pairs are samples."""
    found = world({HOST: ""}, ZONES)
    for sample, pair in enumerate(((v4, v6), *further)):
        for type_, words in zip(TYPES, pair, strict=True):
            there = world({HOST: words}, ZONES)
            found = there | found
            found[DnsQuestion(HOST, type_, sample=sample)] = there[DnsQuestion(HOST, type_)]
    return found | NETWORKS


ALPHA_4, ALPHA_6 = "x.alpha-edge.example 192.0.2.1", "x.alpha-edge.example 2001:db8:a::1"
BETA_4, BETA_6 = "x.beta-edge.example 203.0.113.2", "x.beta-edge.example 2001:db8:c::2"
CABIN_4, CABIN_6 = "x.cabin-app.example 203.0.113.3", "x.cabin-app.example 2001:db8:d::3"
NETWORKS: Answers = {
    AsnQuestion("2001:db8:c::2"): AsnAnswer(64502, "WEST", "2001:db8:c::/48"),
    AsnQuestion("203.0.113.3"): AsnAnswer(64503, "EAST", "203.0.113.0/24"),
    AsnQuestion("2001:db8:d::3"): AsnAnswer(64503, "EAST", "2001:db8:d::/48"),
}
"""Each edge is in a network of its own, over both families."""


@pytest.mark.parametrize(
    ("v4", "v6", "message", "provider"),
    [
        (
            ALPHA_4,
            BETA_6,
            "for IPv4-only clients HOST goes down with alpha (cdn), for IPv6-only clients with beta (cdn)",
            None,
        ),
        (
            "203.0.113.1",
            "2001:db8:a::1",
            "for IPv4-only clients HOST goes down with AS64502 (WEST), for IPv6-only clients with AS64500 (NORTH)",
            None,
        ),
        (
            "203.0.113.1",
            "2001:db8:b::1",
            "for IPv4-only clients HOST goes down with AS64502 (WEST), for IPv6-only clients with depot (hosting)",
            "depot",
        ),
    ],
)
def test_another_provider_in_each_family_is_said(
    v4: str, v6: str, message: str, provider: str | None
) -> None:
    expected = [("medium", message.replace("HOST", HOST), provider)]
    assert said(judge(led(v4, v6)), CHECK.id) == expected


def test_a_single_one_of_a_family_beside_two_of_the_other_is_said() -> None:
    answers = led(ALPHA_4, ALPHA_6, (BETA_4, ALPHA_6))
    message = f"for IPv6-only clients {HOST} goes down with alpha (cdn)"
    assert said(judge(answers, samples=2), CHECK.id) == [("medium", message, "alpha")]


def test_two_in_each_family_with_none_in_both_are_mild() -> None:
    answers = led(BETA_4, CABIN_6, ("198.51.100.1", "x.gone-edge.example 2001:db8:a::1"))
    (finding,) = findings(judge(answers, samples=2), CHECK.id)
    leads = "IPv4 leads to beta and depot, IPv6 leads to alpha, cabin and gone"
    message = f"no provider serves {HOST} over both families: {leads}"
    assert (finding.severity, finding.role, finding.message) == ("low", None, message)


@pytest.mark.parametrize(
    ("v4", "v6"),
    [
        (ALPHA_4, ALPHA_6),
        (ALPHA_4, "x.alpha-edge.example 2001:db8:b::1"),
        (ALPHA_4, ""),
        ("", BETA_6),
        ("203.0.113.1", ""),
        ("192.0.2.1", "2001:db8:a::1"),
        ("198.51.100.1", "2001:db8:b::1"),
        ("", ""),
    ],
)
def test_one_provider_in_both_families_or_one_family_alone_is_not_said(v4: str, v6: str) -> None:
    report = judge(led(v4, v6))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_the_same_two_in_both_families_are_not_said() -> None:
    report = judge(led(ALPHA_4, ALPHA_6, (BETA_4, BETA_6)), samples=2)
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_nameservers_over_one_family_are_no_matter_of_the_clients() -> None:
    alone = "ns1.shop.example=2001:db8:a::53 ns2.shop.example=2001:db8:b::53"
    report = judge(world({HOST: "192.0.2.1 2001:db8:a::1"}, {"shop.example": alone}))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


@pytest.mark.parametrize("question", [A, AAAA], ids=str)
def test_a_family_that_nobody_answered_for_is_inconclusive(question: DnsQuestion) -> None:
    report = judge(led(ALPHA_4, BETA_6) | unknown(question))
    assert said(report, CHECK.id) == []
    doubt = Inconclusive(CHECK.id, HOST, f"{question}: {TIMEOUT.reason}")
    assert doubts(report, CHECK.id) == [doubt]


def test_a_family_that_a_recording_does_not_hold_is_listed_and_leaves_the_verdict() -> None:
    report = judge(led(ALPHA_4, BETA_6) | unknown(AAAA, why=NOT_RECORDED))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])
    assert str(AAAA) in [gap.question for gap in report.unknowns]


def test_one_sample_of_a_family_that_was_lost_is_inconclusive() -> None:
    answers = led(ALPHA_4, ALPHA_6, (ALPHA_4, ALPHA_6))
    lost = DnsQuestion(HOST, "AAAA", sample=1)
    report = judge(answers | unknown(lost), samples=2)
    assert [doubt.reason for doubt in doubts(report, CHECK.id)] == [f"{lost}: timeout after 2.0 s"]


def test_a_family_that_was_lost_says_nothing_where_the_other_has_no_address() -> None:
    report = judge(led("", BETA_6) | unknown(AAAA))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


def test_a_network_that_nobody_told_is_inconclusive() -> None:
    answers = led("203.0.113.1", "2001:db8:a::1") | unknown(AsnQuestion("2001:db8:a::1"))
    report = judge(answers)
    reason = f"who announces 2001:db8:a::1 of {HOST} is not known"
    assert doubts(report, CHECK.id) == [Inconclusive(CHECK.id, HOST, reason)]


def test_a_zone_on_one_way_that_nobody_told_is_inconclusive_for_what_may_be_in_it() -> None:
    zones = {**ZONES, "alpha-edge.example": ALPHA, "beta-edge.example": BETA}
    v4 = world({HOST: ALPHA_4}, zones)
    v6 = world({HOST: BETA_6}, zones)
    answers = v6 | v4 | {AAAA: v6[AAAA]} | unknown(DnsQuestion("beta-edge.example", "NS"))
    for question in list(answers):
        if isinstance(question, DnsQuestion) and question.name == "beta-edge.example":
            answers |= unknown(question)
    report = judge(answers)
    assert [doubt.reason for doubt in doubts(report, CHECK.id)] == [
        f"whether alpha/dns fails all clients of {HOST} is not known"
    ]


def test_a_page_that_did_not_come_is_inconclusive_where_it_could_show_the_provider() -> None:
    answers = led("203.0.113.1", "2001:db8:a::1")
    seen = judge(answers | page(f"https://{HOST}/", Server="nginx"), http=True)
    assert [finding.severity for finding in findings(seen, CHECK.id)] == ["medium"]
    unseen = judge(answers, http=True)
    assert [doubt.reason for doubt in doubts(unseen, CHECK.id)] == [
        f"http https://{HOST}/: not recorded"
    ]


@pytest.mark.parametrize(
    ("v4", "v6", "expected"),
    [
        (ALPHA_4, BETA_6, Confidence.MEDIUM),
        ("203.0.113.1", "2001:db8:a::1", Confidence.LOW),
        ("203.0.113.1", BETA_6, Confidence.LOW),
    ],
)
def test_confidence_is_less_where_chance_or_a_page_may_play_a_part(
    v4: str, v6: str, expected: Confidence
) -> None:
    assert [f.confidence for f in findings(judge(led(v4, v6)), CHECK.id)] == [expected]


def test_names_with_braces_and_commas_are_said_as_they_are() -> None:
    answers = led("203.0.113.1", "2001:db8:a::1")
    answers[AsnQuestion("203.0.113.1")] = AsnAnswer(64502, "{0}, Inc. {x!r}", "203.0.113.0/24")
    (finding,) = findings(judge(answers), CHECK.id)
    assert "with AS64502 ({0}, Inc. {x!r})," in finding.message


WAYS = {
    "A": ("", ALPHA_4, BETA_4, CABIN_4, "198.51.100.1", "203.0.113.1"),
    "AAAA": ("", ALPHA_6, BETA_6, CABIN_6, "2001:db8:b::1"),
}


def ways(random: Random) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return where A and AAAA lead in two samples; at least one answer of each is an address."""
    pairs = [tuple(random.choice(WAYS[type_][1:]) for type_ in TYPES) for _ in range(2)]
    (a, b), (c, d) = pairs
    return (a, b), (c, d)


@pytest.mark.parametrize("seed", range(120))
def test_hidden_points_are_those_of_a_world_in_which_the_other_family_does_not_exist(
    seed: int,
) -> None:
    first, second = ways(Random(seed))
    answers = led(*first, second)
    asked = plan(HOST, samples=2)
    case = Judge(KNOWN, registrable).case(asked, survey(answers, asked))
    hidden = hidden_points(case, case.survey.hosts[0])
    whole = set(judge(answers, samples=2).single_points)
    for type_, other in zip(TYPES, reversed(TYPES), strict=True):
        blind = dict(answers)
        for sample in (0, 1):
            (none,) = none_at(HOST, other, soa="shop.example").values()
            blind[DnsQuestion(HOST, other, sample=sample)] = none
        alone = set(judge(blind, samples=2).single_points) - whole
        assert set(hidden.get(type_, ())) <= alone
        edges = {event for event in alone if event.role in CARRIERS - {Role.HOSTING}}
        assert edges <= set(hidden.get(type_, ()))
        assert not alone or set(hidden.get(type_, ())) or _is_of_one_edge(alone, whole)


def _is_of_one_edge(alone: set[Event], whole: set[Event]) -> bool:
    """Tell whether all that differs is networks of what is everybody's, or prefixes."""
    networks = {e for e in alone if e.is_network or e.role is Role.HOSTING or e == "company:depot"}
    carried = any(event.role in CARRIERS for event in whole)
    return alone == networks and (carried or all(str(e).startswith("prefix:") for e in alone))


SAME = [
    (ALPHA_4, ALPHA_6),
    (BETA_4, BETA_6),
    (CABIN_4, CABIN_6),
    ("198.51.100.1", "2001:db8:b::1"),
    ("192.0.2.1", "2001:db8:a::1"),
]


@pytest.mark.parametrize(("v4", "v6"), SAME)
def test_ipv6_through_the_same_provider_never_adds_a_finding(v4: str, v6: str) -> None:
    before, after = judge(led(v4, "")), judge(led(v4, v6))
    known = {(f.fingerprint, f.severity) for f in before.findings}
    assert [f for f in after.findings if (f.fingerprint, f.severity) not in known] == []


@pytest.mark.parametrize(("one", "other"), list(product(SAME[:3], SAME[:3])))
def test_a_provider_more_in_both_families_never_adds_a_finding(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    before, after = judge(led(*one)), judge(led(*one, other), samples=2)
    known = {(f.fingerprint, f.severity) for f in before.findings if f.check == CHECK.id}
    new = [f for f in findings(after, CHECK.id) if (f.fingerprint, f.severity) not in known]
    assert new == []


def test_a_host_of_one_family_is_reported_as_if_the_check_were_not_there() -> None:
    report = judge(led(ALPHA_4, ""))
    without = [f for f in report.findings if f.check != CHECK.id]
    assert replace(report, findings=tuple(without)) == report
