"""What several checks ask of a host."""

from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role
from cdnaudit.names import listed
from cdnaudit.observe.special_use import is_private
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


def unreachable(case: Case, host: HostView) -> Iterator[str]:
    """Say why nobody outside may reach the host: no address of it is public, or has a route.

    A response that came all the same, as inside a network of one's own, outweighs that.
    """
    if not host.addresses or case.plan.allow_private or has_response(host):
        return
    addresses = listed(host.addresses)
    if all(map(is_private, host.addresses)):
        yield f"{host.name} has no public address ({addresses}): it is not reached from outside"
    elif not any(_may_be_routed(case, ip) for ip in host.addresses):
        yield f"no network is known to announce an address of {host.name} ({addresses})"


def _may_be_routed(case: Case, ip: str) -> bool:
    origin = case.survey.asn(ip)
    return origin is None or origin.asn is not None


def has_response(host: HostView) -> bool:
    """Tell whether the host itself answered a request for a page."""
    return any(response.host == host.name for response in host.responses)


def unanswered_pages(host: HostView) -> Iterator[str]:
    """Say which pages of the host did not come, or not as they should: over HTTPS."""
    for page in host.pages:
        missing = page.missing
        if missing:
            who = "browsers get no page of" if missing.refusal else "http"
            yield f"{who} {missing.url}: {missing.reason}"


def doubts(case: Case, host: HostView) -> Iterator[str]:
    """Say what keeps the host's paths from being known."""
    yield from unanswered(host)
    yield from unreachable(case, host)
    if case.plan.http and host.addresses:
        yield from unanswered_pages(host)
