"""What the page's script works on: graphs and drawings as compact JSON in the page."""

import json
from collections.abc import Iterable, Mapping, Sequence

from cdnaudit.formats.html.markup import Html
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.report import TargetReport
from cdnaudit.names import shown
from cdnaudit.reporting.boxes import Box
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection
from cdnaudit.reporting.what_if import WithoutGraph

KINDS = (NodeKind.ALL, NodeKind.ANY, NodeKind.LEAF, NodeKind.UNKNOWN)
NO_EVENT = -1
"""Stands alone where an unknown can hide none of the events of the page."""

Json = str | int | bool | Sequence["Json"] | dict[str, "Json"]
Hidden = Mapping[int, tuple[Event, ...]]


class Words:
    """Numbers each text once; 0 is the empty one."""

    def __init__(self) -> None:
        self.all: dict[str, int] = {"": 0}

    def number(self, word: str) -> int:
        """Return the number of a text, as it is shown."""
        return self.all.setdefault(shown(word), len(self.all))

    def numbers(self, words: Iterable[str]) -> list[Json]:
        """Return the number of each text."""
        return [self.number(word) for word in words]


def embedded(document: Document) -> Html:
    """Return the JSON, safe inside a script element: no ``<``, no character above ASCII."""
    words = Words()
    pairs = zip(document.targets, document.hidden_events, strict=True)
    targets = [_target(section, hidden, document.events, words) for section, hidden in pairs]
    value: Json = {"targets": targets, "words": list(words.all)}
    return Html(json.dumps(value, separators=(",", ":")).replace("<", "\\u003c"))


def _target(
    section: TargetSection, hidden: Hidden, events: Iterable[Event], words: Words
) -> dict[str, Json]:
    target, edges = section.target, section.drawing.edges
    bare = {} if target.graph.nodes else {"bare": _without_graph(target, events, words)}
    return {
        "name": shown(target.target),
        "cuts": [words.numbers(cut.events) for cut in target.cuts],
        "boxes": [_box(box, words) for box in section.drawing.boxes],
        "edges": [[edge.source, edge.target, words.number(edge.relation)] for edge in edges],
        "graph": _graph(target.graph, hidden, words),
        **bare,
    }


def _without_graph(target: TargetReport, events: Iterable[Event], words: Words) -> Json:
    """Write what is needed to judge by cuts; ``effects`` has a row for each of them."""
    known = WithoutGraph.of(target, events)
    return {
        "effects": [[str(cut.outcome), words.numbers(cut.path)] for cut in target.cuts],
        "used": words.numbers(known.used),
        "networks": words.numbers(known.networks),
        "orders": known.orders_listed,
        "gaps": known.has_unknowns,
    }


def _graph(graph: Graph, hidden: Hidden, words: Words) -> Json:
    return {
        "root": graph.root,
        "soft": list(graph.soft),
        "nodes": [_node(graph, number, hidden, words) for number in range(len(graph.nodes))],
    }


def _node(graph: Graph, number: int, hidden: Hidden, words: Words) -> Json:
    """Write kind, label, parts, events; what is empty at the end is left out.

    The events of an unknown are those it may hide; none means all of them.
    """
    node = graph.nodes[number]
    events: list[Json] = words.numbers(node.events)
    if number in hidden:
        events = words.numbers(hidden[number]) or [NO_EVENT]
    row: list[Json] = [
        KINDS.index(node.kind),
        words.number(node.label),
        list(node.parts),
        events,
    ]
    while row[-1] in ([], 0) and len(row) > 1:
        row.pop()
    return row


def _box(box: Box, words: Words) -> Json:
    return {
        "kind": words.number(box.kind),
        "names": words.numbers(box.names),
        "event": words.number(box.event or ""),
        "nodes": list(box.nodes),
        "single": box.is_single_point,
        "minor": box.is_minor,
    }
