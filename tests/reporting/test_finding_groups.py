"""Findings that follow from another stand below it."""

from dataclasses import replace

from cdnaudit.model.report import JudgedFinding, Suppression
from cdnaudit.model.terms import Role, Severity
from cdnaudit.reporting.finding_groups import finding_groups, not_named
from tests.formats import samples
from tests.golden.test_fixtures import judged

HOST = "www.shop.example"
LEVELS = {"c": Severity.CRITICAL, "h": Severity.HIGH, "m": Severity.MEDIUM, "i": Severity.INFO}


def found(check: str, level: str = "m", host: str = HOST, company: str = "ns1") -> JudgedFinding:
    made = samples.finding(host, check, LEVELS[level], company, Role.DNS)
    return replace(made, fingerprint=f"{check}-{host}-{company}")


def groups(*findings: JudgedFinding) -> list[list[str]]:
    made = finding_groups(findings)
    return [[group.head.check, *(below.check for below in group.following)] for group in made]


def test_of_one_company_in_many_roles_the_roles_follow_and_their_networks_too() -> None:
    chatgpt = judged("outage-2025-11-18").targets[0]
    (group,) = finding_groups(chatgpt.findings)
    assert group.head.check == "company-many-roles"
    assert {finding.check for finding in group.following} == {
        "cdn-single-provider",
        "challenge-gate",
        "control-lockout",
        "dns-single-provider",
        "dns-single-asn",
        "dns-single-prefix",
    }


def test_no_finding_stands_below_a_milder_one_or_another_companys() -> None:
    roles, provider = found("company-many-roles"), found("dns-single-provider")
    assert groups(provider, roles) == [["company-many-roles", "dns-single-provider"]]
    worse = replace(provider, severity=Severity.HIGH)
    assert groups(worse, roles) == [["dns-single-provider"], ["company-many-roles"]]
    others = found("dns-single-provider", company="dyn")
    assert groups(others, roles) == [["company-many-roles"], ["dns-single-provider"]]


def test_what_fails_the_gate_stands_below_nothing_that_does_not() -> None:
    roles, provider = found("company-many-roles"), found("dns-single-provider")
    failing = replace(provider, fails_gate=True)
    assert groups(failing, roles) == [["company-many-roles"], ["dns-single-provider"]]


def test_the_same_of_another_host_is_said_once_with_both_hosts() -> None:
    first, second = found("failover-slow"), found("failover-slow", host="shop.example")
    (group,) = finding_groups((first, second))
    assert (group.head, group.other_hosts) == (first, ("shop.example",))
    other = replace(second, message="it takes longer")
    assert groups(first, other) == [["failover-slow"], ["failover-slow"]]


def test_a_network_that_no_rule_names_is_not_known_and_no_finding() -> None:
    unnamed = replace(found("provider-unknown", "i"), company=None, message="nobody names it")
    single = replace(found("hosting-single-network"), company=None)
    accepted = replace(unnamed, suppressed=Suppression("ignore", "known", None))
    assert groups(unnamed) == []
    assert not_named((unnamed,)) == ("nobody names it",)
    assert groups(unnamed, single) == [["hosting-single-network", "provider-unknown"]]
    assert not_named((unnamed, single)) == ()
    assert not_named((accepted,)) == ()
