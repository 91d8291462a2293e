"""The path names a provider that has closed.

Asks: does an alias, a nameserver or the host itself belong to a service that no longer runs?
Why: its names stop answering, or come into other hands (Edgio, 2025-01-15; StackPath, 2024-06-22).
Silent when: every provider in the path is in business.
Remedy: move the host to a provider that runs, and remove the old names.
Source: each rule's own, with the date on which the service closed.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.identify.confidence import combine
from cdnaudit.knowledge.match import Match
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Severity, Signal
from cdnaudit.survey.survey import HostView

NAMING = (Signal.CNAME, Signal.HOST, Signal.NS, Signal.SOA)
"""Signals that are records of the owner's: an address may have passed to somebody else."""


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        yield from _closed(case, host, case.attributed(host).named)
        for reason in unanswered(host):
            yield CHECK.inconclusive(host.name, reason)
    for host in case.zoneless():
        yield CHECK.inconclusive(host.name, f"nobody said which nameservers serve {host.name}")
    for host, zone in case.own_zones():
        of_servers = (case.operator(server).matches for server in zone.servers)
        yield from _closed(case, host, chain.from_iterable(of_servers))


def _closed(case: Case, host: HostView, matches: Iterable[Match]) -> Iterator[Verdict]:
    closed: dict[Service, set[Match]] = {}
    for match in matches:
        if match.rule.defunct and match.rule.on in NAMING:
            closed.setdefault(match.rule.service, set()).add(match)
    for service, mine in sorted(closed.items()):
        yield CHECK.finding(case, _claim(host, service, sorted(mine)))


def _claim(host: HostView, service: Service, matches: list[Match]) -> Claim:
    day = max(match.rule.defunct or "" for match in matches)
    provider = service.provider
    return Claim(
        host=host.name,
        role=service.role,
        provider=provider,
        confidence=combine(matches, service.role),
        message=f"{host.name} still names {provider} ({matches[0].value}), which closed on {day}",
        remedy="move to a provider that runs, and remove these names",
        evidence=tuple(match.evidence() for match in matches),
    )


CHECK = Check(
    id="provider-defunct",
    title="a provider that has closed",
    severity=Severity.CRITICAL,
    help=__doc__,
    run=_run,
)
