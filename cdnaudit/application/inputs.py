"""From flags and files to targets, a port and a threshold. Flag, then environment, then config."""

import ipaddress
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config, TargetEntry, find, load
from cdnaudit.gate.suppress import Suppressor, read_baseline
from cdnaudit.gate.verdict import Threshold
from cdnaudit.judging.catalogue import BY_ID
from cdnaudit.model.terms import Confidence, Severity


def config(path: Path | None, *, none: bool) -> Config:
    """Return the configuration that holds."""
    found = None if none else path or find(Path.cwd())
    return load(found, frozenset(BY_ID)) if found else Config()


def entries(given: Iterable[str], file: str | None) -> tuple[TargetEntry, ...]:
    """Return targets named on the command line and in a list; a URL is also a page to see."""
    found: dict[str, TargetEntry] = {}
    for entry in (*(_entry(text, "", 1) for text in given), *_listed(file)):
        before = found.get(entry.name, entry)
        found[entry.name] = replace(before, urls=tuple(dict.fromkeys((*before.urls, *entry.urls))))
    return tuple(found.values())


def _entry(text: str, file: str, line: int) -> TargetEntry:
    if not file and Path(text).is_file():
        raise UsageError(
            f"target '{names.shown(text)}' is a file; --replay FILE judges a recording, -i FILE reads a list"
        )
    urls = (names.url(text),) if "://" in text and _has_path(text) else ()
    return TargetEntry(name=names.host(text), urls=urls, file=file, line=line)


def _has_path(text: str) -> bool:
    return bool(text.partition("://")[2].partition("/")[2])


def _listed(file: str | None) -> list[TargetEntry]:
    """Read a list, a name or URL a line; ``#`` begins a comment."""
    if file is None:
        return []
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file}: cannot be read: {error}; give a text file, a name a line"
        ) from None
    rows = ((n, line.partition("#")[0].strip()) for n, line in enumerate(text.splitlines(), 1))
    return [_row(row, file, number) for number, row in rows if row]


def _row(text: str, file: str, number: int) -> TargetEntry:
    try:
        return _entry(text, "" if file == "-" else file, number)
    except UsageError as error:
        raise UsageError(f"{file}:{number}: {error}") from None


def threshold(
    fail_on: str | None, sure: str | None, held: Config, *, allow: bool, zero: bool
) -> Threshold:
    """Return what a finding must reach."""
    level = fail_on or held.fail_on or "high"
    return Threshold(
        fail_on=None if level == "none" else Severity(level),
        min_confidence=Confidence(sure or held.min_confidence or "medium"),
        allow_incomplete=allow or bool(held.allow_incomplete),
        exit_zero=zero,
    )


def suppressor(held: Config, baseline: Path | None, *, no_ignores: bool) -> Suppressor:
    """Return what was accepted."""
    beside = Path(held.path).parent / held.baseline if held.baseline else None
    file = baseline or beside
    return Suppressor(
        today=datetime.now(UTC).date(),
        ignores=() if no_ignores else held.ignores,
        baseline=read_baseline(file) if file else frozenset(),
    )


def resolvers(given: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Read ``ADDR[:PORT]``, with brackets around an IPv6 address that has a port.

    >>> resolvers(["192.0.2.53", "[2001:db8::1]:5353"])
    (('192.0.2.53', 53), ('2001:db8::1', 5353))

    Raises:
        UsageError: no address, or no port.
    """
    return tuple(_resolver(text) for text in given)


def _resolver(text: str) -> tuple[str, int]:
    address, port = text, "53"
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":") or "53"
    elif text.count(":") == 1:
        address, _, port = text.partition(":")
    try:
        known = str(ipaddress.ip_address(address))
        number = int(port)
    except ValueError:
        raise UsageError(
            f"resolver '{names.shown(text)}' is no address; write 192.0.2.53 or [2001:db8::1]:53"
        ) from None
    if not 0 < number < 65_536:  # noqa: PLR2004  a port
        raise UsageError(f"resolver {text!r}: port {number} does not exist; use 1 to 65535")
    return known, number


def subnets(given: Iterable[str]) -> tuple[str, ...]:
    """Read client subnets, with host bits cleared; ``""`` asks without one.

    Raises:
        UsageError: no prefix.
    """
    try:
        return tuple(text and str(ipaddress.ip_network(text, strict=False)) for text in given)
    except ValueError as error:
        raise UsageError(f"client subnet: {error}; write 198.51.100.0/24") from None
