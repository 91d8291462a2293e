"""The services that a target depends on: each provider in each role once, with what shows it."""

from collections import defaultdict
from dataclasses import dataclass

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.events import Service
from cdnaudit.model.report import TargetReport


@dataclass(frozen=True, slots=True)
class NeededService:
    """A provider in a role that a target depends on, itself or by way of others."""

    service: Service
    is_single_point: bool
    """It alone takes the target down."""
    dependencies: tuple[Dependency, ...]
    """By host; none where only the graph knows it, as the provider of a nameserver's own zone."""


def needed_services(target: TargetReport) -> tuple[NeededService, ...]:
    """Return the services of a target, those that alone take it down first."""
    found: defaultdict[Service, list[Dependency]] = defaultdict(list)
    points = {
        Service(event.provider, event.role)
        for event in target.single_points
        if event.provider and event.role
    }
    for dependency in target.dependencies:
        found[dependency.service].append(dependency)
    services = sorted(found.keys() | points, key=lambda service: (service not in points, service))
    return tuple(
        NeededService(service, service in points, tuple(found[service])) for service in services
    )
