"""A target's graph as a person would draw it: named things, what they need, what fails them."""

from dataclasses import dataclass

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, NodeKind
from cdnaudit.model.report import TargetReport


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """One thing in the picture; ``event`` is set for what can fail, such as a service or an AS."""

    id: str
    text: str
    event: str = ""
    single: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """``source`` needs ``target``; ``either`` says that another would do."""

    source: str
    target: str
    either: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes and arrows, each sorted."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(target: TargetReport) -> Picture:
    """Draw the labelled nodes and services that the target hangs on; prefixes are left out."""
    singles = frozenset(target.single_points)
    boxes: dict[str, Box] = {}
    arrows: set[Arrow] = set()
    graph = target.graph
    queue = [graph.root, *graph.soft]
    seen: set[int] = set()
    while queue:
        number = queue.pop()
        if number in seen:
            continue
        seen.add(number)
        box = _box(graph, number, singles)
        if box:
            boxes[box.id] = box
        for part, either in _named_below(graph, number):
            queue.append(part)
            other = _box(graph, part, singles)
            if box and other and box.id != other.id:
                boxes[other.id] = other
                arrows.add(Arrow(box.id, other.id, either))
    return Picture(tuple(sorted(boxes.values())), tuple(sorted(arrows)))


def _box(graph: Graph, number: int, singles: frozenset[Event]) -> Box | None:
    node = graph.nodes[number]
    if node.kind is NodeKind.LEAF:
        event = node.events[0]
        if event.kind is EventKind.PREFIX:
            return None
        return Box(event, event, event, event in singles)
    if node.kind is NodeKind.UNKNOWN:
        return Box(f"? {node.label}", f"? {node.label}")
    return Box(node.label, node.label) if node.label else None


def _named_below(graph: Graph, number: int) -> list[tuple[int, bool]]:
    """Return the nearest parts that have a name, and whether one of several would do."""
    found: list[tuple[int, bool]] = []
    queue = [(p, graph.nodes[number].kind is NodeKind.ANY) for p in graph.nodes[number].parts]
    while queue:
        part, either = queue.pop()
        node = graph.nodes[part]
        if node.label or node.kind in {NodeKind.LEAF, NodeKind.UNKNOWN}:
            found.append((part, either))
        else:
            several = node.kind is NodeKind.ANY and len(node.parts) > 1
            queue.extend((p, either or several) for p in node.parts)
    return found
