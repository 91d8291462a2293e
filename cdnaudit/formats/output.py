"""Where reports and sheets go: standard output, or a file that appears whole or not at all."""

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from cdnaudit.errors import STANDARD_OUTPUT, OutputError, UsageError, raise_any
from cdnaudit.files import (
    descriptor,
    discard_output,
    identity,
    identity_of_open,
    refuse_unwritable,
    whole_file,
)
from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS, Audience, Format
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import DisplayOptions
from cdnaudit.reporting.totals import Totals

Content = Totals | Sheet
Renderer = Callable[[Content, TextIO], None]


@dataclass(frozen=True, slots=True)
class Sink:
    """One format and where it goes; path None is standard output."""

    format: Format
    path: Path | None

    @property
    def name(self) -> str:
        """Where it goes, for a message."""
        return str(self.path or STANDARD_OUTPUT)


def sinks(wanted: Iterable[str] | None) -> tuple[Sink, ...]:
    """Read ``FORMAT[:PATH]`` flags; standard output takes one format at the most.

    Raises:
        UsageError: an unknown format, one that is not installed, or two for standard output.
    """
    found = tuple(_sink(text, FORMATS) for text in wanted or (FORMATS[0].name,))
    to_stdout = [sink.format for sink in found if sink.path is None]
    if len(to_stdout) > 1:
        file = _example(to_stdout[0])
        raise UsageError(f"two formats for standard output; give all but one a file, as {file}")
    return found


def sheet_sink(wanted: str, formats: Iterable[Format] = SHEET_FORMATS) -> Sink:
    """Read the ``FORMAT[:PATH]`` flag of a lesser command, which may have formats of its own.

    Raises:
        UsageError: an unknown format.
    """
    return _sink(wanted, formats)


def _sink(text: str, formats: Iterable[Format]) -> Sink:
    known = {form.name: form for form in formats}
    name, colon, path = text.partition(":")
    if name not in known:
        raise UsageError(f"format {name!r} is not known; use one of {', '.join(known)}")
    if colon and not path:
        file = _example(known[name])
        raise UsageError(f"format {text!r} names no file; write {file}, or {name} alone")
    if not known[name].is_installed:
        extra = f"'.[{known[name].extra}]'"
        raise UsageError(
            f"format {name!r} needs a library that is not installed; in a copy of the repository "
            f"of cdnaudit, run pipx install --force {extra}, or pip install {extra}"
        )
    return Sink(known[name], None if _is_stdout(path) else Path(path))


def _is_stdout(path: str) -> bool:
    """Tell whether a path is standard output, under whichever name."""
    if path in {"", "-"}:
        return True
    try:
        return descriptor(Path(path)) == 1
    except (OSError, RuntimeError):  # told when it is tried
        return False


def _example(form: Format) -> str:
    return f"{form.name}:report{form.ending}"


def refuse_unwritable_files(
    wanted: Iterable[Sink], others: Mapping[str, Path | str | None] | None = None
) -> None:
    """Find out before a scan whether what comes of it can be kept.

    ``others`` are files that the run reads or writes besides, by the flag that names them.

    Raises:
        OutputError: a file cannot be written.
        UsageError: a file is named twice: one report would take the place of the other.
    """
    named = {}
    for flag, path in (others or {}).items():
        if path and str(path) != "-":
            with suppress(OutputError):  # who reads it says what is wrong with it
                named[identity(Path(path))] = flag
    for sink in wanted:
        at = _identity(sink)
        if at is not None and at in named:
            raise UsageError(f"{sink.name}: {named[at]} names it too; give each a file of its own")
        named[at] = f"--format {sink.format.name}"
        _refuse_unwritable(sink)


def _refuse_unwritable(sink: Sink) -> None:
    if sink.path:
        refuse_unwritable(sink.path)
    elif not sys.stdout.writable():
        raise OutputError(STANDARD_OUTPUT, "it is closed")


def _identity(sink: Sink) -> Hashable:
    """Return what all names of one file have in common; None where nothing can be lost."""
    if sink.path:
        return identity(sink.path)
    try:
        return identity_of_open(sys.stdout.fileno())
    except OSError:
        return None


def write_report(report: Report, wanted: Iterable[Sink], display: DisplayOptions) -> None:
    """Write a report in every format; programs see suppressed findings, people on request.

    Raises:
        OutputError: a file cannot be written; the others were.
        CombinedError: the same of several.
    """
    for_people = report if display.show_suppressed else without_suppressed(report)
    reports = {Audience.PROGRAMS: report, Audience.PEOPLE: for_people}

    @cache
    def content(audience: Audience, *, totals_alone: bool) -> Totals:
        """Work things out once for all formats that show the same."""
        if totals_alone:
            return Totals(reports[audience], display)
        # Imported here: 25 ms that a program which reads JSON or CSV need not wait for.
        from cdnaudit.reporting.document import Document

        return Document(reports[audience], display)

    failed = []
    for sink in wanted:
        form = sink.format
        try:
            _write(content(form.audience, totals_alone=form.totals_alone), sink)
        except OutputError as error:
            failed.append(error)
    raise_any(failed)


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
    with whole_file(sink.path) as raw:
        out = TextIOWrapper(raw, encoding="utf-8", newline="")
        render(content, out)
        out.detach()


def _to_stdout(content: Content, render: Renderer) -> None:
    """Write to standard output; a reader that went away is no error."""
    try:
        render(content, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        raise OutputError(STANDARD_OUTPUT, error.strerror or str(error)) from None
