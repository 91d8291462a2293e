"""One company is a single point in several roles.

Asks: does one company take the host down through two or more of DNS, CDN, challenge, steering and hosting?
Why: what strikes a company strikes its services together, and then no part of it is left to fail over with (Cloudflare, 2025-11-18).
Silent when: each single point belongs to another company, or the roles are parts of one edge, such as a CDN behind its own traffic manager.
Severity: high where the edge and the zone are one company's, so that the record to escape with goes too; medium for the rest, such as hosting and DNS at one cloud; critical from three roles with the challenge. Of the 23 targets of the recordings in fixtures, 3 are critical, 1 is high, 1 is medium, and of 18 nothing is said.
Remedy: give one of the roles, DNS first, to another company.
Source: https://blog.cloudflare.com/18-november-2025-outage/; Regulation (EU) 2022/2554 (DORA), Article 29.
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict, only_provider
from cdnaudit.checking.host_queries import single_services
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity, rank
from cdnaudit.names import listed

COUNTED = (
    Role.DNS,
    Role.CDN,
    Role.CHALLENGE,
    Role.WAF,
    Role.STEERING,
    Role.PLATFORM,
    Role.HOSTING,
    Role.CONTROL,
)
KINDS = {
    Role.WAF: Role.CHALLENGE,
    Role.HOSTING: Role.PLATFORM,
    Role.STEERING: Role.CDN,
}
"""Roles that are one with another here: two names for one thing are not two roles.

A company's edge and its traffic manager before it are taken together, from one console.
"""
EDGE = frozenset({Role.CDN, Role.CHALLENGE})
"""Kinds of what stands between a visitor and the origin."""
CONTROL = frozenset({Role.DNS, Role.CONTROL})
"""Roles whose loss takes the means of escape: the record that leads visitors elsewhere."""
MANY = 2
MOST = 3


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        by_company: dict[str, list[Service]] = {}
        for service in single_services(case, host, COUNTED):
            by_company.setdefault(case.knowledge.company_of(service.provider), []).append(service)
        for company, services in sorted(by_company.items()):
            if len(_kinds(services)) >= MANY:
                yield _finding(case, host.name, company, services)


def _kinds(services: list[Service]) -> set[Role]:
    return {KINDS.get(service.role, service.role) for service in services}


def _finding(case: Case, host: str, company: str, services: list[Service]) -> Verdict:
    kinds = _kinds(services)
    evidence = chain.from_iterable(case.evidence(host, service) for service in services)
    confidences = [case.confidence(host, service) for service in services]
    by_role = sorted(services, key=lambda service: service.role)
    return CHECK.finding(
        case,
        Claim(
            host=host,
            provider=only_provider(service.provider for service in services),
            roles=tuple(service.role for service in services),
            company=company,
            severity=_severity(kinds),
            confidence=min(confidences, key=rank),
            message=f"{company} alone takes {host} down in {len(kinds)} roles: "
            + listed(_role(service, company) for service in by_role),
            remedy="give one of these roles, DNS first, to another company",
            evidence=tuple(evidence),
        ),
    )


def _severity(kinds: set[Role]) -> Severity:
    if len(kinds) >= MOST and Role.CHALLENGE in kinds:
        return Severity.CRITICAL
    return Severity.HIGH if kinds & EDGE and kinds & CONTROL else Severity.MEDIUM


def _role(service: Service, company: str) -> str:
    """Name a role, and the provider where it is not called after its company."""
    return service.role if service.provider == company else f"{service.role} ({service.provider})"


CHECK = Check(
    id="company-many-roles",
    title="one company in several roles",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
    single_point=True,
)
