"""What-if: which targets of saved runs an event takes down, and what additions change."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cdnaudit.analysis.improvement import Improvement, improve
from cdnaudit.graph.alternatives import Alternative, with_alternatives
from cdnaudit.graph.evaluate import Evaluation
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome

SCHEMA = "cdnaudit/simulation/v1"


@dataclass(frozen=True, slots=True)
class Effect:
    """What the events do to one target, and along which names."""

    target: str
    outcome: Outcome
    path: tuple[str, ...]
    survives_on: tuple[str, ...]
    already: bool = False
    """It is down while nothing fails: the events change nothing."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """The effects on every target."""

    down: tuple[Event, ...]
    effects: tuple[Effect, ...]
    added: tuple[Event, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    """One a target, in the order of the effects; empty where nobody asked for them."""

    def count(self, what: Outcome) -> int:
        """Return how many targets end so; those that are down already are not counted."""
        return sum(e.outcome is what and not e.already for e in self.effects)

    @property
    def already_down(self) -> int:
        """How many targets are down while nothing fails."""
        return sum(effect.already for effect in self.effects)


def simulate(
    targets: Sequence[TargetReport],
    down: tuple[Event, ...],
    added: Sequence[Alternative] | None = None,
) -> Simulation:
    """Apply the events to every target; where ``added`` is given, say what that mends."""
    return Simulation(
        down,
        tuple(effect(target, frozenset(down), added or ()) for target in targets),
        tuple(alternative.event for alternative in added or ()),
        () if added is None else tuple(improve(target, added) for target in targets),
    )


def effect(
    target: TargetReport, events: frozenset[Event], added: Sequence[Alternative] = ()
) -> Effect:
    """Apply the events to one target, by its graph, or by its cuts where it brings no graph."""
    graph = with_alternatives(target.graph, added) if added else target.graph
    if graph is None:
        return Effect(target.target, Outcome.UNKNOWN, (), ())
    if graph.nodes:
        return _by_graph(target.target, graph, events)
    return next(effects_by_cuts(target, (events,)))


def _by_graph(target: str, graph: Graph, events: frozenset[Event]) -> Effect:
    judged = Evaluation.of(graph, [events, ()])
    struck, calm = 0, 1
    if judged.outcome(calm) is Outcome.DOWN:
        return Effect(target, Outcome.DOWN, judged.witness(calm), (), already=True)
    found = judged.outcome(struck)
    path = judged.witness(struck) if found is Outcome.DOWN else ()
    survives = judged.survivor(struck) if found is Outcome.DEGRADED else ()
    return Effect(target, found, path, survives)


def effects_by_cuts(target: TargetReport, sets: Iterable[frozenset[Event]]) -> Iterator[Effect]:
    """Apply each of ``sets`` to a target that brings no graph.

    A cut that lies within the events is down; a provider in use that is hit is degraded. More
    failures at once than the cuts were listed for may be a cut that is not listed.
    """
    used, listed = target.used_events, target.orders_listed
    for events in sets:
        cut = next((cut for cut in target.cuts if events.issuperset(cut.events)), None)
        if cut:
            yield Effect(target.target, cut.outcome, cut.path, ())
        elif sum(event in used or event.is_network for event in events) > listed:
            yield Effect(target.target, Outcome.UNKNOWN, (), ())
        else:
            yield Effect(target.target, _beside_cuts(target, used & events), (), ())


def _beside_cuts(target: TargetReport, hit: Collection[Event]) -> Outcome:
    """Say what events that are no cut do to a target; ``hit`` are those of them that it uses."""
    if hit:
        return Outcome.DEGRADED
    return Outcome.UNKNOWN if target.unknowns else Outcome.UNAFFECTED
