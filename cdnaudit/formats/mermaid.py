"""Mermaid flowcharts, one a target, as GitHub draws them."""

from typing import TextIO

from cdnaudit.formats.drawing import Box, picture
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.names import shown


def render(report: Report, out: TextIO) -> None:
    """Write one flowchart with a part for each target; single points are red hexagons."""
    out.write("flowchart LR\n")
    for number, target in enumerate(report.targets):
        out.writelines(f"{line}\n" for line in _part(target, number))
    out.write("  classDef single fill:#fde2e1,stroke:#b3261e,stroke-width:2px,color:#410e0b\n")


def _part(target: TargetReport, number: int) -> list[str]:
    drawn = picture(target)
    ids = {box.id: f"n{number}_{i}" for i, box in enumerate(drawn.boxes)}
    lines = [f'  subgraph t{number}["{_text(target.target)}"]']
    lines += [f"    {ids[box.id]}{_shape(box)}" for box in drawn.boxes]
    lines += [
        f"    {ids[a.source]} {'-.->' if a.either else '-->'} {ids[a.target]}" for a in drawn.arrows
    ]
    return [*lines, "  end"]


def _shape(box: Box) -> str:
    text = _text(box.text)
    if box.single:
        return f'{{{{"{text}"}}}}:::single'
    return f'("{text}")' if box.event else f'["{text}"]'


def _text(raw: str) -> str:
    """Write a stranger's text as Mermaid's entities, which it cannot take for syntax."""
    return "".join(c if c.isalnum() or c in " ./:-_?" else f"#{ord(c)};" for c in shown(raw))
