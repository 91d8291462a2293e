"""The file of accepted findings, ``cdnaudit/baseline/v2``; version 1 is read on."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cdnaudit.errors import RunError
from cdnaudit.fields import documents
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import GIB, JSON, MIB, FileKind, Source
from cdnaudit.fields.wording import clipped
from cdnaudit.model.assessment import Finding
from cdnaudit.model.terms import Role, Severity

SCHEMA = "cdnaudit/baseline/v2"
VERSION_1 = "cdnaudit/baseline/v1"
"""It has no severities and no roles, so it accepts a finding however it grows."""
BASELINE_FILE = FileKind(
    syntax=JSON,
    error=RunError,
    remedy="write it with `cdnaudit baseline write`",
    max_bytes=GIB,
    max_text=MIB,
    max_entries=1_000_000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One accepted finding; a finding that exceeds it is new."""

    fingerprint: str
    check: str
    severity: Severity | None
    """None: any, as in version 1."""
    target: str
    host: str
    roles: tuple[Role, ...]
    provider: str | None
    company: str | None
    message: str
    date: str
    """When it was accepted, as ISO 8601 has it; ``""``: not known."""
    by: str | None
    """Who accepted it; None: not known."""

    def accepts(self, finding: Finding) -> bool:
        """Tell whether it holds for a finding that is the same or milder."""
        return self.is_about(finding) and not (
            self.severity and finding.exceeds(self.severity, self.roles)
        )

    def is_about(self, finding: Finding) -> bool:
        """Tell whether it means this finding, however severe that is now."""
        if self.severity is None:
            return self.fingerprint == finding.fingerprint
        return (self.fingerprint, "" if self.provider else self.company or "") == finding.identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was accepted; an empty one accepts nothing."""

    file: str = ""
    """Its name, for sentences."""
    entries: Mapping[str, tuple[Acceptance, ...]] = field(default_factory=dict)
    """By fingerprint. Several have one where no provider tells two companies apart."""
    is_version_1: bool = False

    def accepting(self, finding: Finding) -> Acceptance | None:
        """Return the entry that accepts a finding; None: it counts."""
        return next((entry for entry in self.about(finding) if entry.accepts(finding)), None)

    def about(self, finding: Finding) -> Iterator[Acceptance]:
        """Yield the entries that mean a finding, whether or not they accept it as it is."""
        entries = self.entries.get(finding.fingerprint, ())
        return (entry for entry in entries if entry.is_about(finding))


def read_baseline(path: Path) -> Baseline:
    """Read what was accepted, of either version.

    Raises:
        RunError: the file is no baseline.
    """
    source = Source(path, BASELINE_FILE)
    top = documents.json_object(source, source.text())
    is_version_1 = top.values.get("schema") == VERSION_1
    if not is_version_1:
        top.demand("schema", SCHEMA)
    read_entry = _entry_of_version_1 if is_version_1 else _entry
    entries = defaultdict(list)
    for row in top.tables("findings"):
        entry = read_entry(row)
        entries[entry.fingerprint].append(entry)
    return Baseline(
        file=clipped(path.name),
        entries={fingerprint: tuple(found) for fingerprint, found in entries.items()},
        is_version_1=is_version_1,
    )


def _entry(row: Fields) -> Acceptance:
    return Acceptance(
        fingerprint=row.text("fingerprint"),
        check=row.text("check"),
        severity=row.word("severity", Severity),
        target=row.text("target"),
        host=row.text("host", row.text("target")),
        roles=row.words("roles", Role),
        provider=row.optional_text("provider"),
        company=row.optional_text("company"),
        message=row.text("message", ""),
        date=row.read("date", _day, "give a date, as 2027-03-31"),
        by=row.optional_text("by"),
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _entry_of_version_1(row: Fields) -> Acceptance:
    """Read an entry that had names for its reader alone."""
    return Acceptance(
        fingerprint=row.text("fingerprint"),
        check=row.text("check", ""),
        severity=None,
        target=row.text("target", ""),
        host=row.text("host", ""),
        roles=(),
        provider=row.optional_text("provider"),
        company=None,
        message="",
        date="",
        by=None,
    )


def accepted(
    findings: Iterable[Finding], old: Baseline, today: date, by: str | None
) -> tuple[Acceptance, ...]:
    """Accept findings as they are now, sorted; what ``old`` accepts as severe keeps its day and name."""
    entries = []
    for finding in findings:
        kept = old.accepting(finding)
        stays = kept if kept and kept.severity is finding.severity else None
        entries.append(
            Acceptance(
                fingerprint=finding.fingerprint,
                check=finding.check,
                severity=finding.severity,
                target=finding.target,
                host=finding.host,
                roles=finding.every_role,
                provider=finding.provider,
                company=finding.company,
                message=finding.message,
                date=stays.date if stays else today.isoformat(),
                by=stays.by if stays else by,
            )
        )
    return tuple(sorted(entries, key=lambda entry: (entry.target, entry.check, entry.fingerprint)))


def baseline_text(entries: Iterable[Acceptance]) -> str:
    """Write entries; identity, severity and roles are for the gate, the rest is for the reader."""
    rows = [_row(entry) for entry in entries]
    return json.dumps({"schema": SCHEMA, "findings": rows}, indent=1) + "\n"


def _row(entry: Acceptance) -> dict[str, object]:
    row: dict[str, object] = {
        "fingerprint": entry.fingerprint,
        "check": entry.check,
        "severity": entry.severity and str(entry.severity),
        "target": entry.target,
        "host": entry.host,
        "roles": [str(role) for role in entry.roles],
        "provider": entry.provider,
        "company": entry.company,
        "message": entry.message,
        "date": entry.date,
    }
    return row if entry.by is None else row | {"by": entry.by}
