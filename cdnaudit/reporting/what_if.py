"""What the page needs to answer what-if by itself, beside the graphs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cdnaudit.graph.evaluate import all_events
from cdnaudit.graph.scenarios import may_hide
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import NodeKind
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Role

HiddenEvents = Mapping[tuple[Role, ...], tuple[Event, ...]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that can fail, and by what else a reader may look for it."""

    event: Event
    takes_down: int
    """How many targets go down with it alone."""
    related: tuple[str, ...]
    """What fails with it: of a company its services, of a service its company; who runs an AS."""


def known_events(report: Report) -> tuple[Event, ...]:
    """Return every event that the report names, sorted: whatever the page shows can be failed."""
    return tuple(sorted({event for target in report.targets for event in _named_by(target)}))


def _named_by(target: TargetReport) -> Iterator[Event]:
    yield from all_events(target.graph)
    yield from target.used_events
    for dependency in target.dependencies:
        yield dependency.event
        yield Event.company(dependency.company)
    yield from (finding.event for finding in target.findings if finding.event)


def hidden_events(report: Report, events: Iterable[Event]) -> HiddenEvents:
    """Return, by the roles that an unknown may hide, which of ``events`` may stand behind it.

    An unknown that may hide anything at all is left out.
    """
    every = tuple(events)
    nodes = (node for target in report.targets for node in target.graph.nodes)
    kinds = {node.hides for node in nodes if node.kind is NodeKind.UNKNOWN and node.hides}
    return {
        roles: tuple(event for event in every if may_hide(roles, event)) for roles in sorted(kinds)
    }


def suggestions(report: Report, events: Iterable[Event]) -> tuple[Suggestion, ...]:
    """Return ``events`` with what each is related to, those that take most targets down first."""
    takes_down = Counter(event for target in report.targets for event in target.single_points)
    related: defaultdict[Event, set[str]] = defaultdict(set)
    for target in report.targets:
        for event, name in _related(target):
            related[event].add(name)
    found = (Suggestion(e, takes_down[e], tuple(sorted(related[e]))) for e in events)
    return tuple(sorted(found, key=lambda said: (-said.takes_down, said.event)))


def _related(target: TargetReport) -> Iterator[tuple[Event, str]]:
    for node in target.graph.nodes:
        for event in node.events:
            yield from ((event, other) for other in node.events if other != event)
    for host in target.hosts:
        for address in host.addresses:
            if address.asn is not None and address.as_name:
                yield Event.asn(address.asn), address.as_name
