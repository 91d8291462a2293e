"""From the AND/OR graph to a drawing: names, operators, companies, networks."""

from dataclasses import dataclass, field, replace

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.box_groups import grouped
from cdnaudit.reporting.boxes import Box, Drawing, Relation
from cdnaudit.reporting.event_names import event_name
from cdnaudit.reporting.relations import Key, Relations, all_of, any_of, of_one_box


def draw(target: TargetReport) -> Drawing:
    """Return the drawing of a target's graph; empty where no graph was kept."""
    if not target.graph.nodes:
        return Drawing((), ())
    hosts = frozenset([target.target, *(host.host for host in target.hosts)])
    walk = _GraphWalk(target.graph, hosts, frozenset(target.single_points))
    walk.visit_all()
    return grouped(walk.boxes, walk.edges())


@dataclass(slots=True)
class _GraphWalk:
    """Walks one graph; names and events become boxes, joints and addresses become edges."""

    graph: Graph
    hosts: frozenset[str]
    single_points: frozenset[Event]
    boxes: dict[Key, Box] = field(default_factory=dict)
    _relations: dict[Key, list[Relations]] = field(default_factory=dict)
    _through: dict[int, Relations] = field(default_factory=dict)

    def visit_all(self) -> None:
        """Visit every node that the root or a soft node depends on."""
        seen: set[int] = set()
        queue = [*reversed(self.graph.soft), self.graph.root]
        while queue:
            number = queue.pop()
            if number not in seen:
                seen.add(number)
                self._visit(number)
                queue.extend(reversed(self.graph.nodes[number].parts))

    def edges(self) -> dict[Key, Relations]:
        """Return what each box depends on; nodes of one key may have said different things."""
        edges = {key: of_one_box(key, said) for key, said in self._relations.items()}
        root = self._key(self.graph.nodes[self.graph.root])
        if root is not None:
            below_root = edges.setdefault(root, {})
            for soft in self.graph.soft:
                for key in self._nearest(soft, frozenset()):
                    below_root.setdefault(key, Relation.WANTED)
        return edges

    def _visit(self, number: int) -> None:
        node = self.graph.nodes[number]
        key = self._key(node)
        if key is None:
            return
        event = node.events[0] if node.kind is NodeKind.LEAF else None
        box = self._box(key, event)
        self.boxes[key] = replace(box, nodes=(*box.nodes, number))
        below = self._parts(node, frozenset({number})) if node.parts else self._owners(node)
        self._relations.setdefault(key, []).append(below)

    def _owners(self, node: Node) -> Relations:
        """Return the companies whose failure is that of a service."""
        owners: Relations = {}
        for event in node.events:
            if event.kind is EventKind.COMPANY:
                company = event_name(event)
                self._box((company.kind, company.name), event)
                owners[company.kind, company.name] = Relation.NEEDS
        return owners

    def _box(self, key: Key, event: Event | None) -> Box:
        """Return the box of a key, made when first seen."""
        kind, name = key
        made = Box(
            kind=kind, names=(name,), event=event, is_single_point=event in self.single_points
        )
        return self.boxes.setdefault(key, made)

    def _key(self, node: Node) -> Key | None:
        """Return which box a node is; None for addresses and for joints without a name."""
        if node.kind is NodeKind.LEAF and node.events:
            found = event_name(node.events[0])
            return (found.kind, found.name)
        if node.kind is NodeKind.UNKNOWN:
            return ("unknown", node.label)
        if node.subject is Subject.ADDRESS or (node.subject is Subject.JOINT and not node.name):
            return None
        return (self._kind(node), node.name or ".")

    def _kind(self, node: Node) -> str:
        """Return what a named node is; an alias may lead to a host of the target."""
        may_be_host = node.subject in {Subject.HOST, Subject.ALIAS, Subject.JOINT}
        if may_be_host and node.name in self.hosts:
            return str(Subject.HOST)
        return "name" if node.subject is Subject.JOINT else str(node.subject)

    def _nearest(self, number: int, above: frozenset[int]) -> Relations:
        """Return the boxes a node stands for, and whether it needs each or one of them."""
        key = self._key(self.graph.nodes[number])
        if key is not None:
            return {key: Relation.NEEDS}
        if number in above:
            return {}
        if number not in self._through:
            self._through[number] = self._parts(self.graph.nodes[number], above | {number})
        return self._through[number]

    def _parts(self, node: Node, above: frozenset[int]) -> Relations:
        """Return the boxes just below a node."""
        found = [self._nearest(part, above) for part in node.parts]
        return any_of(found) if node.kind is NodeKind.ANY else all_of(found)
