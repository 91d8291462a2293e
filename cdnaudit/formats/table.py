"""The report for a person under stress: what takes a target down, why, and what to do next."""

from collections.abc import Iterator
from typing import TextIO

from cdnaudit.formats.table_overview import overview
from cdnaudit.formats.table_target import gate, target
from cdnaudit.formats.terminal_lines import Line, styled, wrapped
from cdnaudit.formats.terminal_screen import Screen
from cdnaudit.reporting.document import Document

INDENT = 2


def render(document: Document, out: TextIO) -> None:
    """Write the report as the stream can show it."""
    screen = Screen.of(out, document.display.color)
    screen.write(_lines(document, screen.width))


def _lines(document: Document, width: int) -> Iterator[Line]:
    several = len(document.targets) != 1
    if several:
        yield from overview(document, width)
    for section in document.targets_in_full:
        yield from target(section, width, verbose=document.display.verbose)
        yield from gate(section, width)
        if several:
            yield ()
    yield from _footer(document, width)


def _footer(document: Document, width: int) -> Iterator[Line]:
    """Say what the exit code means, how old the evidence is, and what to type next."""
    for warning in document.warnings:
        yield from wrapped(styled(f"warning: {warning}", "yellow"), width, hang=INDENT)
    end = f"{document.exit_sentence} · {document.evidence_from}"
    yield from wrapped(styled(end), width, hang=INDENT)
    if document.configured_by:
        yield from wrapped(styled(document.configured_by, "dim"), width, hang=INDENT)
    if document.next_steps:
        yield from wrapped(
            styled(f"next: {' · '.join(document.next_steps)}", "dim"), width, hang=INDENT
        )
