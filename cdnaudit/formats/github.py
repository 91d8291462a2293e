"""Annotations for GitHub Actions: workflow commands on standard output."""

from typing import TextIO

from cdnaudit.model.report import Finding, Report, TargetReport
from cdnaudit.model.terms import Severity
from cdnaudit.names import shown
from cdnaudit.reporting import sentences as words

SHOWN = 10
"""GitHub shows ten annotations of a kind a step."""


def render(report: Report, out: TextIO) -> None:
    """Write the most severe findings as annotations, then what was not shown."""
    rows = [(f, t) for t in report.targets for f in t.findings if f.suppressed is None]
    rows.sort(key=lambda row: (not row[0].fails_gate, -row[0].severity.rank, row[0].fingerprint))
    out.writelines(_line(f, t) for f, t in rows[:SHOWN])
    for target in report.targets:
        if target.inconclusive:
            text = f"{target.target}: evidence is incomplete: {target.inconclusive[0].reason}"
            out.write(f"::warning title=cdnaudit::{_data(text)}\n")
    if len(rows) > SHOWN:
        out.write(f"::notice title=cdnaudit::{len(rows) - SHOWN} more findings are in the report\n")
    out.write(_data(words.headline(report)) + "\n")


def _line(finding: Finding, target: TargetReport) -> str:
    level = "error" if finding.fails_gate else "warning"
    if not finding.fails_gate and finding.severity.rank < Severity.MEDIUM.rank:
        level = "notice"
    location = target.location
    at = f"file={_property(location.file)},line={location.line}," if location else ""
    title = _property(f"{finding.check} ({finding.severity})")
    return (
        f"::{level} {at}title={title}::{_data(f'{finding.message}. Remedy: {finding.remedy}.')}\n"
    )


def _data(text: str) -> str:
    """Escape what ends a command's message.

    >>> _data("50%")
    '50%25'
    """
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
