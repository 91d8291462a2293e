"""A Mermaid flowchart with a part for each target, as GitHub draws them."""

from typing import TextIO

from cdnaudit.names import shown
from cdnaudit.reporting.boxes import Box, Relation
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

ARROWS = {Relation.NEEDS: "-->", Relation.ONE_OF: "-.->", Relation.WANTED: "-.-"}


def render(document: Document, out: TextIO) -> None:
    """Write one flowchart.

    Single points are red hexagons; alternatives are dashed, and what is only wanted has no head.
    """
    out.write("flowchart LR\n")
    for number, section in enumerate(document.targets):
        out.writelines(f"{line}\n" for line in _part(section, number))
    out.write("  classDef single fill:#fde2e1,stroke:#b3261e,stroke-width:2px,color:#410e0b\n")


def _part(section: TargetSection, part: int) -> list[str]:
    drawing = section.condensed_drawing
    boxes = (f"    n{part}_{number}{_shape(box)}" for number, box in enumerate(drawing.boxes))
    edges = (
        f"    n{part}_{edge.source} {ARROWS[edge.relation]} n{part}_{edge.target}"
        for edge in drawing.edges
    )
    return [f'  subgraph t{part}["{_text(section.target.target)}"]', *boxes, *edges, "  end"]


def _shape(box: Box) -> str:
    label = "<br>".join(_text(line) for line in (box.kind, *box.names))
    if box.is_single_point:
        return f'{{{{"{label}"}}}}:::single'
    return f'("{label}")' if box.event else f'["{label}"]'


def _text(raw: str) -> str:
    """Write a stranger's text as Mermaid's entities, which it cannot take for syntax."""
    return "".join(c if c.isalnum() or c in " ./:-_?" else f"#{ord(c)};" for c in shown(raw))
