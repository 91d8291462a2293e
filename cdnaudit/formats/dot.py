"""Graphviz DOT, one cluster a target."""

from typing import TextIO

from cdnaudit.formats.drawing import Box, picture
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.names import shown


def render(report: Report, out: TextIO) -> None:
    """Write one digraph; single points are red hexagons, alternatives dashed."""
    out.write("digraph cdnaudit {\n  rankdir=LR;\n  node [fontname=sans, shape=box];\n")
    for number, target in enumerate(report.targets):
        out.writelines(f"{line}\n" for line in _cluster(target, number))
    out.write("}\n")


def _cluster(target: TargetReport, number: int) -> list[str]:
    drawn = picture(target)
    ids = {box.id: f"n{number}_{i}" for i, box in enumerate(drawn.boxes)}
    lines = [f"  subgraph cluster_{number} {{", f"    label={_text(target.target)};"]
    lines += [f"    {ids[box.id]} [label={_text(box.text)}{_style(box)}];" for box in drawn.boxes]
    lines += [
        f"    {ids[a.source]} -> {ids[a.target]}{' [style=dashed]' if a.either else ''};"
        for a in drawn.arrows
    ]
    return [*lines, "  }"]


def _style(box: Box) -> str:
    if box.single:
        return ', shape=hexagon, color="#b3261e", style=filled, fillcolor="#fde2e1"'
    return ", style=rounded" if box.event else ""


def _text(raw: str) -> str:
    escaped = shown(raw).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
