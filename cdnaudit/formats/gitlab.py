"""Code Quality of GitLab: an array of findings, each at a line of a file.

Source: https://docs.gitlab.com/ci/testing/code_quality/, "Code Quality report format".
"""

import json
from typing import TextIO

from cdnaudit.formats.fingerprint import digest, digest_of
from cdnaudit.formats.platform_sentences import doubt_sentence, not_run_sentences, with_remedy
from cdnaudit.formats.repository import anchor
from cdnaudit.model.assessment import Inconclusive, Location
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Severity
from cdnaudit.names import shown
from cdnaudit.reporting.document import Document

PIPELINE = Location(".gitlab-ci.yml", 1)
"""Where GitLab looks for the pipeline that made the report: a finding without a file is dropped."""

LEVELS = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}

Json = dict[str, object]


def render(document: Document, out: TextIO) -> None:
    """Write findings, then what was not found out: a finding that is missing would count as mended."""
    report = document.report
    found: list[Json] = []
    for target in report.targets:
        location = anchor(target, report) or PIPELINE
        found += [_finding(finding, location) for finding in target.findings]
        found += [_doubt(target.target, doubt, location) for doubt in target.inconclusive]
    found += [_remark(text) for text in _remarks(document)]
    json.dump(found, out, indent=1)
    out.write("\n")


def _finding(finding: JudgedFinding, location: Location) -> Json:
    level = LEVELS[finding.severity]
    return _issue(finding.check, with_remedy(finding), digest(finding), level, location)


def _doubt(target: str, doubt: Inconclusive, location: Location) -> Json:
    text = doubt_sentence(target, doubt)
    fingerprint = digest_of("inconclusive", doubt.check, target, doubt.host)
    return _issue(doubt.check, text, fingerprint, LEVELS[Severity.INFO], location)


def _remarks(document: Document) -> tuple[str, ...]:
    """Return what is to be said of the whole run."""
    aside = (f"set aside: {document.set_aside}",) if document.set_aside else ()
    return (*document.warnings, *aside, *not_run_sentences(document.report.run))


def _remark(text: str) -> Json:
    return _issue("cdnaudit", text, digest_of(text), LEVELS[Severity.INFO], PIPELINE)


def _issue(check: str, text: str, fingerprint: str, level: str, location: Location) -> Json:
    return {
        "description": shown(text),
        "check_name": shown(check),
        "fingerprint": fingerprint,
        "severity": level,
        "location": {"path": location.file, "lines": {"begin": location.line}},
    }
