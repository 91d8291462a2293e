"""Reports with just the findings a gate test is about."""

from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import Finding, Inconclusive, Report, Run, Suppression, TargetReport
from cdnaudit.model.terms import Confidence, Role, Severity, Status

TARGET = "www.shop.example"
DOUBT = Inconclusive("cdn-single-provider", TARGET, "timeout")


def finding(
    severity: Severity = Severity.MEDIUM,
    confidence: Confidence = Confidence.HIGH,
    *,
    check: str = "cdn-single-provider",
    target: str = TARGET,
    host: str = "",
    provider: str | None = "alpha",
    suppressed: Suppression | None = None,
) -> Finding:
    return Finding(
        check=check,
        severity=severity,
        confidence=confidence,
        target=target,
        host=host or target,
        role=Role.CDN,
        provider=provider,
        company=provider,
        message="it is so",
        remedy="change it",
        evidence=(),
        fingerprint=f"sha256:{check} {target} {provider}",
        suppressed=suppressed,
    )


def target(
    *findings: Finding,
    name: str = TARGET,
    inconclusive: tuple[Inconclusive, ...] = (),
    limits: tuple[str, ...] = (),
) -> TargetReport:
    return TargetReport(
        target=name,
        status=Status.PASS,
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


def report(*targets: TargetReport, interrupted: bool = False) -> Report:
    run = Run(
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
        exit_code=0,
        interrupted=interrupted,
    )
    return Report(run=run, targets=targets)
