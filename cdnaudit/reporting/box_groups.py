"""Which boxes of a drawing share one, and which may be left out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from cdnaudit.model.events import EventKind
from cdnaudit.model.nodes import Subject
from cdnaudit.reporting.boxes import Box, Drawing, Edge
from cdnaudit.reporting.relations import Key, Relations

NETWORKS = frozenset({"network", EventKind.PREFIX})


def grouped(boxes: Mapping[Key, Box], edges: Mapping[Key, Relations]) -> Drawing:
    """Number the boxes; nameservers that depend alike, and are needed alike, share one."""
    minor = _minor(boxes, edges)
    leaders = _leaders(boxes, edges, minor)
    members: defaultdict[Key, list[Key]] = defaultdict(list)
    for key, leader in leaders.items():
        members[leader].append(key)
    numbers = {leader: number for number, leader in enumerate(members)}
    lines = {
        (numbers[leaders[above]], numbers[leaders[below]]): relation
        for above, relations in edges.items()
        for below, relation in relations.items()
    }
    return Drawing(
        tuple(
            _together([boxes[key] for key in keys], minor=keys[0] in minor)
            for keys in members.values()
        ),
        tuple(Edge(source, target, relation) for (source, target), relation in lines.items()),
    )


def _together(boxes: list[Box], *, minor: bool) -> Box:
    names = tuple(name for box in boxes for name in box.names)
    nodes = tuple(number for box in boxes for number in box.nodes)
    return replace(boxes[0], names=names, nodes=nodes, is_minor=minor)


def _minor(boxes: Mapping[Key, Box], edges: Mapping[Key, Relations]) -> frozenset[Key]:
    """Return networks that are neither a single point nor the only thing below a name."""
    networks = {key for key in boxes if key[0] in NETWORKS}
    only_networks = (below for below in edges.values() if not below.keys() - networks)
    alone = frozenset(chain.from_iterable(only_networks))
    beside = frozenset(key for key in networks if key[0] == EventKind.PREFIX or key not in alone)
    return frozenset(key for key in beside if not boxes[key].is_single_point)


def _leaders(
    boxes: Mapping[Key, Box], edges: Mapping[Key, Relations], minor: frozenset[Key]
) -> dict[Key, Key]:
    """Return in whose box each key is drawn."""
    above: defaultdict[Key, set[tuple[Key, str]]] = defaultdict(set)
    for source, relations in edges.items():
        for key, relation in relations.items():
            above[key].add((source, relation))
    first: dict[object, Key] = {}
    leaders: dict[Key, Key] = {}
    for key in boxes:
        below = {pair for pair in edges.get(key, {}).items() if pair[0] not in minor}
        shape = (frozenset(above[key]), frozenset(below))
        is_nameserver = key[0] == Subject.NAMESERVER
        leaders[key] = first.setdefault(shape, key) if is_nameserver else key
    return leaders


def condensed(drawing: Drawing) -> Drawing:
    """Leave out what a still picture is clearer without: networks and companies that add nothing."""
    return drawing.without(
        frozenset(number for number in range(len(drawing.boxes)) if _adds_nothing(drawing, number))
    )


def _adds_nothing(drawing: Drawing, number: int) -> bool:
    box = drawing.boxes[number]
    if box.kind == EventKind.COMPANY:
        return not _joins(drawing, number)
    return box.is_minor or box.kind == EventKind.PREFIX


def _joins(drawing: Drawing, company: int) -> bool:
    """Tell whether a company says more than its services: several fail only together."""
    owned = [drawing.boxes[edge.source] for edge in drawing.edges if edge.target == company]
    several = len({name for box in owned for name in box.names}) > 1
    only_together = not any(box.is_single_point for box in owned)
    return several or (drawing.boxes[company].is_single_point and only_together)
