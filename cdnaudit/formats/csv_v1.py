"""CSV: one row a finding, a dependency or a target (contract, section 4)."""

import csv
from collections.abc import Iterable
from typing import TextIO

from cdnaudit.formats.spreadsheet import inert
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.report import JudgedFinding
from cdnaudit.names import shown
from cdnaudit.reporting.display import CsvRows
from cdnaudit.reporting.target_row import TargetRow, target_rows
from cdnaudit.reporting.totals import Totals

FINDINGS = (
    "target",
    "host",
    "check",
    "severity",
    "confidence",
    "role",
    "provider",
    "company",
    "message",
    "remedy",
    "suppressed",
    "fingerprint",
)
DEPENDENCIES = (
    "target",
    "host",
    "role",
    "provider",
    "company",
    "state",
    "confidence",
    "depth",
    "via",
)
TARGETS = (
    "target",
    "status",
    "worst",
    "single_points",
    "dns",
    "cdn",
    "challenge",
    "hosting",
    "companies",
    "asns",
    "incomplete",
    "observed",
)


def render(totals: Totals, out: TextIO) -> None:
    """Write a header and the rows that were asked for."""
    targets = totals.report.targets
    match totals.display.csv_rows:
        case CsvRows.FINDINGS:
            findings = (finding for target in targets for finding in target.findings)
            _write(out, FINDINGS, map(_finding, findings))
        case CsvRows.DEPENDENCIES:
            rows = (
                _dependency(target.target, dependency)
                for target in targets
                for dependency in target.dependencies
            )
            _write(out, DEPENDENCIES, rows)
        case CsvRows.TARGETS:
            _write(out, TARGETS, map(_target, target_rows(totals.report)))


def _write(out: TextIO, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(shown(cell)) for cell in row] for row in rows)


def _finding(finding: JudgedFinding) -> tuple[str, ...]:
    return (
        finding.target,
        finding.host,
        finding.check,
        finding.severity,
        finding.confidence,
        finding.role or "",
        finding.provider or "",
        finding.company or "",
        finding.message,
        finding.remedy,
        finding.suppressed.reason if finding.suppressed else "",
        finding.fingerprint,
    )


def _dependency(target: str, dependency: Dependency) -> tuple[str, ...]:
    return (
        target,
        dependency.host,
        dependency.role,
        dependency.provider,
        dependency.company,
        dependency.state or "",
        dependency.confidence,
        str(dependency.depth),
        dependency.via,
    )


def _target(row: TargetRow) -> tuple[str, ...]:
    """Join lists by a space; reasons, which are sentences, by a semicolon."""
    return (
        row.target,
        row.status,
        row.worst or "",
        " ".join(row.single_points),
        " ".join(row.dns),
        " ".join(row.cdn),
        " ".join(row.challenge),
        " ".join(row.hosting),
        " ".join(row.companies),
        " ".join(map(str, row.asns)),
        "; ".join(row.incomplete),
        row.observed,
    )
