"""A name that an NS or CNAME record points to does not exist.

Asks: does every alias target and every nameserver name exist?
Why: whoever registers the missing name answers in your place.
Silent when: all exist, or nobody said.
Remedy: remove the record, or take the name back.
Source: Akiwate et al., IMC 2020; Liu, Hao, Wang, CCS 2016.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.aliases import End
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        yield from _alias(case, host)
    for host, zone in case.own_zones():
        yield from _delegation(case, host, zone)


def _alias(case: Case, host: HostView) -> Iterator[Verdict]:
    missing = {r.last for r in host.resolutions if r.end is End.NXDOMAIN and r.links}
    if missing:
        name = min(missing)
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                message=f"{host.name} is an alias of {name}, which does not exist",
                remedy=f"remove the alias, or take {name} back before somebody else does",
            ),
        )


def _delegation(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    missing = [s.name for s in zone.servers if s.exists is False and not s.glue]
    if missing:
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.DNS,
                message=f"{zone.name} is delegated to {listed(missing)}, which does not exist",
                remedy="take it out of the delegation before somebody registers it",
            ),
        )


CHECK = Check(
    id="dns-dangling",
    title="an NS or CNAME target does not exist",
    severity=Severity.CRITICAL,
    help=__doc__,
    run=_run,
)
