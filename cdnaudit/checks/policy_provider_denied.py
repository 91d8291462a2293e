"""A provider that the policy does not allow.

Asks: is every provider of the target allowed by ``allow_providers`` and ``deny_providers``?
Why: your organisation said so.
Silent when: no policy is configured, or every provider keeps to it.
Remedy: move the role to an allowed provider, or change the policy.
Source: your own ``[policy]``.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.terms import Severity


def _run(case: Case) -> Iterator[Verdict]:
    for dependency in case.dependencies:
        if dependency.depth == 1 and _denied(case, dependency):
            yield CHECK.finding(case, _claim(dependency))


def _denied(case: Case, dependency: Dependency) -> bool:
    names = {dependency.provider, dependency.company}
    allow, deny = case.policy.allow_providers, case.policy.deny_providers
    return not names.isdisjoint(deny) or (bool(allow) and names.isdisjoint(allow))


def _claim(dependency: Dependency) -> Claim:
    host, provider, role = dependency.host, dependency.provider, dependency.role
    return Claim(
        host=host,
        role=role,
        provider=provider,
        confidence=dependency.confidence,
        message=f"{host} uses {provider} for {role}, which the policy does not allow",
        remedy="move this role to an allowed provider, or change the policy",
        evidence=dependency.evidence,
    )


CHECK = Check(
    id="policy-provider-denied",
    title="a provider that the policy does not allow",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
