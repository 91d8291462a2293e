"""The page judges graphs as Python does: those of whole targets, with rings and unknowns."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from selenium.webdriver import Chrome

from cdnaudit.analysis.simulation import Effect, effect
from cdnaudit.graph.evaluate import Evaluation, all_events
from cdnaudit.model.assessment import CutSet, Unanswered
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome
from tests.browser.conftest import Show
from tests.formats import samples
from tests.graph.graphs import target

pytestmark = pytest.mark.browser

JUDGED = """
const [asked, done] = arguments;
unpacked(document.getElementById("report")).then((text) => {
  const report = JSON.parse(text);
  const numbers = new Map(report.words.map((word, number) => [word, number]));
  const targets = new Map(allUnfolded(report).map((target) => [target.name, target]));
  done(asked.map(([name, sets]) => sets.map((events) => {
    const struck = new Set(events.map((event) => numbers.get(event)));
    const { outcome, already, path, lost } = judged(targets.get(name), struck);
    const names = path.map((word) => report.words[word]);
    return [outcome, already, names, [...lost].sort((a, b) => a - b)];
  })));
});
"""


def test_outcome_path_and_what_is_lost_are_those_that_python_finds(show: Show) -> None:
    random = Random(20251118)
    graphs = [target(random) for _ in range(60)]
    sets = [some_events(graph, random) for graph in graphs]
    targets = tuple(map(with_graph, graphs, range(60)))
    said = judged_by_the_page(show(samples.report(targets)), targets, sets)
    assert said == list(map(expected, targets, sets))
    assert {already for judged in said for _, already, *_ in judged} == {False, True}


def test_a_target_without_a_graph_is_judged_by_cuts_as_python_judges_it(show: Show) -> None:
    random = Random(20251119)
    targets = tuple(without_graph(random, number) for number in range(60))
    events = [*EVENTS, "asn:64999"]
    sets = [[random.sample(events, size) for size in (0, 1, 1, 2, 3)] for _ in targets]
    known = samples.with_graph(
        Graph(tuple(Node(NodeKind.LEAF, e, events=(Event(e),)) for e in events), 0)
    )
    said = judged_by_the_page(show(samples.report((*targets, known))), targets, sets)
    asked = [[list(map(Event, each)) for each in of_target] for of_target in sets]
    assert said == list(map(expected, targets, asked))
    outcomes = {outcome for judged in said for outcome, *_ in judged}
    assert outcomes == {"down", "degraded", "unaffected", "unknown"}


def judged_by_the_page(page: Chrome, targets: Sequence[TargetReport], sets: Sequence[Any]) -> Any:
    """Return what the page says of each set of events for the target beside it."""
    asked = [[found.target, each] for found, each in zip(targets, sets, strict=True)]
    return page.execute_async_script(JUDGED, asked)


EVENTS = ("fastly/cdn", "ns1/dns", "other/cdn", "company:fastly", "asn:64500", "asn:64501")


def without_graph(random: Random, number: int) -> TargetReport:
    """Return a target with cut sets of one event and of two, listed to some order."""
    sizes = [random.randint(1, 2) for _ in range(random.randint(0, 3))]
    chosen = [tuple(sorted(map(Event, random.sample(EVENTS, size)))) for size in sizes]
    cuts = tuple(
        CutSet(events, random.choice([Outcome.DOWN, Outcome.UNKNOWN]), (f"way {place}",))
        for place, events in enumerate(sorted(set(chosen)))
    )
    whole = samples.shop_without_graph()
    return replace(
        whole,
        target=f"bare-{number}.example",
        cuts=cuts,
        cut_counts=random.choice([(0,), (9,), (0, 0), (0, 9)]),
        providers=random.choice([(), whole.providers]),
        unknowns=random.choice([(), (Unanswered("dns A x.example", "timeout"),)]),
    )


def some_events(graph: Graph, random: Random) -> list[list[Event]]:
    """Return sets of no event to three."""
    events = all_events(graph)
    return [random.sample(events, min(size, len(events))) for size in (0, 1, 1, 2, 3)]


def with_graph(graph: Graph, number: int) -> TargetReport:
    return replace(samples.with_graph(graph), target=f"host-{number}.example")


def expected(target: TargetReport, sets: list[list[Event]]) -> list[list[object]]:
    """Return what ``simulate`` says of each set, and the nodes that it takes."""
    return [[*_said(effect(target, frozenset(each))), _lost(target.graph, each)] for each in sets]


def _said(found: Effect) -> list[object]:
    return [found.outcome.value, found.already, list(found.path)]


def _lost(graph: Graph, events: list[Event]) -> list[int]:
    if not graph.nodes:
        return []
    works = Evaluation.of(graph, [events, []]).works
    struck, calm = 1, 2
    return [number for number, here in enumerate(works) if here & calm and not here & struck]
