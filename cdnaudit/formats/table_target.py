"""One target on a terminal: verdict, what takes it down, tree, findings, what is not known."""

from collections.abc import Iterable, Iterator

from cdnaudit.formats.table_styles import GATE_STYLES, SEVERITY_STYLES, WITH_SINGLE_POINTS, heading
from cdnaudit.formats.table_tree import tree
from cdnaudit.formats.terminal_lines import Line, Span, grid, indented, styled, wrapped
from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Confidence
from cdnaudit.names import listed, shown
from cdnaudit.reporting.cause_rows import CauseRow
from cdnaudit.reporting.finding_groups import FindingGroup
from cdnaudit.reporting.section import TargetSection

INDENT = 2
NOT_KNOWN = 10
"""Lines of what is not known, before the rest is counted."""
BODY = 10
"""Where the text of a finding starts: behind the longest severity."""


def target(section: TargetSection, width: int, *, verbose: bool) -> Iterator[Line]:
    """Lay out all that a reader is told of one target."""
    yield from wrapped(styled(section.verdict, "bold"), width)
    yield from indented(_causes(section, width - INDENT), INDENT)
    yield ()
    yield from tree(section, width)
    yield ()
    if verbose and section.providers:
        yield heading("Providers")
        yield from indented(_providers(section, width - INDENT), INDENT)
        yield ()
    if section.target.findings:
        yield from _findings(section, width, verbose=verbose)
    if section.not_known:
        yield from _not_known(section, width, verbose=verbose)


def _not_known(section: TargetSection, width: int, *, verbose: bool) -> Iterator[Line]:
    shown = section.not_known if verbose else section.not_known[:NOT_KNOWN]
    rest = len(section.not_known) - len(shown)
    more = [f"and {rest} more (-v)"] if rest else []
    yield heading("Not known")
    for line in (*shown, *more):
        yield from indented(wrapped(styled(line), width - INDENT, hang=INDENT), INDENT)
    yield ()


def gate(section: TargetSection, width: int) -> Iterator[Line]:
    """Say how a target fares at the gate, and why."""
    line = (
        Span("gate: "),
        Span(shown(section.gate), _style(section)),
        Span(f" ({shown(section.gate_sentence)})"),
    )
    yield from wrapped(line, width, hang=INDENT)


def status_mark(section: TargetSection) -> Line:
    """Write the status of a target beside what takes it down."""
    return (Span(section.target.status.upper(), _style(section)),)


def _style(section: TargetSection) -> str:
    """What passes with single points is not green."""
    return WITH_SINGLE_POINTS if section.passes_in_spite else GATE_STYLES[section.target.status]


def _causes(section: TargetSection, width: int) -> Iterator[Line]:
    """Say because of what each owner takes the target down, and which do so only together."""
    yield from grid([_cause(row) for row in section.alone], width)
    for line in section.together:
        yield from wrapped(styled(line), width, hang=INDENT)


def _cause(row: CauseRow) -> tuple[Line, ...]:
    doubt = "" if row.confidence is Confidence.HIGH else f" ({row.confidence} confidence)"
    fails = ", ".join(row.fails) + doubt
    hosts = f"only {listed(row.hosts)}" if row.hosts else ""
    way = f"via {', '.join(row.paths)}" if row.paths else ""
    because = ", ".join(filter(None, (hosts, way)))
    return (styled(row.title, "bold"), styled(fails), styled(because))


def _providers(section: TargetSection, width: int) -> Iterator[Line]:
    """Lay out who serves; the host has a column only where there are several."""
    several = len({found.host for found in section.providers}) > 1
    rows = [_heads("role", "provider", *(["host"] if several else []), "confidence", "evidence")]
    for found in section.providers:
        owner = f" ({found.company})" if found.company else ""
        cells = (
            found.role,
            f"{found.provider}{owner}",
            *([found.host] if several else []),
            found.confidence,
            found.evidence,
        )
        rows.append(tuple(map(styled, cells)))
    yield from grid(rows, width)


def _heads(*names: str) -> tuple[Line, ...]:
    return tuple(styled(name, "dim") for name in names)


def _findings(section: TargetSection, width: int, *, verbose: bool) -> Iterator[Line]:
    """Lay out findings, the worst first; those that follow from another on request."""
    yield heading("Findings")
    for group in section.finding_groups:
        yield from _finding(group.head, width, _also(group))
        for finding in group.following if verbose else ():
            yield from indented(_finding(finding, width - INDENT), INDENT)
    for finding in section.suppressed:
        yield from _finding(finding, width)
    yield ()


def _also(group: FindingGroup) -> str:
    return f" (also on {listed(group.other_hosts)})" if group.other_hosts else ""


def _finding(finding: JudgedFinding, width: int, also: str = "") -> Iterator[Line]:
    style = "dim" if finding.suppressed else SEVERITY_STYLES[finding.severity]
    severity = finding.severity.upper()
    check = Span(f"  [{shown(finding.check)}]", "dim")
    message = (Span(shown(f"{finding.message}{also}")), check)
    head = (Span(severity, style), Span(" " * max(BODY - len(severity), 1)), *message)
    yield from _body(head, width, BODY)
    if finding.suppressed:
        yield from _body(styled(f"suppressed: {finding.suppressed.reason}", "dim"), width)
    if finding.remedy:
        yield from _body(styled(f"-> {finding.remedy}", "dim"), width)


def _body(line: Line, width: int, before: int = 0) -> Iterable[Line]:
    """Indent by a finding's severity; on a narrow screen by little."""
    body = BODY if width > 4 * BODY else INDENT
    if before:
        return indented(wrapped(line, width - INDENT, hang=body), INDENT)
    return indented(wrapped(line, width - INDENT - body, hang=3), INDENT + body)
