"""The report for a person under stress: verdict, tree, providers, findings, unknowns."""

import os
from collections.abc import Iterable
from io import StringIO
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cdnaudit.formats.terminal_tree import tree
from cdnaudit.model.report import Dependency, Finding, Report, TargetReport
from cdnaudit.model.terms import Role, Severity, Status
from cdnaudit.names import shown
from cdnaudit.reporting import sentences as words

STATUS_STYLES = {
    Status.FAIL: "bold red",
    Status.PASS: "bold green",
    Status.INCOMPLETE: "bold yellow",
}
SEVERITY_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
ROLES = (
    Role.STEERING,
    Role.CDN,
    Role.WAF,
    Role.CHALLENGE,
    Role.PLATFORM,
    Role.HOSTING,
    Role.DNS,
    Role.REGISTRAR,
    Role.CONTROL,
    Role.CA,
)
"""From the visitor inwards."""
MANY = 20
"""Targets from which only those that do not pass are shown in full."""


def render(report: Report, out: TextIO, *, color: bool | None = None) -> None:
    """Draw the report; cells are ``Text``, so a stranger's ``[red]`` stays text."""
    page = StringIO()
    console = Console(
        file=page,
        width=None if out.isatty() else int(os.environ.get("COLUMNS", "80")),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        force_terminal=color,
        no_color=color is False or None,
        legacy_windows=False,
    )
    if len(report.targets) > 1:
        _overview(console, report)
    shy = len(report.targets) > MANY
    for target in report.targets:
        if not (shy and target.status is Status.PASS):
            _target(console, target)
    _footer(console, report)
    out.writelines(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _overview(console: Console, report: Report) -> None:
    console.print(Text(words.headline(report), style="bold"))
    console.print()
    grid = _grid("target", "status", "goes down with")
    for target in report.targets:
        points = words.single_points(target)
        what = ", ".join(f"{p} ({', '.join(r)})" for p, r in points.items()) or "-"
        grid.add_row(_text(target.target), _status(target), _text(what))
    console.print(grid)
    console.print()


def _target(console: Console, target: TargetReport) -> None:
    console.print(Text(shown(words.verdict(target)), style="bold"))
    console.print(Text.assemble("gate: ", _status(target), f" ({words.gate_words(target)})"))
    console.print()
    _heading(console, "What it hangs on")
    console.print(Padding(tree(target), (0, 0, 1, 2)))
    _providers(console, [*target.providers])
    _findings(console, target.findings)
    _unknowns(console, target)


def _providers(console: Console, uses: list[Dependency]) -> None:
    if not uses:
        return
    _heading(console, "Providers")
    several = len({u.host for u in uses}) > 1
    grid = _grid("role", "provider", *(["host"] if several else []), "sure", "shown by")
    for use in sorted(uses, key=lambda u: ROLES.index(u.role)):
        role = f"{use.role}: {use.state}" if use.state else str(use.role)
        owner = "" if use.company == use.provider else f" ({use.company})"
        signals = ", ".join(sorted({str(e.signal) for e in use.evidence}))
        host = [_text(use.host)] if several else []
        grid.add_row(
            _text(role), _text(use.provider + owner), *host, _text(use.confidence), _text(signals)
        )
    console.print(Padding(grid, (0, 0, 1, 2)))


def _findings(console: Console, findings: Iterable[Finding]) -> None:
    for number, finding in enumerate(findings):
        if number == 0:
            _heading(console, "Findings")
        style = "dim" if finding.suppressed else SEVERITY_STYLES[finding.severity]
        head = Text.assemble(
            (f"{finding.severity:<8}".upper(), style), "  ", (finding.check, "bold")
        )
        if finding.suppressed:
            head.append(f"  suppressed: {shown(finding.suppressed.reason)}", "dim")
        console.print(Padding(head, (0, 0, 0, 2)))
        console.print(Padding(_text(finding.message), (0, 0, 0, 12)))
        console.print(Padding(_text(f"-> {finding.remedy}", "dim"), (0, 0, 1, 12)))


def _unknowns(console: Console, target: TargetReport) -> None:
    rows = [f"{g.question}: {g.reason}" for g in target.unknowns]
    rows += [f"limit reached: {limit}" for limit in target.limits_hit]
    asked = {g.question for g in target.unknowns}
    rows += [
        f"{u.check} is inconclusive: {u.reason}"
        for u in target.inconclusive
        if not any(u.reason.startswith(q) for q in asked)
    ]
    if rows:
        _heading(console, "Not known")
        for row in dict.fromkeys(rows):
            console.print(Padding(_text(row), (0, 0, 0, 2)))
        console.print()


def _footer(console: Console, report: Report) -> None:
    for warning in report.warnings:
        console.print(_text(f"warning: {warning}", "yellow"))
    source = {
        "modelled": "from a modelled recording: built from public facts, not captured",
        "recorded": "from a recording",
        "live": f"asked {report.run.started}",
    }[report.run.provenance]
    console.print(_text(f"{words.exit_words(report)} · {source}", "dim"))


def _grid(*headers: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _heading(console: Console, text: str) -> None:
    console.print(Text(text, style="bold underline"))


def _status(target: TargetReport) -> Text:
    return Text(words.STATUS_WORDS[target.status], style=STATUS_STYLES[target.status])


def _text(text: str, style: str = "") -> Text:
    return Text(shown(text), style=style)
