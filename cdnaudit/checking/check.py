"""What a check is, and what it says."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cdnaudit.checking.case import Case
from cdnaudit.model.assessment import Evidence, Finding, Inconclusive
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Confidence, Role, Severity

Verdict = Finding | Inconclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a check says about one host; ``severity`` None takes the check's own."""

    host: str
    message: str
    remedy: str
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    role: Role | None = None
    roles: tuple[Role, ...] = ()
    """Of a claim about several roles at once, which has no ``role``."""
    provider: str | None = None
    company: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A question put to every case. ``help`` is what ``cdnaudit explain`` prints."""

    id: str
    title: str
    severity: Severity
    help: str
    run: Callable[[Case], Iterable[Verdict]]
    single_point: bool = False
    """Tier 1 raises it one level."""
    advisory: bool = False
    """Being inconclusive on it does not make a target incomplete."""

    def finding(self, case: Case, claim: "Claim") -> Finding:
        """Make ``claim`` in this check's name."""
        provider, role = claim.provider, claim.role
        return Finding(
            check=self.id,
            severity=claim.severity or self.severity,
            confidence=claim.confidence,
            target=case.plan.target,
            host=claim.host,
            role=role,
            provider=provider,
            company=claim.company or (case.knowledge.company_of(provider) if provider else None),
            message=claim.message,
            remedy=claim.remedy,
            evidence=tuple(sorted(set(claim.evidence))),
            fingerprint=fingerprint(self.id, case.plan.target, claim.host, role, provider),
            roles=tuple(sorted(set(claim.roles))),
        )

    def finding_on(self, case: Case, service: Service, claim: "Claim") -> Finding:
        """Make ``claim`` about one service, with what shows that the host depends on it."""
        shown = replace(
            claim,
            role=service.role,
            provider=service.provider,
            confidence=case.confidence(claim.host, service),
            evidence=case.evidence(claim.host, service),
        )
        return self.finding(case, shown)

    def inconclusive(self, host: str, reason: str) -> Inconclusive:
        """Say that the facts do not suffice."""
        return Inconclusive(self.id, host, reason)


def only_provider(providers: Iterable[str]) -> str | None:
    """Return the provider a claim can name: the only one there is.

    >>> only_provider(["alpha", "alpha"]), only_provider(["alpha", "beta"])
    ('alpha', None)
    """
    distinct = set(providers)
    return distinct.pop() if len(distinct) == 1 else None


def fingerprint(check: str, target: str, host: str, role: Role | None, provider: str | None) -> str:
    """Name a finding for good: no text, time or address goes in (contract, section 4)."""
    parts = "\n".join((check, target, host, role or "", provider or ""))
    return "sha256:" + hashlib.sha256(parts.encode()).hexdigest()
