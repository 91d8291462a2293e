"""What the page needs to answer what-if by itself, beside the graphs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdnaudit.graph.evaluate import all_events
from cdnaudit.graph.scenarios import may_hide
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.report import Report, TargetReport


@dataclass(frozen=True, slots=True)
class WithoutGraph:
    """What a target that brings no graph is judged by, beside its cuts."""

    used: tuple[Event, ...]
    networks: tuple[Event, ...]
    """Those of the whole report: each may be a part of a cut that is not listed."""
    orders_listed: int
    has_unknowns: bool

    @classmethod
    def of(cls, target: TargetReport, events: Iterable[Event]) -> "WithoutGraph":
        """Read a target of a report that knows ``events``."""
        networks = {event for event in (*target.used_events, *events) if event.is_network}
        return cls(
            tuple(sorted(target.used_events)),
            tuple(sorted(networks)),
            target.orders_listed,
            bool(target.unknowns),
        )


def known_events(report: Report) -> tuple[Event, ...]:
    """Return every event that a graph of the report knows, sorted."""
    return tuple(sorted({event for target in report.targets for event in all_events(target.graph)}))


def hidden_events(graph: Graph, events: Iterable[Event]) -> Mapping[int, tuple[Event, ...]]:
    """Return, by number of an unknown node, which of ``events`` may stand behind it.

    An unknown that may hide anything at all is left out.
    """
    every = tuple(events)
    return {
        number: tuple(event for event in every if may_hide(node.hides, event))
        for number, node in enumerate(graph.nodes)
        if node.kind is NodeKind.UNKNOWN and node.hides
    }
