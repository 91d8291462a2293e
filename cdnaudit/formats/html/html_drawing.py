"""From the AND/OR graph to boxes a person can read: names, operators, companies, networks."""

from collections.abc import Collection
from dataclasses import dataclass, field

from cdnaudit.formats.html.chips import split
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import TargetReport

NEEDS, ONE_OF, SOFT = "needs", "one of", "wanted"
"""How a box hangs on another: it fails with it, it survives on a sibling, it only degrades."""


@dataclass(slots=True)
class Box:
    """One thing in the picture; ``names`` are several where alike nameservers share a box."""

    kind: str
    names: list[str]
    event: Event | None = None
    nodes: list[int] = field(default_factory=list)
    single: bool = False
    minor: bool = False
    """A network beside a known operator: shown on request."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes, and edges as (from, to, how)."""

    boxes: tuple[Box, ...]
    edges: tuple[tuple[int, int, str], ...]

    def below(self, box: int) -> list[tuple[int, str]]:
        """Return what a box hangs on, and how."""
        return [(to, how) for start, to, how in self.edges if start == box]


Key = tuple[str, str]
"""Kind and name: nodes of one key are one box."""

NO_KEY = ("", "")


def picture(target: TargetReport) -> Picture:
    """Return the picture of a target's graph; empty where no graph was kept."""
    if not target.graph.nodes:
        return Picture((), ())
    hosts = frozenset([target.target, *(host.host for host in target.hosts)])
    drawing = Drawing(target.graph, hosts, frozenset(target.single_points))
    drawing.walk()
    return drawing.picture()


@dataclass(slots=True)
class Drawing:
    """Walks one graph; labels and events become boxes, joints and addresses become edges."""

    graph: Graph
    hosts: frozenset[str]
    singles: frozenset[Event]
    boxes: dict[Key, Box] = field(default_factory=dict)
    hangs: dict[Key, list[dict[Key, str]]] = field(default_factory=dict)
    _through: dict[int, dict[Key, str]] = field(default_factory=dict)

    def walk(self) -> None:
        """Visit every node the root or a soft node hangs on."""
        seen: set[int] = set()
        queue = [*reversed(self.graph.soft), self.graph.root]
        while queue:
            number = queue.pop()
            if number in seen:
                continue
            seen.add(number)
            self.visit(number)
            queue.extend(reversed(self.graph.nodes[number].parts))

    def visit(self, number: int) -> None:
        """Note the box of a node and what it hangs on."""
        node = self.graph.nodes[number]
        key = self.key(node)
        if key is None:
            return
        self.box(key, node).nodes.append(number)
        owners = {}
        for event in node.events:
            if event.kind is EventKind.COMPANY:
                company = (str(event.kind), event.name)
                owners[company] = NEEDS
                self.box(company, Node(NodeKind.LEAF, "", events=(event,)))
        below = self.parts(node, frozenset({number})) if node.parts else owners
        self.hangs.setdefault(key, []).append({k: how for k, how in below.items() if k != key})

    def box(self, key: Key, node: Node) -> Box:
        """Return the box of a key, made when first seen."""
        event = node.events[0] if node.events and node.kind is NodeKind.LEAF else None
        made = Box(key[0], [key[1]], event, single=event in self.singles)
        return self.boxes.setdefault(key, made)

    def key(self, node: Node) -> Key | None:
        """Return which box a node is; None for joints and addresses."""
        if node.kind is NodeKind.LEAF and node.events:
            return split(node.events[0])
        if node.kind is NodeKind.UNKNOWN:
            return ("unknown", node.label)
        if node.subject in {Subject.JOINT, Subject.ADDRESS}:
            return None
        kind = Subject.HOST if node.name in self.hosts else node.subject
        return (str(kind), node.name or ".")

    def reach(self, number: int, above: frozenset[int] = frozenset()) -> dict[Key, str]:
        """Return the boxes a node stands for, and whether it needs each or one of them."""
        key = self.key(self.graph.nodes[number])
        if key is not None:
            return {key: NEEDS}
        if number in above:
            return {}
        if number not in self._through:
            self._through[number] = self.parts(self.graph.nodes[number], above | {number})
        return self._through[number]

    def parts(self, node: Node, above: frozenset[int]) -> dict[Key, str]:
        """Return the boxes just below a node."""
        found = [self.reach(part, above) for part in node.parts]
        merge = _either if node.kind is NodeKind.ANY else _every
        return merge(found)

    def picture(self) -> Picture:
        """Number the boxes; nameservers that hang alike share one."""
        edges = {key: _either(below, alike=True) for key, below in self.hangs.items()}
        root = edges.setdefault(self.key(self.graph.nodes[self.graph.root]) or NO_KEY, {})
        for soft in (k for s in self.graph.soft for k in self.reach(s)):
            root.setdefault(soft, SOFT)
        _grey(self.boxes, edges)
        place = _grouped(self.boxes, edges)
        boxes = list(dict.fromkeys(place.values()))
        index = {leader: n for n, leader in enumerate(boxes)}
        lines = {
            (index[place[a]], index[place[b]]): how
            for a, below in edges.items()
            for b, how in below.items()
            if a in place and b in place
        }
        return Picture(
            tuple(self.boxes[leader] for leader in boxes),
            tuple((a, b, how) for (a, b), how in lines.items()),
        )


def _every(found: Collection[dict[Key, str]]) -> dict[Key, str]:
    merged: dict[Key, str] = {}
    for below in found:
        for key, how in below.items():
            merged[key] = NEEDS if NEEDS in (how, merged.get(key)) else how
    return merged


def _either(found: Collection[dict[Key, str]], *, alike: bool = False) -> dict[Key, str]:
    """Merge alternatives: needed only where every one of them needs it."""
    counted = [below for below in found if below or not alike]
    return {
        key: NEEDS if all(below.get(key) == NEEDS for below in counted) else ONE_OF
        for key in dict.fromkeys(k for below in counted for k in below)
    }


def _grey(boxes: dict[Key, Box], edges: dict[Key, dict[Key, str]]) -> None:
    """Mark networks as minor unless they are a single point or the only thing below a name."""
    networks = {k for k in boxes if k[0] in {"network", "prefix"}}
    alone = {k for below in edges.values() if not set(below) - networks for k in below}
    for key in networks:
        boxes[key].minor = not boxes[key].single and (key[0] == "prefix" or key not in alone)


def _grouped(boxes: dict[Key, Box], edges: dict[Key, dict[Key, str]]) -> dict[Key, Key]:
    """Return the box each key is drawn in, and add the names of those that share one."""
    leaders: dict[tuple[object, ...], Key] = {}
    place: dict[Key, Key] = {}
    above: dict[Key, list[tuple[Key, str]]] = {}
    for key, below in edges.items():
        for to, how in below.items():
            above.setdefault(to, []).append((key, how))
    for key, box in boxes.items():
        below = {k: h for k, h in edges.get(key, {}).items() if not boxes[k].minor}
        shape = (tuple(sorted(above.get(key, ()))), tuple(sorted(below.items())))
        leader = leaders.setdefault(shape, key) if box.kind == "nameserver" else key
        place[key] = leader
        if leader != key:
            boxes[leader].names += box.names
            boxes[leader].nodes += box.nodes
    return place
