"""The outline of hosts and zones as a tree on a terminal."""

from rich.text import Text
from rich.tree import Tree

from cdnaudit.names import shown
from cdnaudit.reporting.outline import OutlineItem, Tone
from cdnaudit.reporting.section import TargetSection

STYLES = {Tone.PLAIN: "", Tone.MISSING: "yellow", Tone.BROKEN: "bold red"}


def tree(section: TargetSection) -> Tree:
    """Draw every host with its chains and networks, then every zone with its nameservers."""
    root = Tree(Text(shown(section.target.target), style="bold"), guide_style="dim")
    for item in section.outline:
        _add(root, item)
    return root


def _add(above: Tree, item: OutlineItem) -> None:
    branch = above.add(_line(item))
    for below in item.items:
        _add(branch, below)


def _line(item: OutlineItem) -> Text:
    label = ((shown(item.label), "dim"), "  ") if item.label else ()
    return Text.assemble(*label, (shown(item.text), STYLES[item.tone]))
