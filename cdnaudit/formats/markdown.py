"""Markdown, for a pull request or a job summary."""

import re
from typing import TextIO

from cdnaudit.model.report import Finding, Report, TargetReport
from cdnaudit.names import shown
from cdnaudit.reporting import sentences as words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&])")
MARKS = {"fail": "❌", "pass": "✅", "incomplete": "❔"}


def render(report: Report, out: TextIO) -> None:
    """Write the verdicts as a table, then each target's findings and gaps."""
    out.write(f"# cdnaudit: {words.headline(report)}\n\n")
    out.write("| | target | verdict |\n|---|---|---|\n")
    for target in report.targets:
        mark = f"{MARKS[target.status]} {target.status}"
        out.write(f"| {mark} | {text(target.target)} | {text(words.verdict(target))} |\n")
    for target in report.targets:
        _target(target, out)
    out.writelines(f"\n> warning: {text(warning)}\n" for warning in report.warnings)
    out.write(
        f"\n{text(words.exit_words(report))}, {text(report.run.tool)}, rules of {report.run.rules_date}\n"
    )


def _target(target: TargetReport, out: TextIO) -> None:
    out.write(f"\n## {text(target.target)}\n")
    if target.providers:
        out.write("\n| role | provider | host | confidence | shown by |\n|---|---|---|---|---|\n")
    for use in target.providers:
        signals = ", ".join(sorted({str(e.signal) for e in use.evidence}))
        role = f"{use.role}: {use.state}" if use.state else str(use.role)
        out.write(
            f"| {role} | {text(use.provider)} | {text(use.host)} | {use.confidence} | {signals} |\n"
        )
    if target.findings:
        out.write("\n")
    out.writelines(_finding(f) for f in target.findings)
    rows = [f"{g.question}: {g.reason}" for g in target.unknowns]
    rows += [f"limit reached: {limit}" for limit in target.limits_hit]
    if rows:
        out.write("\n<details><summary>Not known</summary>\n\n")
        out.writelines(f"- {text(row)}\n" for row in rows)
        out.write("\n</details>\n")


def _finding(finding: Finding) -> str:
    note = f" *(suppressed: {text(finding.suppressed.reason)})*" if finding.suppressed else ""
    return (
        f"- **{finding.severity}** `{finding.check}` {text(finding.message)}{note}  \n"
        f"  → {text(finding.remedy)}\n"
    )


def text(raw: str) -> str:
    r"""Escape a stranger's text: it stays words, in one cell.

    >>> print(text("a|b <img>"))
    a\|b \<img\>
    """
    return _SPECIAL.sub(r"\\\1", shown(raw))
