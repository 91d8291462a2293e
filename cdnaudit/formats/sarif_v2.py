"""SARIF 2.1.0, for code scanning: one rule a check, one result a finding.

Rules carry their help and no ``helpUri``: the project has no address that holds everywhere.
"""

import json
from collections.abc import Mapping
from typing import TextIO

from cdnaudit.formats.markdown import paragraphs
from cdnaudit.model.assessment import Location
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.report import JudgedFinding, Report
from cdnaudit.model.terms import Confidence, Severity
from cdnaudit.reporting.document import Document

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NOWHERE = Location("cdnaudit.toml", 1)
"""Where a finding is shown when its target came from no file."""

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


def render(document: Document, out: TextIO) -> None:
    """Write one SARIF log with one run."""
    report, aside = document.report, document.set_aside
    rule_numbers = {check.id: number for number, check in enumerate(document.checks)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "cdnaudit",
                "version": report.run.tool.partition(" ")[2],
                "rules": [_rule(check) for check in document.checks],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(report, aside)],
        "results": [
            _result(finding, target.location or NOWHERE, rule_numbers)
            for target in report.targets
            for finding in target.findings
        ],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, indent=1)
    out.write("\n")


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


def _invocation(report: Report, aside: str) -> Json:
    """Say whether every question was answered; what is inconclusive is a notification, not a result.

    So is what was set aside: a viewer may hide results that are suppressed.
    """
    doubts = [(target.target, doubt) for target in report.targets for doubt in target.inconclusive]
    return {
        "executionSuccessful": report.exit_code in {0, 1, 3},
        "exitCode": int(report.exit_code),
        "startTimeUtc": report.run.started,
        "endTimeUtc": report.run.finished,
        "toolExecutionNotifications": [
            {
                "level": "warning",
                "message": {"text": f"{target}: {doubt.check} is inconclusive: {doubt.reason}"},
            }
            for target, doubt in doubts
        ]
        + ([{"level": "note", "message": {"text": f"set aside: {aside}"}}] if aside else []),
        "toolConfigurationNotifications": [
            {"level": "warning", "message": {"text": f"the check {check} was not run"}}
            for check in report.run.not_run
        ],
    }


def _result(finding: JudgedFinding, location: Location, rule_numbers: Mapping[str, int]) -> Json:
    result: Json = {
        "ruleId": finding.check,
        "ruleIndex": rule_numbers[finding.check],
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. Remedy: {finding.remedy}."},
        "locations": [_location(finding.host, location)],
        "partialFingerprints": {"cdnaudit/v1": finding.fingerprint},
        "properties": {
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


def _location(host: str, location: Location) -> Json:
    """Write the line that names the target, and the host that the finding is about."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": location.file},
            "region": {"startLine": location.line},
        },
        "logicalLocations": [{"fullyQualifiedName": host, "kind": "resource"}],
    }
