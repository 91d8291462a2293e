"""Assessments with just the findings a gate test is about, and judging them."""

from datetime import date

from cdnaudit.gate.baseline_file import Baseline, accepted
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import Threshold
from cdnaudit.gate.verdict import Criteria, judged
from cdnaudit.model.assessment import Assessment, Finding, Inconclusive
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import Ending, Report, Run
from cdnaudit.model.terms import Confidence, Role, Severity

TARGET = "www.shop.example"
DOUBT = Inconclusive("cdn-single-provider", TARGET, "timeout")
TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)


def finding(
    severity: Severity = Severity.MEDIUM,
    confidence: Confidence = Confidence.HIGH,
    *,
    check: str = "cdn-single-provider",
    target: str = TARGET,
    host: str = "",
    provider: str | None = "alpha",
    roles: tuple[Role, ...] = (),
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        confidence=confidence,
        target=target,
        host=host or target,
        role=None if roles else Role.CDN,
        roles=roles,
        provider=provider,
        company=provider,
        message="it is so",
        remedy="change it",
        evidence=(),
        fingerprint=f"sha256:{check} {target} {provider}",
    )


def accepting(*findings: Finding, by: str | None = None) -> Baseline:
    """Return a baseline that was written the day before."""
    entries = accepted(findings, Baseline(), YESTERDAY, by)
    return Baseline(file="base.json", entries={e.fingerprint: (e,) for e in entries})


def target(
    *findings: Finding,
    name: str = TARGET,
    inconclusive: tuple[Inconclusive, ...] = (),
    limits: tuple[str, ...] = (),
) -> Assessment:
    return Assessment(
        target=name,
        hosts=(),
        zones=(),
        providers=(),
        transitive=(),
        cuts=(),
        findings=findings,
        unknowns=(),
        inconclusive=inconclusive,
        limits_hit=limits,
        graph=Graph((), 0),
    )


def report(
    *targets: Assessment,
    threshold: Threshold | None = None,
    severities: SeverityRules | None = None,
    suppressor: Suppressor | None = None,
    ending: Ending = Ending.COMPLETE,
) -> Report:
    """Judge targets by what is given, and else by the defaults with nothing accepted."""
    criteria = Criteria(
        threshold=threshold or Threshold(),
        severities=severities or SeverityRules(),
        suppressor=suppressor or Suppressor(today=TODAY),
    )
    return judged(about(ending), targets, criteria)


def about(ending: Ending) -> Run:
    return Run(
        tool="cdnaudit 0",
        rules_date="",
        rules_providers=0,
        started="",
        finished="",
        resolvers=(),
        ecs=(),
        samples=1,
        replayed=True,
        provenance="modelled",
        ending=ending,
    )
