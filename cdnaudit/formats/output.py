"""Write a report in every format asked for, whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

from cdnaudit.errors import UsageError
from cdnaudit.model.report import Report

Renderer = Callable[[Report, TextIO], None]

FORMATS: Mapping[str, tuple[str, str]] = {
    "table": ("table", "render"),
    "json": ("json_v1", "render"),
    "jsonl": ("json_v1", "render_lines"),
    "csv": ("csv_v1", "render_findings"),
    "sarif": ("sarif_v2", "render"),
    "junit": ("junit", "render"),
    "github": ("github", "render"),
    "markdown": ("markdown", "render"),
    "html": ("html_v1", "render"),
    "mermaid": ("mermaid", "render"),
    "dot": ("dot", "render"),
}
"""Format to module and function under ``cdnaudit.formats``; loaded when first asked for."""

FOR_PEOPLE = frozenset({"table", "markdown", "github", "html"})


@dataclass(frozen=True, slots=True)
class Sink:
    """One format and where it goes; path None is standard output."""

    format: str
    path: Path | None


def sinks(wanted: Iterable[str] | None) -> tuple[Sink, ...]:
    """Read ``FORMAT[:PATH]`` flags; standard output takes one format at the most.

    Raises:
        UsageError: an unknown format, or two for standard output.
    """
    found = tuple(_sink(text) for text in wanted or ("table",))
    if sum(s.path is None for s in found) > 1:
        raise UsageError(
            "two formats for standard output; give all but one a file, as json:report.json"
        )
    return found


def _sink(text: str) -> Sink:
    name, colon, path = text.partition(":")
    if name not in FORMATS:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(FORMATS)}")
    if colon and not path:
        raise UsageError(f"format {text!r} names no file; write {name}:FILE, or {name} alone")
    return Sink(name, Path(path) if path and path != "-" else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayOptions:
    """What a person asked to see."""

    dependencies: bool = False
    suppressed: bool = False
    color: str = "auto"


def write_all(report: Report, wanted: Iterable[Sink], look: DisplayOptions) -> None:
    """Write a report in every format; machines see suppressed findings, people on request."""
    for sink in wanted:
        shy = sink.format in FOR_PEOPLE and not look.suppressed
        _write(without_suppressed(report) if shy else report, sink, _renderer(sink, look))


def without_suppressed(report: Report) -> Report:
    """Leave out findings that do not count."""
    targets = [
        replace(t, findings=tuple(f for f in t.findings if not f.suppressed))
        for t in report.targets
    ]
    return replace(report, targets=tuple(targets))


def _renderer(sink: Sink, look: DisplayOptions) -> Renderer:
    module, function = FORMATS[sink.format]
    if sink.format == "csv" and look.dependencies:
        function = "render_dependencies"
    found: Callable[..., None] = getattr(import_module(f"cdnaudit.formats.{module}"), function)
    return partial(found, color=_colored(look.color, sink)) if sink.format == "table" else found


def _write(report: Report, sink: Sink, render: Renderer) -> None:
    """Write one report and close it; a file appears whole or not at all."""
    if sink.path is None:
        _to_stdout(report, render)
        return
    beside = sink.path.with_name(f".{sink.path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            render(report, out)
        beside.replace(sink.path)
    except OSError as error:
        raise UsageError(
            f"{sink.path}: cannot be written: {error.strerror}; choose another file"
        ) from None


def _to_stdout(report: Report, render: Renderer) -> None:
    """Write to standard output; a reader that went away is no error."""
    try:
        render(report, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colored(mode: str, sink: Sink) -> bool:
    """Decide on colour: the flag, then NO_COLOR and FORCE_COLOR, then the terminal."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sink.path is None and sys.stdout.isatty()
