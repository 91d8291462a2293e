"""Annotations for GitHub Actions: workflow commands on standard output."""

from typing import TextIO

from cdnaudit.formats.platform_sentences import with_remedy
from cdnaudit.formats.repository import in_repository
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Severity
from cdnaudit.names import counted, shown
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.ranking import Annotation
from cdnaudit.reporting.section import TargetSection

SHOWN = 10
"""GitHub shows ten annotations of a kind a step."""


def render(document: Document, out: TextIO) -> None:
    """Write the most urgent findings as annotations, then what was not shown."""
    out.writelines(_annotation(found) for found in document.annotations[:SHOWN])
    passing = _passing_with_single_points(document)[:SHOWN]
    out.writelines(_remark("notice", f"{found.gate}: {found.verdict}") for found in passing)
    for target in document.report.targets:
        if target.inconclusive:
            reason = target.inconclusive[0].reason
            out.write(_remark("warning", f"{target.target}: evidence is incomplete: {reason}"))
    out.writelines(_remark("warning", warning) for warning in document.warnings)
    rest = len(document.annotations) - SHOWN
    if rest > 0:
        out.write(_remark("notice", f"{counted(rest, 'more finding')} in the report"))
    out.write(_data(document.headline) + "\n")


def _passing_with_single_points(document: Document) -> list[TargetSection]:
    """Return the targets of which no annotation need say that they go down with anything."""
    return [section for section in document.targets if section.passes_in_spite]


def _annotation(annotation: Annotation) -> str:
    finding, location = annotation.finding, in_repository(annotation.location)
    at = f"file={_property(location.file)},line={location.line}," if location else ""
    title = _property(f"{finding.check} ({finding.severity})")
    return f"::{_level(finding)} {at}title={title}::{_data(with_remedy(finding))}\n"


def _remark(level: str, text: str) -> str:
    return f"::{level} title=cdnaudit::{_data(text)}\n"


def _level(finding: JudgedFinding) -> str:
    if finding.fails_gate:
        return "error"
    return "notice" if finding.severity.rank < Severity.MEDIUM.rank else "warning"


def _data(text: str) -> str:
    """Escape what ends a command's message.

    >>> _data("50%")
    '50%25'
    """
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
