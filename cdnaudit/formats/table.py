"""The report for a person under stress: verdict, tree, providers, findings, what is not known."""

import os
from io import StringIO
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cdnaudit.formats.table_tree import tree
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Severity, Status
from cdnaudit.names import shown
from cdnaudit.reporting.display import Color
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

STATUS_STYLES = {
    Status.FAIL: "bold red",
    Status.PASS: "bold green",
    Status.INCOMPLETE: "bold yellow",
}
WITH_SINGLE_POINTS = "bold yellow"
"""What passes the gate in spite of them."""
SEVERITY_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
SOURCES = {
    "modelled": "from a modelled recording: built from public facts, not captured",
    "recorded": "from a recording",
}

COLUMNS = 80
"""Where nobody says how wide."""


def render(document: Document, out: TextIO) -> None:
    """Draw the report; cells are ``Text``, so a stranger's ``[red]`` stays text."""
    page = StringIO()
    colored = is_colored(document.display.color, out)
    console = Console(
        file=page,
        width=_width(out),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        force_terminal=colored,
        no_color=not colored,
        legacy_windows=False,
    )
    if len(document.targets) > 1:
        _overview(console, document)
    for section in document.targets_in_full:
        _target(console, section)
    _footer(console, document)
    out.writelines(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _width(out: TextIO) -> int | None:
    """Return the columns there are; None lets the terminal say."""
    columns = os.environ.get("COLUMNS", "")
    if out.isatty():
        return None
    return int(columns) if columns.isdecimal() else COLUMNS


def is_colored(color: Color, out: TextIO) -> bool:
    """Decide on colour: the flag, then NO_COLOR and FORCE_COLOR, then the terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or out.isatty()


def _overview(console: Console, document: Document) -> None:
    console.print(Text(document.headline, style="bold"))
    console.print()
    grid = _grid("target", "gate", "goes down with")
    for section in document.targets:
        causes = section.goes_down_with or "-"
        grid.add_row(_text(section.name), _gate(section), _text(causes))
    console.print(grid)
    console.print()


def _target(console: Console, section: TargetSection) -> None:
    console.print(_text(section.verdict, "bold"))
    gate = Text.assemble("gate: ", _gate(section), f" ({shown(section.gate_sentence)})")
    console.print(gate)
    console.print()
    _heading(console, "Depends on")
    console.print(Padding(tree(section), (0, 0, 1, 2)))
    if section.providers:
        _heading(console, "Providers")
        console.print(Padding(_providers(section), (0, 0, 1, 2)))
    if section.target.findings:
        _heading(console, "Findings")
        for finding in section.target.findings:
            _finding(console, finding)
    if section.not_known:
        _heading(console, "Not known")
        for line in section.not_known:
            console.print(Padding(_text(line), (0, 0, 0, 2)))
        console.print()


def _providers(section: TargetSection) -> Table:
    """Lay out who serves; the host has a column only where there are several."""
    several = len({found.host for found in section.providers}) > 1
    grid = _grid("role", "provider", *(["host"] if several else []), "confidence", "evidence")
    for found in section.providers:
        owner = f" ({found.company})" if found.company else ""
        cells = [
            found.role,
            f"{found.provider}{owner}",
            *([found.host] if several else []),
            found.confidence,
            found.evidence,
        ]
        grid.add_row(*map(_text, cells))
    return grid


def _finding(console: Console, finding: JudgedFinding) -> None:
    style = "dim" if finding.suppressed else SEVERITY_STYLES[finding.severity]
    severity = (f"{finding.severity:<8}".upper(), style)
    head = Text.assemble(severity, "  ", (shown(finding.check), "bold"))
    if finding.suppressed:
        head.append(f"  suppressed: {shown(finding.suppressed.reason)}", "dim")
    console.print(Padding(head, (0, 0, 0, 2)))
    console.print(Padding(_text(finding.message), (0, 0, 0, 12)))
    console.print(Padding(_text(f"-> {finding.remedy}", "dim"), (0, 0, 1, 12)))


def _footer(console: Console, document: Document) -> None:
    for warning in document.warnings:
        console.print(_text(f"warning: {warning}", "yellow"))
    run = document.report.run
    source = SOURCES.get(run.provenance, f"asked {run.started}")
    console.print(_text(f"{document.exit_sentence} · {source}", "dim"))


def _grid(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _heading(console: Console, text: str) -> None:
    console.print(Text(text, style="bold underline"))


def _gate(section: TargetSection) -> Text:
    """Write how it fares at the gate; what passes with single points is not green."""
    status = section.target.status
    style = WITH_SINGLE_POINTS if section.passes_in_spite else STATUS_STYLES[status]
    return _text(section.gate, style)


def _text(text: str, style: str = "") -> Text:
    return Text(shown(text), style=style)
