"""What several checks ask of a host."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.check import Case
from cdnaudit.graph.service_nodes import bases
from cdnaudit.identify.attribution import Service
from cdnaudit.model.terms import Role
from cdnaudit.survey.aliases import End
from cdnaudit.survey.survey import HostView


def single_services(case: Case, host: str, roles: Iterable[Role]) -> tuple[Service, ...]:
    """Return providers in ``roles``, seen on the host or below what is, that alone take it down.

    DNS counts by the host's own zone: that an edge's zone hangs on its owner's DNS is the
    edge's matter.
    """
    wanted = set(roles)
    direct = {
        Service(u.provider, u.role) for u in case.dependencies if u.host == host and u.depth == 1
    }
    below = {service for p in direct for service in bases(p, case.knowledge)}
    seen = {p for p in direct | below if p.role in wanted}
    zone = case.zone_points[host]
    return tuple(
        sorted(
            p
            for p in seen
            if p.event in case.points[host] and (p.role is not Role.DNS or p.event in zone)
        )
    )


def unanswered(host: HostView) -> Iterator[str]:
    """Say which address questions of the host nobody answered."""
    for resolution in host.resolutions:
        if resolution.end in {End.UNKNOWN, End.OPEN}:
            yield f"{resolution.question}: {resolution.reason}"


def doubts(case: Case, host: HostView) -> Iterator[str]:
    """Say what keeps the host's paths from being known."""
    yield from unanswered(host)
    if host.absent and all(h.absent for h in case.survey.hosts):
        nothing = all(r.end is End.NXDOMAIN for r in host.resolutions)
        what = "does not exist (NXDOMAIN)" if nothing else "has no address"
        yield f"{host.name} {what}, so there is nothing to judge"
    if case.plan.http and host.addresses:
        for page in host.pages:
            if page.unknown and not page.responses:
                yield f"http {page.unknown_url}: {page.unknown}"
