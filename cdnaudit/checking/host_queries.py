"""What several checks ask of a host."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.check import Case
from cdnaudit.graph.service_nodes import runs_on
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role
from cdnaudit.survey.aliases import End
from cdnaudit.survey.survey import HostView


def single_services(case: Case, host: str, roles: Iterable[Role]) -> tuple[Service, ...]:
    """Return providers in ``roles``, seen on the host or below what is, that alone take it down.

    DNS counts by the host's own zone: that an edge's zone hangs on its owner's DNS is the
    edge's matter.
    """
    wanted = set(roles)
    direct = {d.service for d in case.dependencies if d.host == host and d.depth == 1}
    underlying = {base for service in direct for base in runs_on(service, case.knowledge)}
    return tuple(
        sorted(
            service
            for service in direct | underlying
            if service.role in wanted and _is_single_point(case, host, service)
        )
    )


def _is_single_point(case: Case, host: str, service: Service) -> bool:
    of_zone = service.role is not Role.DNS or service.event in case.zone_points[host]
    return of_zone and service.event in case.points[host]


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
