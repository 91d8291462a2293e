"""What the page's script works on: graphs and drawings as compact JSON in the page."""

import json
from collections.abc import Iterable, Mapping, Sequence

from cdnaudit.formats.html.markup import Html, el, joined
from cdnaudit.formats.html.packing import packed
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Role
from cdnaudit.names import shown
from cdnaudit.reporting.boxes import Box, Drawing
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

KINDS = (NodeKind.ALL, NodeKind.ANY, NodeKind.LEAF, NodeKind.UNKNOWN)
CHUNK = 25
"""Targets whose details are unpacked at once."""

Json = str | int | bool | Sequence["Json"] | dict[str, "Json"]


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


def embedded(document: Document, details: Sequence[tuple[Html, ...]] | None) -> Html:
    """Return the elements that hold the data; ``details`` are packed into it where they are given.

    Inside them is no ``<`` and no character above ASCII.
    """
    words = Words()
    drawings = [_drawing(section.drawing, words) for section in document.targets_by_outcome]
    value: dict[str, Json] = {
        "targets": _targets(document, words),
        "hidden": [words.numbers(events) for events in document.hidden_events.values()],
        "networks": words.numbers(event for event in document.events if event.is_network),
        "events": [
            [words.number(said.event), said.takes_down, words.numbers(said.related)]
            for said in document.suggestions
        ],
    }
    if details is None:
        return _data(_compact({**value, "drawings": drawings, "words": list(words.all)}))
    both = [(*parts, drawing) for parts, drawing in zip(details, drawings, strict=True)]
    chunks = [both[start : start + CHUNK] for start in range(0, len(both), CHUNK)]
    report = packed(_compact({**value, "chunk": CHUNK, "words": list(words.all)}))
    return joined(_data(report, "text/plain"), [_chunk(chunk) for chunk in chunks])


def _data(text: str, kind: str = "application/json") -> Html:
    return el("script", Html(text), type=kind, id="report")


def _chunk(targets: Sequence[tuple[Json, ...]]) -> Html:
    """Pack targets part by part: what is alike comes close together, within deflate's window."""
    parts = list(zip(*targets, strict=True))
    return el("script", Html(packed(_compact(parts))), type="text/plain", class_="details")


def _compact(value: Json) -> str:
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def _targets(document: Document, words: Words) -> list[Json]:
    hidden = {roles: number for number, roles in enumerate(document.hidden_events)}
    return [_target(section, hidden, words) for section in document.targets_by_outcome]


def _target(
    section: TargetSection, hidden: Mapping[tuple[Role, ...], int], words: Words
) -> dict[str, Json]:
    graph = section.target.graph
    bare = {} if graph.nodes else _without_graph(section.target, words)
    return {
        "name": shown(section.name),
        "graph": _graph(graph, hidden, words),
        **bare,
    }


def _without_graph(target: TargetReport, words: Words) -> dict[str, Json]:
    """Write what is needed to judge by cuts; ``effects`` has a row for each of them."""
    bare: dict[str, Json] = {
        "effects": [[str(cut.outcome), words.numbers(cut.path)] for cut in target.cuts],
        "used": words.numbers(sorted(target.used_events)),
        "orders": target.orders_listed,
        "gaps": bool(target.unknowns),
    }
    return {"cuts": [words.numbers(cut.events) for cut in target.cuts], "bare": bare}


def _graph(graph: Graph, hidden: Mapping[tuple[Role, ...], int], words: Words) -> Json:
    return {
        "root": graph.root,
        "soft": list(graph.soft),
        "nodes": [_node(graph, number, hidden, words) for number in range(len(graph.nodes))],
    }


def _node(graph: Graph, number: int, hidden: Mapping[tuple[Role, ...], int], words: Words) -> Json:
    """Write kind, label, parts, events; what is empty at the end is left out.

    An unknown has, in place of events, the number of the list of those that it may hide; if it
    has none it may hide all of them.
    """
    node = graph.nodes[number]
    known = node.kind is not NodeKind.UNKNOWN
    events: list[Json] = words.numbers(node.events) if known else []
    if not known and node.hides:
        events = [hidden[node.hides]]
    row: list[Json] = [KINDS.index(node.kind), words.number(node.label), list(node.parts), events]
    while row[-1] in ([], 0) and len(row) > 1:
        row.pop()
    return row


def _drawing(drawing: Drawing, words: Words) -> Json:
    return {
        "boxes": [_box(box, words) for box in drawing.boxes],
        "edges": [
            [edge.source, edge.target, words.number(edge.relation)] for edge in drawing.edges
        ],
    }


def _box(box: Box, words: Words) -> Json:
    return {
        "kind": words.number(box.kind),
        "names": words.numbers(box.names),
        "event": words.number(box.event or ""),
        "nodes": list(box.nodes),
        "single": box.is_single_point,
        "minor": box.is_minor,
    }
