"""Fewer providers than the policy asks for.

Asks: are there as many DNS and CDN providers as ``min_dns_providers`` and ``min_cdn_providers`` say?
Why: your organisation said so.
Silent when: no policy is configured, or there are enough; a host without an address needs no CDN.
Remedy: add a provider for the role, on the same host.
Source: your own ``[policy]``.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import doubts
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import counted
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    wanted = {
        Role.DNS: case.policy.min_dns_providers,
        Role.CDN: case.policy.min_cdn_providers,
    }
    for host in case.survey.hosts:
        for role, least in wanted.items():
            if role is Role.CDN and host.absent:
                continue  # what serves no web host needs no CDN
            providers = {d.provider for d in case.direct(host.name) if d.role is role}
            if len(providers) < least:
                have = counted(len(providers), f"{role} provider")
                yield _too_few(case, host, role, have, least)


def _too_few(case: Case, host: HostView, role: Role, have: str, least: int) -> Verdict:
    reason = _doubt(case, host, role)
    if reason:
        return CHECK.inconclusive(host.name, reason)
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=role,
            message=f"{host.name} has {have}; the policy asks for {least}",
            remedy=f"use {counted(least, f'{role} provider')} or more",
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
