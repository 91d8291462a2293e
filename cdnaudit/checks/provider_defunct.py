"""The path names a provider that has closed.

Asks: does an alias, a nameserver or the host itself belong to a service that no longer runs?
Why: its names stop answering, or come into other hands (Edgio, 2025-01-15; StackPath, 2024-06-22).
Silent when: every provider in the path is in business.
Remedy: move the host to a provider that runs, and remove the old names.
Source: each rule's own, with the date on which the service closed.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.match import Match
from cdnaudit.model.terms import Role, Severity, Signal
from cdnaudit.survey.survey import HostView

NAMING = (Signal.CNAME, Signal.HOST, Signal.NS, Signal.SOA)
"""Signals that are records of the owner's: an address may have passed to somebody else."""


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        found = case.attribution.hosts[host.name]
        named = [m for ms in found.by_name.values() for m in ms]
        yield from _closed(case, host, named)
        for gap in unanswered(host):
            yield CHECK.inconclusive(host.name, gap)
    for host in case.zoneless():
        yield CHECK.inconclusive(host.name, f"nobody said which nameservers serve {host.name}")
    for host, zone in case.own_zones():
        servers = [m for s in zone.servers for m in case.operator(s).matches]
        yield from _closed(case, host, servers)


def _closed(case: Case, host: HostView, matches: list[Match]) -> Iterator[Verdict]:
    closed = {m for m in matches if m.rule.defunct and m.rule.on in NAMING}
    for provider, role in sorted({(m.rule.provider, m.rule.role) for m in closed}):
        mine = sorted(m for m in closed if (m.rule.provider, m.rule.role) == (provider, role))
        yield CHECK.finding(case, _claim(host, provider, role, mine))


def _claim(host: HostView, provider: str, role: Role, matches: list[Match]) -> Claim:
    day = max(m.rule.defunct or "" for m in matches)
    return Claim(
        host=host.name,
        role=role,
        provider=provider,
        confidence=combine(matches, role),
        message=f"{host.name} still names {provider} ({matches[0].value}), which closed on {day}",
        remedy="move to a provider that runs, and remove these names",
        evidence=tuple(m.evidence() for m in matches),
    )


CHECK = Check(
    id="provider-defunct",
    title="a provider that has closed",
    severity=Severity.CRITICAL,
    help=__doc__,
    run=_run,
)
