"""``cdnaudit.toml``, or ``[tool.cdnaudit]`` in ``pyproject.toml``: read and checked, offline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import ConfigError
from cdnaudit.fields import documents
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import MIB, TOML, FileKind, Source
from cdnaudit.fields.wording import nearest, repeated
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Confidence, Severity

FILE = "cdnaudit.toml"
CONFIG_FILE = FileKind(
    syntax=TOML,
    error=ConfigError,
    remedy="give a TOML file",
    max_bytes=8 * MIB,
    max_text=10_000,
    max_entries=100_000,
)
LEVELS = (*map(str, Severity), "none")
KEYS = (
    "fail_on",
    "min_confidence",
    "allow_incomplete",
    "baseline",
    "resolver",
    "samples",
    "targets",
    "target",
    "policy",
    "checks",
    "ignore",
)
TARGET_KEYS = ("name", "criticality", "urls", "origin", "status_page")
POLICY_KEYS = ("min_dns_providers", "min_cdn_providers", "allow_providers", "deny_providers")
CHECK_KEYS = ("severity", "enabled")
IGNORE_KEYS = ("check", "target", "provider", "reason", "expires")


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


def find(start: Path) -> Path | None:
    """Return the configuration that holds in ``start``: its own file, else pyproject's table."""
    own = start / FILE
    if own.is_file():
        return own
    project = start / "pyproject.toml"
    if project.is_file() and b"[tool.cdnaudit" in Source(project, CONFIG_FILE).raw():
        return project
    return None


def load(path: Path, check_ids: frozenset[str]) -> Config:
    """Read and check a configuration.

    Raises:
        ConfigError: names the key, what is wrong with it, and the nearest known one.
    """
    source = Source(path, CONFIG_FILE)
    text = source.text()
    top = documents.toml(source, text)
    if path.name == "pyproject.toml":
        tool = top.table("tool")
        if not tool.has("cdnaudit"):
            raise tool.error("cdnaudit", "is not there", "write a table [tool.cdnaudit]")
        top = tool.table("cdnaudit")
    return _config(top, text, check_ids)


def _config(top: Fields, text: str, check_ids: frozenset[str]) -> Config:
    top.refuse_unknown(KEYS)
    return Config(
        path=str(top.source.path),
        fail_on=top.choice("fail_on", LEVELS),
        min_confidence=top.optional_word("min_confidence", Confidence),
        allow_incomplete=top.optional_flag("allow_incomplete"),
        baseline=top.optional_text("baseline"),
        resolver=top.texts("resolver", lone=True),
        samples=top.optional_number("samples"),
        targets=(
            *_plain_targets(top, text),
            *(_target(table, text) for table in top.tables("target")),
        ),
        policy=_policy(top.table("policy")),
        checks={id_: _check(table) for id_, table in top.named("checks", check_ids).items()},
        ignores=tuple(_ignore(table, text, check_ids) for table in top.tables("ignore")),
        settings=top.values,
    )


def _plain_targets(top: Fields, text: str) -> tuple[TargetEntry, ...]:
    file = str(top.source.path)
    hosts = top.read_all("targets", names.target, "mend the name", lone=True)
    written = top.texts("targets", lone=True)
    return tuple(
        TargetEntry(
            name=host, urls=names.pages(as_written), file=file, line=_line(text, as_written)
        )
        for host, as_written in zip(hosts, written, strict=True)
    )


def _target(table: Fields, text: str) -> TargetEntry:
    table.refuse_unknown(TARGET_KEYS)
    written = table.filled("name")
    urls = table.read_all("urls", names.url, "write https://HOST/PATH", lone=True)
    return TargetEntry(
        name=table.read("name", names.target, "mend the name"),
        tier1=table.optional_word("criticality", Criticality) is Criticality.TIER1,
        urls=tuple(dict.fromkeys((*names.pages(written), *urls))),
        origin=table.texts("origin", lone=True),
        status_page=table.text("status_page", ""),
        file=str(table.source.path),
        line=_line(text, written),
    )


def _policy(table: Fields) -> Policy:
    table.refuse_unknown(POLICY_KEYS)
    return Policy(
        min_dns_providers=table.number("min_dns_providers", 0),
        min_cdn_providers=table.number("min_cdn_providers", 0),
        allow_providers=table.texts("allow_providers", lone=True),
        deny_providers=table.texts("deny_providers", lone=True),
    )


def _check(table: Fields) -> CheckSetting:
    table.refuse_unknown(CHECK_KEYS)
    return CheckSetting(
        severity=table.optional_word("severity", Severity),
        enabled=table.flag("enabled", default=True),
    )


def _ignore(table: Fields, text: str, check_ids: frozenset[str]) -> Ignore:
    table.refuse_unknown(IGNORE_KEYS)
    check = table.filled("check")
    if check not in check_ids:
        problem = f"is {repeated(check)}, which is no check"
        raise table.error("check", problem, nearest(check, check_ids))
    return Ignore(
        check=check,
        target=table.text("target", "") or "*",
        provider=table.text("provider", "") or "*",
        reason=table.filled("reason"),
        expires=table.day("expires"),
        line=_line(text, check),
    )


def _line(text: str, name: str) -> int:
    """Return the first line that holds ``name`` in quotes, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if f'"{name}"' in line or f"'{name}'" in line:
            return number
    return 1
