"""What holds of every check: its text, its test, and that another provider never makes it worse."""

from itertools import permutations
from pathlib import Path

import pytest

from cdnaudit.checking.check import Check
from cdnaudit.judging.catalogue import BY_ID, CHECKS
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.terms import Role, Severity
from tests.world import ALPHA, BETA, ECHO, OWN, judge, page, world

HOST = "www.shop.example"
OPERATORS = {"alpha": ALPHA, "beta": BETA, "echo": ECHO, "own": OWN}
EDGE_ZONES = {"alpha-edge.example": ALPHA, "beta-edge.example": BETA}
EDGES = {"x.alpha-edge.example 192.0.2.1", "x.beta-edge.example 198.51.100.1", "203.0.113.1"}


def severities(report: Assessment) -> dict[str, int]:
    """Return the rank of the worst finding of each check; -1 for none."""
    ranks = {c.id: [f.severity.rank for f in report.findings if f.check == c.id] for c in CHECKS}
    return {check: max(found, default=-1) for check, found in ranks.items()}


@pytest.mark.parametrize("edge", sorted(EDGES))
@pytest.mark.parametrize(("first", "second"), list(permutations(OPERATORS, 2)))
def test_another_dns_operator_makes_no_check_worse(first: str, second: str, edge: str) -> None:
    one = judge(world({HOST: edge}, {"shop.example": OPERATORS[first], **EDGE_ZONES}))
    both = f"{OPERATORS[first]} {OPERATORS[second]}"
    two = judge(world({HOST: edge}, {"shop.example": both, **EDGE_ZONES}))
    before, after = severities(one), severities(two)
    assert {c: (before[c], after[c]) for c in before if after[c] > before[c]} == {}


ALONE = {HOST: "x.alpha-edge.example 192.0.2.1 2001:db8:a::1"}
SECOND = {HOST: "x.beta-edge.example 198.51.100.1 2001:db8:b::1"}


def worse(before: Assessment, after: Assessment) -> dict[str, tuple[int, int]]:
    """Return the checks that say something worse than before."""
    was, now = severities(before), severities(after)
    return {check: (was[check], now[check]) for check in was if now[check] > was[check]}


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_a_second_edge_makes_no_check_worse(operator: str) -> None:
    zones = {"shop.example": OPERATORS[operator], **EDGE_ZONES}
    alone, second = world(ALONE, zones), world(SECOND, zones)
    both = second | alone
    for type_ in ("A", "AAAA"):
        both[DnsQuestion(HOST, type_, sample=1)] = second[DnsQuestion(HOST, type_)]
    assert worse(judge(alone), judge(both, samples=2)) == {}


@pytest.mark.parametrize("operator", sorted(OPERATORS))
def test_a_second_edge_over_one_family_is_told_in_place_of_one_edge(operator: str) -> None:
    zones = {"shop.example": OPERATORS[operator], **EDGE_ZONES}
    alone, second = world(ALONE, zones), world(SECOND, zones)
    v6 = DnsQuestion(HOST, "AAAA")
    before, after = judge(alone), judge(second | alone | {v6: second[v6]})
    medium = Severity.MEDIUM.rank
    assert worse(before, after) == {"family-divergence": (-1, medium)}
    assert (
        severities(before)["cdn-single-provider"],
        severities(after)["cdn-single-provider"],
    ) == (
        medium,
        -1,
    )


def test_ids_are_unique_and_every_check_has_its_test() -> None:
    assert len(BY_ID) == len(CHECKS)
    here = {p.name for p in Path(__file__).parent.glob("test_*.py")}
    assert [c.id for c in CHECKS if f"test_{c.id.replace('-', '_')}.py" not in here] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_the_help_of_a_check_says_what_why_when_and_where_from(check: Check) -> None:
    words = ("Asks: ", "Why: ", "Silent when: ", "Remedy: ", "Source: ")
    lines = check.help.splitlines()
    assert [w for w in words if not any(line.startswith(w) for line in lines)] == []


def test_a_fingerprint_is_one_findings_alone_and_holds_no_text() -> None:
    zones = {"shop.example": ALPHA, **EDGE_ZONES}
    answers = world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones, ttl=60)
    answers |= page(f"https://{HOST}/", 403, X_alpha_challenge="challenge")
    slow = world({HOST: "x.alpha-edge.example 192.0.2.2"}, zones, ttl=299)
    slow |= page(f"https://{HOST}/", 503, X_alpha_challenge="challenge")
    prints = [f.fingerprint for f in judge(answers, http=True).findings]
    assert sorted(set(prints)) == sorted(prints)
    assert sorted(f.fingerprint for f in judge(slow, http=True).findings) == sorted(prints)


def test_every_finding_names_its_company_where_it_names_its_provider() -> None:
    zones = {"shop.example": ALPHA, **EDGE_ZONES}
    report = judge(world({HOST: "x.alpha-edge.example 192.0.2.1"}, zones))
    assert [f for f in report.findings if f.provider and not f.company] == []
    assert {f.role for f in report.findings if f.check == "control-lockout"} == {Role.CONTROL}
