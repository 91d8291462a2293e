"""What alone takes a target down, a row an owner: what fails, what goes down, because of what."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdnaudit.graph.evaluate import Evaluation
from cdnaudit.model.nodes import Graph, Subject
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, rank
from cdnaudit.reporting.cause_paths import paths
from cdnaudit.reporting.common_causes import CommonCause
from cdnaudit.reporting.event_names import event_name
from cdnaudit.reporting.single_points import announcer, cause_name
from cdnaudit.reporting.target_causes import TargetCauses

SEVERAL = 2
NETWORKS = 3
"""Of one owner: as many are named."""


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One owner whose failure is enough."""

    name: str
    company: str
    """Who owns the provider, where that is somebody else."""
    fails: tuple[str, ...]
    """Its roles, then its networks: what of it the target needs. Of a network, its name."""
    confidence: Confidence
    """The weakest of its roles."""
    hosts: tuple[str, ...]
    """Which of several hosts go down, where not all do."""
    paths: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name, and whose it is."""
        return f"{self.name} ({self.company})" if self.company else self.name


def cause_rows(causes: TargetCauses) -> tuple[CauseRow, ...]:
    """Return a row for each owner that alone takes the target down."""
    return tuple(_row(causes.target, cause) for cause in causes.alone)


def _row(target: TargetReport, cause: CommonCause) -> CauseRow:
    company = cause.owner.name if len(cause.providers) == 1 else ""
    return CauseRow(
        name=_name(target, cause),
        company="" if company in cause.providers else company,
        fails=_fails(target, cause),
        confidence=_confidence(target, cause),
        hosts=_hosts(target, cause),
        paths=paths(cause, target),
    )


def _name(target: TargetReport, cause: CommonCause) -> str:
    """Name a cause in a cell: a network by its number, a region without an article."""
    if cause.owner.is_network:
        return event_name(cause.owner).name
    return cause_name(cause, target).removeprefix("the ").partition(" (")[0]


def _fails(target: TargetReport, cause: CommonCause) -> tuple[str, ...]:
    """Name the roles and networks of a cause; of a network, who announces it."""
    if cause.owner.is_network:
        return tuple(filter(None, [announcer(cause.owner, target)]))
    networks = [event_name(event).name for event in cause.networks]
    rest = len(networks) - NETWORKS
    more = (f"{rest} more",) if rest > 0 else ()
    return (*map(str, cause.roles), *networks[:NETWORKS], *more)


def _confidence(target: TargetReport, cause: CommonCause) -> Confidence:
    """Return how certain the least certain service of a cause is; of one service, the best."""
    best: dict[str, Confidence] = {}
    for found in target.dependencies:
        if found.event in cause.events:
            known = best.setdefault(found.event, found.confidence)
            best[found.event] = max(known, found.confidence, key=rank)
    return min(best.values(), key=rank, default=Confidence.HIGH)


def _hosts(target: TargetReport, cause: CommonCause) -> tuple[str, ...]:
    """Return the hosts that fail while the cause does, unless all do that serve anything."""
    served = {host.host for host in target.hosts if host.addresses}
    if len(served) < SEVERAL or not target.graph.nodes:
        return ()
    works = Evaluation.of(target.graph, [cause.events]).works
    failed = {name for number, name in _host_nodes(target.graph) if not works[number] & 1}
    return () if failed >= served else tuple(sorted(failed & served))


def _host_nodes(graph: Graph) -> Iterator[tuple[int, str]]:
    """Yield the nodes of hosts; the root joins them and has the target's name."""
    for number, node in enumerate(graph.nodes):
        if node.subject is Subject.HOST and number != graph.root:
            yield number, node.name
