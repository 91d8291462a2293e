"""Find rules by a name: one trie over labels, from the last to the first.

A name walks down the labels it has, so a thousand rules cost what ten do.
"""

from collections.abc import Iterable, Iterator

from cdnaudit.knowledge.globs import is_glob, label_region
from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.patterns import MAX_NAME
from cdnaudit.knowledge.rules import Rule


class Node:
    """One label deep in the trie: children by plain label and by pattern."""

    __slots__ = ("exact", "globs", "rules")

    def __init__(self) -> None:
        self.exact: dict[str, Node] = {}
        self.globs: dict[str, Node] = {}
        self.rules: list[Rule] = []

    def child(self, label: str) -> "Node":
        """Return the child for a label of a suffix, made if new."""
        children = self.globs if is_glob(label) else self.exact
        return children.setdefault(label, Node())

    def next(self, label: str) -> Iterator[tuple["Node", str]]:
        """Yield children that a label of a name leads to, with the region it shows."""
        if label in self.exact:
            yield self.exact[label], ""
        for pattern, node in self.globs.items():
            region = label_region(pattern, label)
            if region is not None:
                yield node, region


class NameIndex:
    """Rules by suffix."""

    __slots__ = ("_root",)

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = Node()
        for rule in rules:
            for suffix in rule.suffix:
                node = self._root
                for label in reversed(suffix.split(".")):
                    node = node.child(label)
                node.rules.append(rule)

    def find(self, name: str) -> tuple[Match, ...]:
        """Return each rule that ``name`` is at or under, once, with the region it shows."""
        if not name or len(name) > MAX_NAME:
            return ()
        found: dict[str, Match] = {}
        at: list[tuple[Node, str]] = [(self._root, "")]
        for label in reversed(name.split(".")):
            at = [
                (node, region or before)
                for parent, before in at
                for node, region in parent.next(label)
            ]
            if not at:
                break
            for node, region in at:
                for rule in node.rules:
                    _keep(found, Match(rule, name, region or None))
        return tuple(sorted(found.values()))


def _keep(found: dict[str, Match], match: Match) -> None:
    """Keep one match a rule; one that shows a region wins, of two regions the first."""
    before = found.get(match.rule.id)
    if before is None or (match.region or "~") < (before.region or "~"):
        found[match.rule.id] = match
