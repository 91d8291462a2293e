"""The services of all targets as an inventory: each once, with what shows it and what needs it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cdnaudit.model.assessment import Dependency, Evidence
from cdnaudit.model.events import Event, Service
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Basis, rank
from cdnaudit.names import shown
from cdnaudit.reporting.sentences import NOT_CONFIRMED
from cdnaudit.reporting.services import NeededService, needed_services
from cdnaudit.reporting.targets_by_name import targets_by_name

_PART = r"(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})"
"""Of an address; all else is escaped there. Source: RFC 3986, section 2."""
WEB_ADDRESS = re.compile(rf"https?://{_PART}+(?:#{_PART}*)?")
"""What a reader may be led to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryService:
    """A provider in a role, for all targets together; every tuple is sorted."""

    service: Service
    companies: tuple[str, ...]
    """Who owns it; one at the most, unless reports disagree."""
    confidence: str
    """The best; empty where only the graph knows it."""
    evidence: tuple[str, ...]
    """A line each: for which host, what was seen, by which rule."""
    sources: tuple[str, ...]
    """Where the rules were read: web addresses."""
    depends_on: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class InventoryTarget:
    """A target, and what it depends on itself."""

    name: str
    single_points: tuple[Event, ...]
    depends_on: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """Targets and services, both sorted; no two are of one name."""

    targets: tuple[InventoryTarget, ...]
    services: tuple[InventoryService, ...]


def inventory(report: Report) -> Inventory:
    """Return what the targets of a report depend on; of two of one name, the first."""
    needed = [(target, needed_services(target)) for target in targets_by_name(report).values()]
    listed = [_target(target, services) for target, services in needed]
    return Inventory(
        tuple(sorted(listed, key=lambda target: target.name)), tuple(_services(needed))
    )


Needed = tuple[TargetReport, tuple[NeededService, ...]]


def _target(target: TargetReport, needed: Iterable[NeededService]) -> InventoryTarget:
    direct = {found.service for found in target.providers}
    without_parent = {
        each.service
        for each in needed
        if not any(_parents(target, found) for found in each.dependencies)
    }
    return InventoryTarget(
        shown(target.target), target.single_points, tuple(sorted(direct | without_parent))
    )


def _parents(target: TargetReport, dependency: Dependency) -> set[Service]:
    """Return the services of the target that a dependency hangs under; none for its own."""
    if not dependency.via:
        return set()
    over = {found.service for found in target.providers if found.provider == dependency.via}
    return over - {dependency.service}


def _services(needed: Iterable[Needed]) -> Iterator[InventoryService]:
    """Yield every service once, sorted, with the dependencies of all targets."""
    found: defaultdict[Service, list[Dependency]] = defaultdict(list)
    below: defaultdict[Service, set[Service]] = defaultdict(set)
    for target, services in needed:
        for each in services:
            found[each.service] += each.dependencies
            for dependency in each.dependencies:
                for parent in _parents(target, dependency):
                    below[parent].add(each.service)
    for service in sorted(found):
        yield _service(service, found[service], tuple(sorted(below[service])))


def _service(
    service: Service, dependencies: list[Dependency], depends_on: tuple[Service, ...]
) -> InventoryService:
    evidence = {_line(found.host, item) for found in dependencies for item in found.evidence}
    sources = {item.source for found in dependencies for item in found.evidence}
    levels = (found.confidence for found in dependencies)
    return InventoryService(
        service=service,
        companies=tuple(sorted({shown(found.company) for found in dependencies} - {""})),
        confidence=str(max(levels, key=rank, default="")),
        evidence=tuple(sorted(evidence)),
        sources=tuple(sorted(filter(WEB_ADDRESS.fullmatch, sources))),
        depends_on=depends_on,
    )


def _line(host: str, item: Evidence) -> str:
    doubt = f", {NOT_CONFIRMED}" if item.basis == Basis.GENERAL else ""
    return shown(f"{host}: {item.signal} {item.value} ({item.rule}{doubt})")
