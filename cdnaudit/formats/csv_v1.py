"""CSV: one row a finding, or one row a dependency (contract, section 4)."""

import csv
from collections.abc import Iterable
from typing import TextIO

from cdnaudit.formats.spreadsheet import inert
from cdnaudit.model.assessment import Dependency
from cdnaudit.model.report import JudgedFinding
from cdnaudit.names import shown
from cdnaudit.reporting.display import CsvRows
from cdnaudit.reporting.document import Document

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


def render(document: Document, out: TextIO) -> None:
    """Write a header and the rows that were asked for."""
    targets = document.report.targets
    match document.display.csv_rows:
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
