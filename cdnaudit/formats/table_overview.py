"""Several targets on a terminal: who takes out how many, then a line for each that does not pass."""

from collections.abc import Iterator

from cdnaudit.formats.table_styles import SEVERITY_STYLES, heading, share_bar
from cdnaudit.formats.table_target import status_mark
from cdnaudit.formats.terminal_lines import Line, Span, grid, indented, styled, wrapped
from cdnaudit.model.terms import Status
from cdnaudit.names import counted
from cdnaudit.reporting.concentration import Concentration, share_in_words, worst_failing
from cdnaudit.reporting.display import Detail
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.section import TargetSection

INDENT = 2
LINES = 40
"""Of many targets, lines for those that do not pass."""
PAIRS = 3
"""Rows of pairs that take down what has no single point."""


def overview(document: Document, width: int) -> Iterator[Line]:
    """Lay out what a reader is told of all targets together."""
    yield from wrapped(styled(document.headline, "bold"), width)
    yield ()
    yield heading("Takes out alone")
    yield from indented(_owners(document, width - INDENT), INDENT)
    yield ()
    if document.alone.together:
        yield heading("Takes out only together")
        rows = [_owner(row, width)[:-2] for row in document.alone.together[:PAIRS]]
        yield from indented(grid(rows, width - INDENT), INDENT)
        yield ()
    if document.display.detail is Detail.SUMMARY:
        return
    if document.are_many:
        yield from _not_passing(document, width)
    else:
        yield heading("Targets")
        rows = [_row(document, found, status_mark(found)) for found in document.targets]
        yield from indented(grid(rows, width - INDENT), INDENT)
        yield ()


def _owners(document: Document, width: int) -> Iterator[Line]:
    """Lay out owners with bars, then how many targets nothing alone takes down."""
    alone = document.alone
    rows = [_owner(row, width) for row in document.owners]
    if len(rows) < len(alone.rows):
        rest = counted(len(alone.rows) - len(rows), "more owner")
        rows.append((styled(f"and {rest} (--details)", "dim"), (), (), (), ()))
    rows.append(_owner(alone.without, width, "green"))
    yield from grid(rows, width)


def _owner(row: Concentration, width: int, style: str = "yellow") -> tuple[Line, ...]:
    count = f"{row.takes_down:>{len(str(row.of))}} of {row.of}"
    return (
        styled(row.title),
        styled(count),
        styled(f"{share_in_words(row.share):>5}"),
        styled(share_bar(row.share, width), style),
        styled(row.roles, "dim"),
    )


def _not_passing(document: Document, width: int) -> Iterator[Line]:
    """Lay out a line for each target that does not pass, and count the rest."""
    worst = document.targets_worst_first
    shown = worst[:LINES]
    if shown:
        yield heading("Targets that do not pass, worst first")
        rows = [_row(document, found, _worst(found)) for found in shown]
        yield from indented(grid(rows, width - INDENT), INDENT)
    rest = len(worst) - len(shown)
    if rest:
        yield from indented(
            [styled(f"and {counted(rest, 'more target')} (--details)", "dim")], INDENT
        )
    if shown:
        yield ()


def _row(document: Document, section: TargetSection, mark: Line) -> tuple[Line, ...]:
    unknown = section.target.status is Status.INCOMPLETE
    causes = section.goes_down_with or ("not known" if unknown else "no single point")
    new = document.new_findings(section)
    last = f"{causes} · {new}" if new else causes
    return (mark, styled(section.name, "bold"), styled(last))


def _worst(section: TargetSection) -> Line:
    """Write the worst severity that fails the gate, or that evidence is incomplete."""
    severity = worst_failing(section.target)
    if severity is None:
        return status_mark(section)
    return (Span(severity.upper(), SEVERITY_STYLES[severity]),)
