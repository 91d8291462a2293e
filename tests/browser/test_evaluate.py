"""The page judges graphs as Python does: those of whole targets, with rings and unknowns."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from cdnaudit.graph.evaluate import Evaluation, all_events
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph
from cdnaudit.model.report import TargetReport
from tests.browser.conftest import Show
from tests.formats import samples
from tests.graph.graphs import target

pytestmark = pytest.mark.browser

JUDGED = """
const report = JSON.parse(document.getElementById("report").textContent);
const numbers = new Map(report.words.map((word, number) => [word, number]));
const targets = report.targets.map(unfolded);
return arguments[0].map((sets, n) => sets.map((events) => {
  const { outcome, path, lost } = judged(targets[n], new Set(events.map((e) => numbers.get(e))));
  return [outcome, path.map((word) => report.words[word]), [...lost].sort((a, b) => a - b)];
}));
"""


def test_outcome_path_and_what_is_lost_are_those_that_python_finds(show: Show) -> None:
    random = Random(20251118)
    graphs = [target(random) for _ in range(60)]
    sets = [some_events(graph, random) for graph in graphs]
    page = show(samples.report(tuple(map(with_graph, graphs, range(60)))))
    said: Any = page.execute_script(JUDGED, sets)
    assert said == [expected(graph, each) for graph, each in zip(graphs, sets, strict=True)]


def some_events(graph: Graph, random: Random) -> list[list[Event]]:
    """Return sets of no event to three."""
    events = all_events(graph)
    return [random.sample(events, min(size, len(events))) for size in (0, 1, 1, 2, 3)]


def with_graph(graph: Graph, number: int) -> TargetReport:
    return replace(samples.with_graph(graph), target=f"host-{number}.example")


def expected(graph: Graph, sets: list[list[Event]]) -> list[list[object]]:
    evaluation = Evaluation.of(graph, [*sets, []])
    calm = len(sets)
    return [
        [
            evaluation.outcome(number).value,
            list(evaluation.witness(number)),
            [n for n, works in enumerate(evaluation.works) if works >> calm & ~works >> number & 1],
        ]
        for number in range(len(sets))
    ]
