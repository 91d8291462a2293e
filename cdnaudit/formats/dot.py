"""Graphviz DOT, one cluster a target."""

from typing import TextIO

from cdnaudit.names import shown
from cdnaudit.reporting.boxes import Box, Relation
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

STYLES = {
    Relation.NEEDS: "",
    Relation.ONE_OF: " [style=dashed]",
    Relation.WANTED: " [style=dotted]",
}


def render(document: Document, out: TextIO) -> None:
    """Write one digraph.

    Single points are red hexagons; alternatives are dashed, what is only wanted is dotted.
    """
    out.write("digraph cdnaudit {\n  rankdir=LR;\n  node [fontname=sans, shape=box];\n")
    for number, section in enumerate(document.targets):
        out.writelines(f"{line}\n" for line in _cluster(section, number))
    out.write("}\n")


def _cluster(section: TargetSection, cluster: int) -> list[str]:
    drawing = section.condensed_drawing
    boxes = (
        f"    n{cluster}_{number} [label={_label(box)}{_style(box)}];"
        for number, box in enumerate(drawing.boxes)
    )
    edges = (
        f"    n{cluster}_{edge.source} -> n{cluster}_{edge.target}{STYLES[edge.relation]};"
        for edge in drawing.edges
    )
    label = _quoted(_escaped(section.target.target))
    return [f"  subgraph cluster_{cluster} {{", f"    label={label};", *boxes, *edges, "  }"]


def _style(box: Box) -> str:
    if box.is_single_point:
        return ', shape=hexagon, color="#b3261e", style=filled, fillcolor="#fde2e1"'
    if box.event:
        return ", style=rounded"
    return ", style=dotted" if box.kind == "unknown" else ""


def _label(box: Box) -> str:
    r"""Write the kind, then a name a line; ``\n`` is DOT's own line break."""
    return _quoted(r"\n".join(_escaped(line) for line in (box.kind, *box.names)))


def _escaped(raw: str) -> str:
    return shown(raw).replace("\\", "\\\\").replace('"', '\\"')


def _quoted(escaped: str) -> str:
    return f'"{escaped}"'
