"""Fewer providers than the policy asks for.

Asks: are there as many DNS and CDN providers as ``min_dns_providers`` and ``min_cdn_providers`` say?
Why: your organisation said so.
Silent when: no policy is configured, or there are enough.
Remedy: add a provider for the role, on the same host.
Source: your own ``[policy]``.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import doubts
from cdnaudit.model.terms import Role, Severity
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    least = {
        Role.DNS: case.policy.min_dns_providers,
        Role.CDN: case.policy.min_cdn_providers,
    }
    for host in case.survey.hosts:
        for role, wanted in least.items():
            have = {
                u.provider
                for u in case.dependencies
                if (u.host, u.role, u.depth) == (host.name, role, 1)
            }
            if len(have) >= wanted:
                continue
            doubt = _doubt(case, host, role)
            if doubt:
                yield CHECK.inconclusive(host.name, doubt)
                continue
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=role,
                    message=f"{host.name} has {len(have)} {role} provider(s); the policy asks for {wanted}",
                    remedy=f"add {role} providers until there are {wanted}",
                ),
            )


def _doubt(case: Case, host: HostView, role: Role) -> str:
    """Say what keeps the providers of a role from being counted; ``""`` for nothing."""
    if role is Role.CDN:
        return next(doubts(case, host), "")
    nameless = host in case.zoneless()
    return f"nobody said which nameservers serve {host.name}" if nameless else ""


CHECK = Check(
    id="policy-too-few-providers",
    title="fewer providers than the policy asks for",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
