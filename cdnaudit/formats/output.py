"""Where reports and sheets go: standard output, or a file that appears whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import TextIO

from cdnaudit.errors import CdnauditError, OutputError, UsageError
from cdnaudit.files import refuse_unwritable, write_whole
from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS, Audience, Format
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import DisplayOptions
from cdnaudit.reporting.document import Document

Content = Document | Sheet
Renderer = Callable[[Content, TextIO], None]


@dataclass(frozen=True, slots=True)
class Sink:
    """One format and where it goes; path None is standard output."""

    format: Format
    path: Path | None


def sinks(wanted: Iterable[str] | None) -> tuple[Sink, ...]:
    """Read ``FORMAT[:PATH]`` flags; standard output takes one format at the most.

    Raises:
        UsageError: an unknown format, or two for standard output.
    """
    found = tuple(_sink(text, FORMATS) for text in wanted or (FORMATS[0].name,))
    to_stdout = [sink.format for sink in found if sink.path is None]
    if len(to_stdout) > 1:
        file = _example(to_stdout[0])
        raise UsageError(f"two formats for standard output; give all but one a file, as {file}")
    return found


def sheet_sink(wanted: str) -> Sink:
    """Read the ``FORMAT[:PATH]`` flag of a lesser command.

    Raises:
        UsageError: an unknown format.
    """
    return _sink(wanted, SHEET_FORMATS)


def _sink(text: str, formats: Iterable[Format]) -> Sink:
    known = {form.name: form for form in formats}
    name, colon, path = text.partition(":")
    if name not in known:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(known)}")
    if colon and not path:
        file = _example(known[name])
        raise UsageError(f"format {text!r} names no file; write {file}, or {name} alone")
    return Sink(known[name], Path(path) if path and path != "-" else None)


def _example(form: Format) -> str:
    return f"{form.name}:report{form.ending}"


def refuse_unwritable_files(wanted: Iterable[Sink]) -> None:
    """Find out before a scan whether what comes of it can be kept.

    Raises:
        OutputError: a file cannot be written.
    """
    for sink in wanted:
        if sink.path:
            refuse_unwritable(sink.path)


def write_report(report: Report, wanted: Iterable[Sink], display: DisplayOptions) -> None:
    """Write a report in every format; programs see suppressed findings, people on request.

    Raises:
        OutputError: a file cannot be written; the others were.
        CdnauditError: the same of several.
    """
    for_people = report if display.show_suppressed else without_suppressed(report)
    documents = {
        Audience.PROGRAMS: Document(report, display),
        Audience.PEOPLE: Document(for_people, display),
    }
    failed = []
    for sink in wanted:
        try:
            _write(documents[sink.format.audience], sink)
        except OutputError as error:
            failed.append(error)
    if failed:
        raise failed[0] if len(failed) == 1 else CdnauditError("; ".join(map(str, failed)))


def write_sheet(sheet: Sheet, sink: Sink) -> None:
    """Write the result of a lesser command.

    Raises:
        OutputError: the file cannot be written.
    """
    _write(sheet, sink)


def without_suppressed(report: Report) -> Report:
    """Leave out findings that do not count."""
    targets = [
        replace(target, findings=tuple(f for f in target.findings if not f.suppressed))
        for target in report.targets
    ]
    return replace(report, targets=tuple(targets))


def _write(content: Content, sink: Sink) -> None:
    render = sink.format.load()
    if sink.path is None:
        _to_stdout(content, render)
        return
    out = StringIO()
    render(content, out)
    write_whole(sink.path, out.getvalue())


def _to_stdout(content: Content, render: Renderer) -> None:
    """Write to standard output; a reader that went away is no error."""
    try:
        render(content, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
