"""Markdown, for a pull request or a job summary."""

import re
from typing import TextIO

from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Status
from cdnaudit.names import shown
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.provider_rows import ProviderRow
from cdnaudit.reporting.section import TargetSection

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&])")
MARKS = {Status.FAIL: "❌", Status.PASS: "✅", Status.INCOMPLETE: "❔"}
WITH_SINGLE_POINTS = "⚠️"
"""What passes the gate in spite of them."""


def render(document: Document, out: TextIO) -> None:
    """Write the verdicts as a table, then each target's findings and what is not known."""
    run = document.report.run
    out.write(f"# cdnaudit: {text(document.headline)}\n\n")
    out.write("| gate | target | verdict |\n|---|---|---|\n")
    out.writelines(_verdict(section) for section in document.targets)
    for section in document.targets:
        _target(section, out)
    out.writelines(f"\n> warning: {text(warning)}\n" for warning in document.warnings)
    end = f"{document.exit_sentence}, {run.tool}, rules of {run.rules_date}"
    out.write(f"\n{text(end)}\n")


def _verdict(section: TargetSection) -> str:
    """Write a row; what passes with single points has no green mark."""
    status = section.target.status
    mark = WITH_SINGLE_POINTS if section.passes_in_spite else MARKS[status]
    name = text(section.name)
    return f"| {mark} {text(section.gate)} | {name} | {text(section.verdict)} |\n"


def _target(section: TargetSection, out: TextIO) -> None:
    out.write(f"\n## {text(section.name)}\n")
    if section.providers:
        out.write("\n| role | provider | host | confidence | evidence |\n|---|---|---|---|---|\n")
        out.writelines(_provider(found) for found in section.providers)
    if section.target.findings:
        out.write("\n")
        out.writelines(_finding(finding) for finding in section.target.findings)
    if section.not_known:
        out.write("\n<details><summary>Not known</summary>\n\n")
        out.writelines(f"- {text(line)}\n" for line in section.not_known)
        out.write("\n</details>\n")


def _provider(found: ProviderRow) -> str:
    cells = (found.role, found.provider, found.host, found.confidence, found.evidence)
    return f"| {' | '.join(map(text, cells))} |\n"


def _finding(finding: JudgedFinding) -> str:
    note = f" *(suppressed: {text(finding.suppressed.reason)})*" if finding.suppressed else ""
    return (
        f"- **{finding.severity}** {code(finding.check)} {text(finding.message)}{note}  \n"
        f"  → {text(finding.remedy)}\n"
    )


def text(raw: str) -> str:
    r"""Escape a stranger's text: it stays words, in one cell.

    >>> print(text("a|b <img>"))
    a\|b \<img\>
    """
    return _SPECIAL.sub(r"\\\1", shown(raw))


def code(raw: str) -> str:
    """Write a word as code; one that would end the code stays a word."""
    return text(raw) if "`" in raw else f"`{shown(raw)}`"


def paragraphs(raw: str) -> str:
    r"""Escape a text of several lines, each of them a paragraph.

    >>> paragraphs("It is so.\n\nAsks: is it?")
    'It is so.\n\nAsks: is it?'
    """
    return "\n\n".join(text(line) for line in raw.splitlines() if line.strip())
