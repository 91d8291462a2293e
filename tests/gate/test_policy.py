"""What the configuration does to findings: another severity, none at all, and tier 1."""

import pytest

from cdnaudit.gate.configuration import CheckSetting
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.model.assessment import Inconclusive
from cdnaudit.model.terms import Severity
from tests.gate.reports import DOUBT, TARGET, finding, target

POINT, OTHER = "cdn-single-provider", "dns-chain-long"


def rules(*tier1: str, **checks: CheckSetting) -> SeverityRules:
    return SeverityRules(
        checks={name.replace("_", "-"): c for name, c in checks.items()},
        tier1=frozenset(tier1),
        single_points=frozenset({POINT}),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Severity.INFO, Severity.LOW),
        (Severity.LOW, Severity.MEDIUM),
        (Severity.MEDIUM, Severity.HIGH),
        (Severity.HIGH, Severity.CRITICAL),
        (Severity.CRITICAL, Severity.CRITICAL),
    ],
)
def test_tier_1_raises_a_single_point_one_level(before: Severity, after: Severity) -> None:
    found = rules(TARGET).apply(target(finding(before)))
    assert [f.severity for f in found.findings] == [after]


def test_tier_1_leaves_other_findings_and_other_targets_alone() -> None:
    other = rules(TARGET).apply(target(finding(check=OTHER)))
    elsewhere = rules("else.example").apply(target(finding()))
    assert [f.severity for t in (other, elsewhere) for f in t.findings] == [Severity.MEDIUM] * 2


def test_a_configured_severity_replaces_the_checks_own() -> None:
    setting = CheckSetting(severity=Severity.LOW)
    found = rules(cdn_single_provider=setting).apply(target(finding(Severity.CRITICAL)))
    assert [f.severity for f in found.findings] == [Severity.LOW]


def test_tier_1_raises_beyond_a_configured_severity() -> None:
    setting = CheckSetting(severity=Severity.LOW)
    found = rules(TARGET, cdn_single_provider=setting).apply(target(finding()))
    assert [f.severity for f in found.findings] == [Severity.MEDIUM]


def test_a_check_that_is_off_says_nothing_and_leaves_no_doubt() -> None:
    off = rules(cdn_single_provider=CheckSetting(enabled=False))
    doubt = Inconclusive(OTHER, TARGET, "timeout")
    found = off.apply(target(finding(), finding(check=OTHER), inconclusive=(DOUBT, doubt)))
    assert ([f.check for f in found.findings], found.inconclusive) == ([OTHER], (doubt,))


def test_findings_stand_worst_first() -> None:
    mixed = [finding(s, check=c) for s, c in ((Severity.LOW, "b"), (Severity.HIGH, "c"))]
    found = rules().apply(target(*mixed, finding(Severity.LOW, check="a")))
    assert [f.check for f in found.findings] == ["c", "a", "b"]


def test_single_points_are_the_checks_that_tier_1_is_about() -> None:
    assert sorted(c.id for c in CHECKS if c.single_point) == [
        "cdn-dns-coupling",
        "cdn-single-provider",
        "cdn-steering-single-point",
        "challenge-gate",
        "company-many-roles",
        "control-lockout",
        "dns-false-redundancy",
        "dns-single-asn",
        "dns-single-prefix",
        "dns-single-provider",
        "dns-too-few-nameservers",
        "dns-transitive-dependency",
        "family-divergence",
        "hosting-single-network",
        "region-pinned",
        "status-page-shared-fate",
    ]
