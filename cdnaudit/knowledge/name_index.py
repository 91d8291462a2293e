"""Find rules by a name: one trie over labels, from the last to the first.

A name walks down the labels it has, so a thousand rules cost what ten do.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cdnaudit.knowledge.globs import is_glob, label_region
from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.rules import Rule
from cdnaudit.names import MAX_NAME

KEPT = 4096
"""Names whose rules are remembered, of each signal: many targets have the same nameservers."""


class TrieNode:
    """One label deep in the trie: children by plain label and by pattern."""

    __slots__ = ("exact", "globs", "rules")

    def __init__(self) -> None:
        self.exact: dict[str, TrieNode] = {}
        self.globs: dict[str, TrieNode] = {}
        self.rules: list[Rule] = []

    def child(self, label: str) -> "TrieNode":
        """Return the child for a label of a suffix, made if new."""
        children = self.globs if is_glob(label) else self.exact
        return children.setdefault(label, TrieNode())

    def under(self, label: str, region: str) -> Iterator[tuple["TrieNode", str]]:
        """Yield children that a label of a name leads to, with the region seen so far."""
        if label in self.exact:
            yield self.exact[label], region
        for pattern, child in self.globs.items():
            shown = label_region(pattern, label)
            if shown is not None:
                yield child, shown or region


class NameIndex:
    """Rules by suffix."""

    __slots__ = ("_root", "find")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._root = TrieNode()
        self.find = lru_cache(KEPT)(self._find)
        """Returns each rule that a name is at or under, once, with the region it shows."""
        for rule in rules:
            for suffix in rule.suffix:
                self._add(suffix, rule)

    def _find(self, name: str) -> tuple[Match, ...]:
        if not name or len(name) > MAX_NAME:
            return ()
        found: dict[str, Match] = {}
        for node, region in self._on_the_way(name):
            for rule in node.rules:
                _keep(found, Match(rule, name, region or None))
        return tuple(sorted(found.values()))

    def _add(self, suffix: str, rule: Rule) -> None:
        node = self._root
        for label in reversed(suffix.split(".")):
            node = node.child(label)
        node.rules.append(rule)

    def _on_the_way(self, name: str) -> Iterator[tuple[TrieNode, str]]:
        """Yield every node that the labels of ``name`` lead to, with the region shown."""
        level: list[tuple[TrieNode, str]] = [(self._root, "")]
        for label in reversed(name.split(".")):
            deeper: list[tuple[TrieNode, str]] = []
            for node, region in level:
                deeper.extend(node.under(label, region))
            if not deeper:
                return
            yield from deeper
            level = deeper


def _keep(found: dict[str, Match], match: Match) -> None:
    """Keep one match a rule; one that shows a region wins, of two regions the first."""
    before = found.get(match.rule.id)
    if before is None or (match.region or "~") < (before.region or "~"):
        found[match.rule.id] = match
