"""CSV: one row a finding, or one row a dependency (contract, section 4)."""

import csv
from collections.abc import Iterable
from typing import TextIO

from cdnaudit.formats.spreadsheet import inert
from cdnaudit.model.report import Dependency, Finding, Report
from cdnaudit.names import shown

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


def render_findings(report: Report, out: TextIO) -> None:
    """Write a header and a row for each finding."""
    _write(out, FINDINGS, (_finding(f) for t in report.targets for f in t.findings))


def render_dependencies(report: Report, out: TextIO) -> None:
    """Write a header and a row for each provider in each role; depth 1 first."""
    rows = (
        _dependency(t.target, use) for t in report.targets for use in (*t.providers, *t.transitive)
    )
    _write(out, DEPENDENCIES, rows)


def _write(out: TextIO, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(shown(cell)) for cell in row] for row in rows)


def _finding(f: Finding) -> tuple[str, ...]:
    return (
        f.target,
        f.host,
        f.check,
        f.severity,
        f.confidence,
        f.role or "",
        f.provider or "",
        f.company or "",
        f.message,
        f.remedy,
        f.suppressed.reason if f.suppressed else "",
        f.fingerprint,
    )


def _dependency(target: str, u: Dependency) -> tuple[str, ...]:
    return (
        target,
        u.host,
        u.role,
        u.provider,
        u.company,
        u.state or "",
        u.confidence,
        str(u.depth),
        u.via,
    )
