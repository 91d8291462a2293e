"""Every nameserver address of the zone lies in one prefix.

Asks: do all nameserver addresses of a family lie in one prefix?
Why: one withdrawn or hijacked route takes them all.
Silent when: two prefixes hold them; mild for an anycast operator.
Remedy: place a nameserver in another prefix, or add a second DNS provider.
Source: RFC 2182, section 3.1; Allman, IMC 2018.
"""

from collections.abc import Iterator

from cdnaudit.checks.base import Case, Check, Claim, Verdict, listed
from cdnaudit.checks.zones import anycast, origins, sole_provider
from cdnaudit.model.terms import Role, Severity
from cdnaudit.survey.view import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host, zone in case.own_zones():
        yield from _zone(case, host, zone)


def _zone(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    alike: dict[str, str] = {}
    for family, found in origins(case, zone).items():
        known = {o.prefix for o in found if o}
        if None in found and len(known) < 2:  # noqa: PLR2004  two differ
            yield CHECK.undecided(
                host.name,
                f"who announces an {family} nameserver address of {zone.name} is not known",
            )
        elif len(known) == 1:
            alike[family] = str(known.pop())
    if not alike:
        return
    where = listed(f"{family} in {value}" for family, value in alike.items())
    yield CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=sole_provider(case, zone),
            severity=Severity.INFO if anycast(case, zone) else None,
            message=f"every nameserver address of {zone.name} is in one prefix: {where}",
            remedy="place a nameserver in another prefix, or add a second DNS provider",
        ),
    )


CHECK = Check(
    id="dns-single-prefix",
    title="all nameservers are in one prefix",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
