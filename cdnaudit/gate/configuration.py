"""``cdnaudit.toml``, or ``[tool.cdnaudit]`` in ``pyproject.toml``: read and checked, offline."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import ConfigError, UsageError
from cdnaudit.gate.config_fields import Table
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Confidence, Severity

FILE = "cdnaudit.toml"
LEVELS = (*(str(s) for s in Severity), "none")


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


def find(start: Path) -> Path | None:
    """Return the configuration that holds in ``start``: its own file, else pyproject's table."""
    own = start / FILE
    if own.is_file():
        return own
    project = start / "pyproject.toml"
    if project.is_file() and "[tool.cdnaudit" in project.read_text("utf-8", "replace"):
        return project
    return None


def load(path: Path, check_ids: frozenset[str]) -> Config:
    """Read and check a configuration.

    Raises:
        ConfigError: names the key, what is wrong with it, and the nearest known one.
    """
    try:
        text = path.read_text("utf-8")
        raw = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(
            path, "", f"cannot be read: {error.strerror}", "give a TOML file"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(path, "", f"is not TOML: {error}", "mend the syntax") from None
    if path.name == "pyproject.toml":
        raw = raw.get("tool", {}).get("cdnaudit")
        if not isinstance(raw, dict):
            raise ConfigError(
                path, "tool.cdnaudit", "is not there", "write a table [tool.cdnaudit]"
            )
    return _config(path, raw, text, check_ids)


def _config(path: Path, raw: dict[str, object], text: str, check_ids: frozenset[str]) -> Config:
    top = Table(path, "", raw)
    config = Config(
        path=str(path),
        fail_on=top.one_of("fail_on", LEVELS),
        min_confidence=top.one_of("min_confidence", tuple(str(c) for c in Confidence)),
        allow_incomplete=top.flag("allow_incomplete"),
        baseline=top.text("baseline"),
        resolver=top.texts("resolver"),
        samples=top.number("samples"),
        targets=(
            *(_plain(top, name, text) for name in top.texts("targets")),
            *(_target(entry, text) for entry in top.tables("target")),
        ),
        policy=_policy(top.table("policy")),
        checks={name: _check(one) for name, one in top.named("checks", check_ids).items()},
        ignores=tuple(_ignore(entry, text, check_ids) for entry in top.tables("ignore")),
    )
    top.done()
    return config


def _plain(top: Table, name: str, text: str) -> TargetEntry:
    return TargetEntry(name=_host(top, "targets", name), file=str(top.path), line=_line(text, name))


def _target(entry: Table, text: str) -> TargetEntry:
    name = entry.required("name")
    found = TargetEntry(
        name=_host(entry, "name", name),
        tier1=entry.one_of("criticality", ("tier1", "tier2", "tier3")) == "tier1",
        urls=tuple(_url(entry, url) for url in entry.texts("urls")),
        origin=entry.texts("origin"),
        status_page=entry.text("status_page") or "",
        file=str(entry.path),
        line=_line(text, name),
    )
    entry.done()
    return found


def _policy(entry: Table) -> Policy:
    found = Policy(
        min_dns_providers=entry.number("min_dns_providers") or 0,
        min_cdn_providers=entry.number("min_cdn_providers") or 0,
        allow_providers=entry.texts("allow_providers"),
        deny_providers=entry.texts("deny_providers"),
    )
    entry.done()
    return found


def _check(entry: Table) -> CheckSetting:
    severity = entry.one_of("severity", tuple(str(s) for s in Severity))
    enabled = entry.flag("enabled")
    entry.done()
    return CheckSetting(
        severity=Severity(severity) if severity else None, enabled=enabled is not False
    )


def _ignore(entry: Table, text: str, check_ids: frozenset[str]) -> Ignore:
    check = entry.required("check")
    if check not in check_ids:
        entry.refuse("check", f"is {check!r}, which is no check", entry.nearest(check, check_ids))
    found = Ignore(
        check=check,
        target=entry.text("target") or "*",
        provider=entry.text("provider") or "*",
        reason=entry.required("reason"),
        expires=entry.day("expires"),
        line=_line(text, check),
    )
    entry.done()
    return found


def _host(entry: Table, key: str, text: str) -> str:
    try:
        return names.host(text)
    except UsageError as error:
        entry.refuse(key, str(error), "mend the name")


def _url(entry: Table, text: str) -> str:
    try:
        return names.url(text)
    except UsageError as error:
        entry.refuse("urls", str(error), "write https://HOST/PATH")


def _line(text: str, name: str) -> int:
    """Return the first line that holds ``name`` in quotes, from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if f'"{name}"' in line or f"'{name}'" in line:
            return number
    return 1
