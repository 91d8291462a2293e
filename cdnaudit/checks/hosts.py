"""What several checks ask of a host."""

from collections.abc import Iterable, Iterator

from cdnaudit.checks.base import Case
from cdnaudit.identify.attribution import Plane
from cdnaudit.model.terms import Role
from cdnaudit.survey.aliases import End
from cdnaudit.survey.view import HostView


def single_planes(case: Case, host: str, roles: Iterable[Role]) -> tuple[Plane, ...]:
    """Return providers in ``roles``, seen on the host itself, that alone take it down."""
    wanted = set(roles)
    seen = {
        Plane(u.provider, u.role)
        for u in case.uses
        if u.host == host and u.depth == 1 and u.role in wanted
    }
    return tuple(sorted(p for p in seen if p.event in case.points[host]))


def doubts(case: Case, host: HostView) -> Iterator[str]:
    """Say what keeps the host's paths from being known."""
    if not host.resolutions:
        return
    for resolution in host.resolutions:
        if resolution.end in {End.UNKNOWN, End.OPEN}:
            yield f"{resolution.question}: {resolution.reason}"
    if not host.exists and not any(r.end in {End.UNKNOWN, End.OPEN} for r in host.resolutions):
        yield f"{host.name} has no address, so there is nothing to judge"
    if case.plan.http and host.addresses:
        for page in host.pages:
            if page.unknown and not page.responses:
                yield f"http {page.unknown_url}: {page.unknown}"
