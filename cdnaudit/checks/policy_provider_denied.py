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
from cdnaudit.model.report import Dependency
from cdnaudit.model.terms import Severity


def _run(case: Case) -> Iterator[Verdict]:
    for use in case.dependencies:
        if use.depth == 1 and _denied(case, use):
            yield CHECK.finding(
                case,
                Claim(
                    host=use.host,
                    role=use.role,
                    provider=use.provider,
                    confidence=use.confidence,
                    message=f"{use.host} uses {use.provider} for {use.role}, which the policy does not allow",
                    remedy="move this role to an allowed provider, or change the policy",
                    evidence=use.evidence,
                ),
            )


def _denied(case: Case, use: Dependency) -> bool:
    names = {use.provider, use.company}
    allow, deny = case.policy.allow_providers, case.policy.deny_providers
    return bool(names & set(deny)) or (bool(allow) and not names & set(allow))


CHECK = Check(
    id="policy-provider-denied",
    title="a provider that the policy does not allow",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
