"""Ignores and baselines: findings that are shown on request and do not count."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from cdnaudit.errors import RunError
from cdnaudit.fields import documents
from cdnaudit.fields.source import JSON, MIB, FileKind, Source
from cdnaudit.gate.configuration import Ignore
from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.report import Suppression

BASELINE_SCHEMA = "cdnaudit/baseline/v1"
BASELINE_FILE = FileKind(
    syntax=JSON,
    error=RunError,
    remedy="write it with `cdnaudit baseline write`",
    max_bytes=64 * MIB,
    max_text=10_000,
    max_entries=1_000_000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressor:
    """Knows what was accepted, and until when."""

    today: date
    ignores: tuple[Ignore, ...] = ()
    baseline: frozenset[str] = frozenset()

    def suppression(self, finding: Finding) -> Suppression | None:
        """Say why a finding does not count, by an ignore first: it has a reason; None: it does."""
        for ignore in self.ignores:
            if covers(ignore, finding) and ignore.expires >= self.today:
                return Suppression("ignore", ignore.reason, ignore.expires.isoformat())
        if finding.fingerprint in self.baseline:
            return Suppression("baseline", "in the baseline", None)
        return None

    def expired(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """Say which ignores have run out while their finding is still there."""
        every = list(findings)
        return tuple(
            f"ignore of {i.check} on {i.target} expired on {i.expires}: the finding is back"
            for i in self.ignores
            if i.expires < self.today and any(covers(i, f) for f in every)
        )

    def unused(self, findings: Iterable[Finding]) -> tuple[str, ...]:
        """Say which ignores no finding needs; strict runs refuse them."""
        every = list(findings)
        return tuple(
            f"ignore of {i.check} on {i.target} matches no finding: take it out"
            for i in self.ignores
            if not any(covers(i, f) for f in every)
        )


def covers(ignore: Ignore, finding: Finding) -> bool:
    """Tell whether an ignore speaks of a finding; ``*.example.com`` covers hosts and targets."""
    named = any(fnmatchcase(name, ignore.target) for name in (finding.target, finding.host))
    return (
        finding.check == ignore.check
        and named
        and fnmatchcase(finding.provider or "", ignore.provider)
    )


def read_baseline(path: Path) -> frozenset[str]:
    """Read accepted fingerprints.

    Raises:
        RunError: the file is no baseline.
    """
    source = Source(path, BASELINE_FILE)
    top = documents.json_object(source, source.text())
    top.demand("schema", BASELINE_SCHEMA)
    return frozenset(row.text("fingerprint") for row in top.tables("findings"))


def baseline_text(targets: Iterable[Assessment]) -> str:
    """Write today's findings as accepted; names are there for the reader, prints for the gate."""
    findings = sorted(
        (f for t in targets for f in t.findings), key=lambda f: (f.target, f.check, f.fingerprint)
    )
    rows = [
        {
            "fingerprint": f.fingerprint,
            "check": f.check,
            "target": f.target,
            "host": f.host,
            "provider": f.provider,
        }
        for f in findings
    ]
    return json.dumps({"schema": BASELINE_SCHEMA, "findings": rows}, indent=1) + "\n"
