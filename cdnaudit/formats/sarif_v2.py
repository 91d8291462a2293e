"""SARIF 2.1.0, for code scanning: one rule a check, one result a finding."""

import json
from typing import TextIO

from cdnaudit.checking.check import Check
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.model.report import Finding, Report, TargetReport
from cdnaudit.model.terms import Confidence, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NOWHERE = "cdnaudit.toml"
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
RULE_AT = {check.id: number for number, check in enumerate(CHECKS)}

Json = dict[str, object]


def render(report: Report, out: TextIO) -> None:
    """Write one SARIF log with one run."""
    run: Json = {
        "tool": {
            "driver": {
                "name": "cdnaudit",
                "version": report.run.tool.partition(" ")[2],
                "rules": [_rule(check) for check in CHECKS],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(report)],
        "results": [_result(t, f) for t in report.targets for f in t.findings],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, indent=1)
    out.write("\n")


def _rule(check: Check) -> Json:
    return {
        "id": check.id,
        "name": "".join(word.title() for word in check.id.split("-")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.help.partition("\n")[0]},
        "help": {"text": check.help},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"security-severity": SCORES[check.severity], "tags": ["resilience"]},
    }


def _invocation(report: Report) -> Json:
    """Say whether every question was answered; a gap is a notification, not a result."""
    gaps = [(t.target, u) for t in report.targets for u in t.inconclusive]
    return {
        "executionSuccessful": report.run.exit_code in {0, 1, 3},
        "exitCode": report.run.exit_code,
        "startTimeUtc": report.run.started,
        "endTimeUtc": report.run.finished,
        "toolExecutionNotifications": [
            {
                "level": "warning",
                "message": {"text": f"{target}: {u.check} is inconclusive: {u.reason}"},
            }
            for target, u in gaps
        ],
    }


def _result(target: TargetReport, finding: Finding) -> Json:
    location = target.location
    row: Json = {
        "ruleId": finding.check,
        "ruleIndex": RULE_AT[finding.check],
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. Remedy: {finding.remedy}."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": location.file if location else NOWHERE},
                    "region": {"startLine": location.line if location else 1},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.host, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"cdnaudit/v1": finding.fingerprint},
        "properties": {
            "severity": str(finding.severity),
            "precision": PRECISION[finding.confidence],
            "security-severity": SCORES[finding.severity],
        },
    }
    if finding.suppressed:
        why = finding.suppressed
        row["suppressions"] = [
            {"kind": "external", "justification": why.reason, "status": "accepted"}
        ]
    return row
