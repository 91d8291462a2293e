"""A nameserver's name is an alias.

Asks: is the target of an NS record a CNAME?
Why: resolvers may refuse to follow it, so the nameserver is there for some and not for others.
Silent when: every nameserver name has addresses of its own.
Remedy: put the canonical name into the NS record.
Source: RFC 2181, section 10.3.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.aliases import Resolution


def _run(case: Case) -> Iterator[Verdict]:
    for host, zone in case.own_zones():
        aliased = [s for s in zone.servers if s.is_alias]
        if aliased:
            ends = listed(f"{s.name} -> {_end(s.resolutions)}" for s in aliased)
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=Role.DNS,
                    message=f"{zone.name} names nameservers that are aliases: {ends}",
                    remedy="put the names that have addresses into the NS records",
                ),
            )


def _end(resolutions: tuple[Resolution, ...]) -> str:
    return next(r.last for r in resolutions if r.links)


CHECK = Check(
    id="dns-nameserver-alias",
    title="a nameserver name is a CNAME",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
