"""What a configuration may say: targets, thresholds, policy, checks and ignores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Severity

MAX_SAMPLES = 32
"""Times each host is asked at most."""


class Criticality(StrEnum):
    """How much a target matters; findings of single points in the first tier are raised."""

    TIER1 = "tier1"
    TIER2 = "tier2"
    TIER3 = "tier3"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEntry:
    """One ``[[target]]``; ``line`` is where its name stands in the file, from 1."""

    name: str
    tier1: bool = False
    tags: tuple[str, ...] = ()
    """Whose it is, for `portfolio --by-tag`; sorted, each once."""
    urls: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    status_page: str = ""
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSetting:
    """``[checks.ID]``."""

    severity: Severity | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """One ``[[ignore]]``; it holds through the day ``expires``."""

    check: str
    target: str
    provider: str
    reason: str
    expires: date
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A whole configuration; ``path`` is ``""`` where there is no file."""

    path: str = ""
    fail_on: str | None = None
    min_confidence: str | None = None
    allow_incomplete: bool | None = None
    baseline: str | None = None
    resolver: tuple[str, ...] = ()
    samples: int | None = None
    targets: tuple[TargetEntry, ...] = ()
    policy: Policy = field(default_factory=Policy)
    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    ignores: tuple[Ignore, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict, compare=False)
    """All of it as it is written."""

    @property
    def baseline_file(self) -> Path | None:
        """The baseline, from the folder of the configuration; None where none is named."""
        return Path(self.path).parent / self.baseline if self.baseline else None
