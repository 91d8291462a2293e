"""What several checks ask of a host."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role
from cdnaudit.survey.aliases import End
from cdnaudit.survey.survey import HostView


def single_services(case: Case, host: HostView, roles: Iterable[Role]) -> tuple[Service, ...]:
    """Return services in ``roles``, of the host or under one of its own, that alone take it down."""
    wanted = set(roles)
    direct = {dependency.service for dependency in case.direct(host.name)}
    underlying = case.knowledge.run_on_by(direct)
    return tuple(
        sorted(
            service
            for service in direct | underlying
            if service.role in wanted and _is_single_point(case, host, service)
        )
    )


def _is_single_point(case: Case, host: HostView, service: Service) -> bool:
    """DNS counts by the host's own zone: an edge's zone on its owner's DNS is the edge's matter."""
    if service.event not in case.host_points[host.name]:
        return False
    if service.role is not Role.DNS:
        return True
    zone = case.zone_of(host)
    return zone is not None and service.event in case.zone_points[zone.name]


def unanswered(host: HostView) -> Iterator[str]:
    """Say which address questions of the host nobody answered."""
    for resolution in host.resolutions:
        if resolution.end in {End.UNKNOWN, End.OPEN}:
            yield f"{resolution.question}: {resolution.reason}"


def unanswered_pages(host: HostView) -> Iterator[str]:
    """Say which pages of the host gave no response at all."""
    for page in host.pages:
        if page.unknown and not page.responses:
            yield f"http {page.unknown_url}: {page.unknown}"


def doubts(case: Case, host: HostView) -> Iterator[str]:
    """Say what keeps the host's paths from being known."""
    yield from unanswered(host)
    if all(other.absent for other in case.survey.hosts):
        missing = all(resolution.end is End.NXDOMAIN for resolution in host.resolutions)
        what = "does not exist (NXDOMAIN)" if missing else "has no address"
        yield f"{host.name} {what}, so there is nothing to judge"
    if case.plan.http and host.addresses:
        yield from unanswered_pages(host)
