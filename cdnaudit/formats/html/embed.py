"""What the page's script works on: graphs and pictures as compact JSON in the page."""

import json
from collections.abc import Sequence

from cdnaudit.formats.html.html_drawing import Box, Picture
from cdnaudit.formats.html.markup import Html
from cdnaudit.graph.evaluate import all_events, may_hide
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Outcome
from cdnaudit.names import shown

KINDS = (NodeKind.ALL, NodeKind.ANY, NodeKind.LEAF, NodeKind.UNKNOWN)

Json = str | int | bool | Sequence["Json"] | dict[str, "Json"]


class Words:
    """Numbers each text once; 0 is the empty one."""

    def __init__(self) -> None:
        self.all: dict[str, int] = {"": 0}

    def number(self, word: str) -> int:
        """Return the number of a text, as it is shown."""
        return self.all.setdefault(shown(word), len(self.all))


def embedded(report: Report, pictures: Sequence[Picture]) -> Html:
    """Return the JSON, safe inside a script element: no ``<``, no character above ASCII."""
    words = Words()
    events = sorted({e for t in report.targets for e in all_events(t.graph)})
    targets = [
        _target(t, p, words) | {"graph": _graph(t.graph, words, events)}
        for t, p in zip(report.targets, pictures, strict=True)
    ]
    value: Json = {"targets": targets, "words": list(words.all)}
    return Html(json.dumps(value, separators=(",", ":")).replace("<", "\\u003c"))


def _target(target: TargetReport, picture: Picture, words: Words) -> dict[str, Json]:
    return {
        "name": shown(target.target),
        "cuts": [[words.number(e) for e in c.events] for c in target.cuts if _certain(c.outcome)],
        "boxes": [_box(box, words) for box in picture.boxes],
        "edges": [[a, b, words.number(how)] for a, b, how in picture.edges],
    }


def _certain(outcome: Outcome) -> bool:
    return outcome is Outcome.DOWN


def _graph(graph: Graph, words: Words, events: Sequence[Event]) -> Json:
    return {
        "root": graph.root,
        "soft": list(graph.soft),
        "nodes": [_node(node, words, events) for node in graph.nodes],
    }


NO_EVENT = -1
"""Stands alone where an unknown can hide none of the events of the page."""


def _hidden(node: Node, words: Words, events: Sequence[Event]) -> list[Json]:
    """Write out what an unknown may hide of the page's events; nothing means all of them."""
    if not node.hides:
        return []
    return [words.number(e) for e in events if may_hide(node, frozenset({e}))] or [NO_EVENT]


def _node(node: Node, words: Words, events: Sequence[Event]) -> Json:
    """Write kind, label, parts, events; what is empty at the end is left out."""
    unknown = node.kind is NodeKind.UNKNOWN
    row: list[Json] = [
        KINDS.index(node.kind),
        words.number(node.label),
        list(node.parts),
        _hidden(node, words, events) if unknown else [words.number(e) for e in node.events],
    ]
    while row[-1] in ([], 0) and len(row) > 1:
        row.pop()
    return row


def _box(box: Box, words: Words) -> Json:
    return {
        "kind": words.number(box.kind),
        "names": [words.number(n) for n in box.names],
        "event": words.number(box.event or ""),
        "nodes": box.nodes,
        "single": box.single,
        "minor": box.minor,
    }
