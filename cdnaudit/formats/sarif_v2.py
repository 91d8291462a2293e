"""SARIF 2.1.0, for code scanning: one rule a check, one result a finding.

Rules carry their help and no ``helpUri``, the tool no ``informationUri``: the project has no public
address yet.
"""

import json
from collections.abc import Mapping
from typing import TextIO
from urllib.parse import quote

from cdnaudit.formats.fingerprint import digest
from cdnaudit.formats.markdown import paragraphs
from cdnaudit.formats.platform_sentences import doubt_sentence, not_run_sentences, with_remedy
from cdnaudit.formats.repository import anchor
from cdnaudit.model.assessment import Location
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Confidence, Severity
from cdnaudit.names import counted
from cdnaudit.reporting.document import Document

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
"""Of one run; GitHub takes no file that has more.
Source: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit."""
ROOT = "%SRCROOT%"
"""What CodeQL calls the root of the repository, from which its paths begin."""

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
    Severity.INFO: "0.5",
}
PRECISION = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}

Json = dict[str, object]
Placed = tuple[JudgedFinding, Location | None]
"""A finding, and where it is shown."""


def render(document: Document, out: TextIO) -> None:
    """Write one SARIF log with one run."""
    report = document.report
    rule_numbers = {check.id: number for number, check in enumerate(document.checks)}
    placed = ((target, anchor(target, report)) for target in report.targets)
    kept = _worst([(finding, place) for target, place in placed for finding in target.findings])
    run: Json = {
        "tool": {
            "driver": {
                "name": "cdnaudit",
                "version": report.run.tool.partition(" ")[2],
                "rules": [_rule(check) for check in document.checks],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(document, len(kept))],
        "results": [_result(finding, place, rule_numbers) for finding, place in kept],
        "properties": {"observed": report.run.started, "provenance": report.run.provenance},
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, indent=1)
    out.write("\n")


def _worst(placed: list[Placed]) -> list[Placed]:
    """Return as many as one run may have, in their order; the mildest are left out."""
    if len(placed) <= MAX_RESULTS:
        return placed
    by_rank = sorted(range(len(placed)), key=lambda number: -placed[number][0].severity.rank)
    return [placed[number] for number in sorted(by_rank[:MAX_RESULTS])]


def _rule(check: CheckInfo) -> Json:
    return {
        "id": check.id,
        "name": "".join(word.title() for word in check.id.split("-")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.help.partition("\n")[0]},
        "help": {"text": check.help, "markdown": paragraphs(check.help)},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"security-severity": SCORES[check.severity], "tags": ["resilience"]},
    }


def _invocation(document: Document, written: int) -> Json:
    """Say how the run ended, and what is no result.

    Times are those of a run that asked the world. A recording was judged on another day, which is
    no evidence of anything: the day of the answers is among the properties.
    """
    report = document.report
    times = {"startTimeUtc": report.run.started, "endTimeUtc": report.run.finished}
    return {
        "executionSuccessful": report.exit_code in {0, 1, 3},
        "exitCode": int(report.exit_code),
        **({} if report.run.replayed else {key: time for key, time in times.items() if time}),
        "toolExecutionNotifications": _notifications(document, written),
        "toolConfigurationNotifications": [
            _notification("warning", text) for text in not_run_sentences(report.run)
        ],
    }


def _notifications(document: Document, written: int) -> list[Json]:
    """Say what is inconclusive, what was left out, and what was set aside: a viewer may hide that."""
    targets, aside = document.report.targets, document.set_aside
    doubts = [
        doubt_sentence(target.target, doubt) for target in targets for doubt in target.inconclusive
    ]
    lost = sum(len(target.findings) for target in targets) - written
    told = [f"{counted(lost, 'more finding')} in the report"] if lost else []
    found = [_notification("warning", text) for text in (*told, *doubts)]
    return [*found, _notification("note", f"set aside: {aside}")] if aside else found


def _notification(level: str, text: str) -> Json:
    return {"level": level, "message": {"text": text}}


def _result(
    finding: JudgedFinding, location: Location | None, rule_numbers: Mapping[str, int]
) -> Json:
    result: Json = {
        "ruleId": finding.check,
        "ruleIndex": rule_numbers[finding.check],
        "level": LEVELS[finding.severity],
        "message": {"text": with_remedy(finding)},
        **({"locations": [_location(finding.host, location)]} if location else {}),
        "partialFingerprints": _fingerprints(finding),
        "properties": {
            "target": finding.target,
            "host": finding.host,
            "severity": str(finding.severity),
            "precision": PRECISION[finding.confidence],
            "security-severity": SCORES[finding.severity],
        },
    }
    why = finding.suppressed
    if why:
        accepted = {"kind": "external", "justification": why.reason, "status": "accepted"}
        result["suppressions"] = [accepted]
    return result


def _fingerprints(finding: JudgedFinding) -> Json:
    """Write what keeps a finding the same from run to run; code scanning reads the second alone.

    It is in the form in which CodeQL writes it, 64 bits and a number. Left out, it would be made
    of the line, which all findings of a target share.
    """
    hashed = f"{digest(finding)[:16]}:1"
    return {"cdnaudit/v1": finding.fingerprint, "primaryLocationLineHash": hashed}


def _location(host: str, location: Location) -> Json:
    """Write the line that names the target, and the host that the finding is about."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(location.file), "uriBaseId": ROOT},
            "region": {"startLine": location.line},
        },
        "logicalLocations": [{"fullyQualifiedName": host, "kind": "resource"}],
    }
