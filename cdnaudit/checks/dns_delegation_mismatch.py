"""The parent delegates to other nameservers than the zone names.

Asks: are the NS sets of parent and child the same?
Why: half of the resolvers use servers that the other half does not, and changes go astray.
Silent when: the sets are equal, or the parent was not asked (--no-authoritative).
Remedy: bring the registrar's nameserver list and the zone's own NS set in line; a side that alone names servers which do not serve the zone is the wrong one.
Source: Sommese et al., PAM 2020.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import not_serving
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    if not case.plan.authoritative:
        return
    for host, zone in case.own_zones():
        above, below = zone.delegation.parent, zone.delegation.child
        if above is None or below is None:
            side = "the parent's side" if above is None else "the NS set"
            yield CHECK.inconclusive(host.name, f"{side} of {zone.name} is not known")
        elif above != below:
            yield _finding(case, host, zone, (set(above), set(below)))


def _finding(
    case: Case, host: HostView, zone: ZoneView, sides: tuple[set[str], set[str]]
) -> Verdict:
    above, below = sides
    wrong, remedy = _side_at_fault(zone, above - below, below - above)
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            severity=None if above & below else Severity.HIGH,
            message=f"{zone.name}: {_kind(above, below)}{wrong}",
            remedy=remedy or "make the registrar's nameserver list and the zone's NS set the same",
        ),
    )


def _side_at_fault(zone: ZoneView, above: set[str], below: set[str]) -> tuple[str, str]:
    """Say which side is wrong, and what to do: the one whose further nameservers do not serve.

    Empty where that is not known: each of them works, or on both sides one does not.
    """
    dead = {server.name for server in zone.servers if not_serving(server)}
    parents, childs = sorted(above & dead), sorted(below & dead)
    if bool(parents) == bool(childs):
        return "", ""
    if parents:
        remedy = f"take {listed(parents)} out of the registrar's nameserver list"
        return f"; the parent is wrong: {_do_not_serve(parents)}", remedy
    remedy = f"take {listed(childs)} out of the zone's NS set"
    return f"; the child is wrong: {_do_not_serve(childs)}", remedy


def _do_not_serve(names: list[str]) -> str:
    return f"{listed(names)} {'does' if len(names) == 1 else 'do'} not serve the zone"


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
