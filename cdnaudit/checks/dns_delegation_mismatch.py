"""The parent delegates to other nameservers than the zone names.

Asks: are the NS sets of parent and child the same?
Why: half of the resolvers use servers that the other half does not, and changes go astray.
Silent when: the sets are equal, or the parent was not asked (--no-authoritative).
Remedy: bring the registrar's nameserver list and the zone's own NS set in line.
Source: Sommese et al., PAM 2020.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed


def _run(case: Case) -> Iterator[Verdict]:
    if not case.plan.authoritative:
        return
    for host, zone in case.own_zones():
        above, below = zone.delegation.parent, zone.delegation.child
        if above is None or below is None:
            yield CHECK.inconclusive(host.name, f"the parent's side of {zone.name} is not known")
        elif above != below:
            yield CHECK.finding(
                case,
                Claim(
                    host=host.name,
                    role=Role.DNS,
                    severity=None if set(above) & set(below) else Severity.HIGH,
                    message=f"{zone.name}: {_kind(set(above), set(below))}",
                    remedy="make the registrar's nameserver list and the zone's NS set the same",
                ),
            )


def _kind(above: set[str], below: set[str]) -> str:
    """Name the kind of mismatch as Sommese et al. do."""
    extra, missing = listed(sorted(above - below)), listed(sorted(below - above))
    if not above & below:
        return f"parent ({extra}) and child ({missing}) name disjoint sets of nameservers"
    if above < below:
        return f"the parent lacks {missing}, which the child names"
    if above > below:
        return f"the parent also names {extra}, which the child does not"
    return f"the parent names {extra}, the child {missing} instead"


CHECK = Check(
    id="dns-delegation-mismatch",
    title="parent and child name different nameservers",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    advisory=True,
)
