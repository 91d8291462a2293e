"""What takes a target of a saved run down: single points, companies, outages of the past."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cdnaudit.analysis.outages import SCENARIOS
from cdnaudit.analysis.simulation import effects_by_cuts
from cdnaudit.graph import cut_sets
from cdnaudit.graph.evaluate import Evaluation
from cdnaudit.graph.failures import Failures
from cdnaudit.graph.fixed_point import Order
from cdnaudit.model.assessment import CutSet, single_points
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome

ORDER = 2
"""Companies that fail together, as far as cut sets are searched for."""
KEPT = 8192
"""Graphs that are kept: rows of a table give many targets the same one."""
OUTAGES = tuple(frozenset(scenario.events) for scenario in SCENARIOS)


@dataclass(frozen=True, slots=True)
class TargetFailures:
    """What takes one target down."""

    single_points: frozenset[Event]
    companies: frozenset[frozenset[str]]
    """The sets of up to two companies that do, and no smaller one."""
    pairs_known: bool
    """All pairs that do are among them: a table of targets holds none."""
    outcomes: tuple[Outcome, ...]
    """Of each of ``SCENARIOS``; none of a target that is down already."""


def failures_of_target(target: TargetReport) -> TargetFailures:
    """Find out by the cut sets that a target brings, or by its graph where it brings none."""
    graph = target.graph
    if target.cuts or not graph.nodes:
        return _failures(target.cuts, _outcomes(target), pairs_known=target.orders_listed >= ORDER)
    nameless = tuple(node._replace(name="") for node in graph.nodes)
    return _of_graph(Graph(nameless, graph.root, graph.soft))


@lru_cache(KEPT)
def _of_graph(graph: Graph) -> TargetFailures:
    failures = Failures.of(graph.nodes)
    found = cut_sets.find(failures, graph, order=ORDER)
    outcomes = _outcomes_of_graph(graph, failures.structure.order)
    return _failures(found.listed, outcomes, pairs_known=found.orders_listed >= ORDER)


def _failures(
    cuts: Iterable[CutSet], outcomes: tuple[Outcome, ...], *, pairs_known: bool
) -> TargetFailures:
    down = [cut for cut in cuts if cut.outcome is Outcome.DOWN]
    companies = {_companies(cut) for cut in down if len(cut.events) <= ORDER}
    return TargetFailures(
        single_points=frozenset(single_points(down)),
        companies=frozenset(filter(None, companies)),
        pairs_known=pairs_known,
        outcomes=outcomes,
    )


def _companies(cut: CutSet) -> frozenset[str]:
    """Return whose failure a cut set is; empty where it is not of companies alone."""
    if any(event.kind is not EventKind.COMPANY for event in cut.events):
        return frozenset()
    return frozenset(event.name for event in cut.events)


def _outcomes(target: TargetReport) -> tuple[Outcome, ...]:
    if target.graph.nodes:
        return _outcomes_of_graph(target.graph)
    return tuple(found.outcome for found in effects_by_cuts(target, OUTAGES))


def _outcomes_of_graph(graph: Graph, order: Order | None = None) -> tuple[Outcome, ...]:
    judged = Evaluation.of(graph, [*OUTAGES, ()], order)
    if judged.outcome(len(OUTAGES)) is Outcome.DOWN:
        return ()
    return tuple(map(judged.outcome, range(len(OUTAGES))))
