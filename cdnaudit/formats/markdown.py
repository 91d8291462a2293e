"""Markdown, for a pull request or a job summary."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from cdnaudit.model.report import JudgedFinding
from cdnaudit.model.terms import Status
from cdnaudit.names import counted, shown
from cdnaudit.reporting.concentration import Concentration, share_in_words
from cdnaudit.reporting.display import OWNERS, Detail
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.provider_rows import ProviderRow
from cdnaudit.reporting.section import TargetSection

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&])")
MARKS = {Status.FAIL: "❌", Status.PASS: "✅", Status.INCOMPLETE: "❔"}
WITH_SINGLE_POINTS = "⚠️"
"""What passes the gate in spite of them."""

ROWS = 50
"""Of many targets, rows for those that do not pass."""


def render(document: Document, out: TextIO) -> None:
    """Write who takes out how many, the verdicts as a table, then each target that is not folded."""
    out.write(f"# cdnaudit: {text(document.headline)}\n")
    if len(document.targets) > 1:
        out.writelines(_portfolio(document))
    if document.display.detail is not Detail.SUMMARY:
        out.writelines(_verdicts(document))
    for section in document.targets_in_full:
        out.writelines(_target(section, verbose=document.display.verbose))
    out.writelines(f"\n> warning: {text(warning)}\n" for warning in document.warnings)
    run = document.report.run
    end = (document.exit_sentence, run.tool, f"rules of {run.rules_date}", document.configured_by)
    out.write(f"\n{text(', '.join(filter(None, end)))}\n")


def _portfolio(document: Document) -> Iterator[str]:
    """Write who takes out how many targets."""
    alone = document.alone
    yield "\n| takes out alone | targets | share | roles |\n|---|---:|---:|---|\n"
    yield from map(_owner, (*document.owners, alone.without))
    rest = len(alone.rows) - len(document.owners)
    if rest:
        yield f"\n{counted(rest, 'more owner')}: `--details` names {'it' if rest == 1 else 'them'}\n"
    if alone.together:
        yield "\n| takes out only together | targets | share | |\n|---|---:|---:|---|\n"
        yield from map(_owner, alone.together[:OWNERS])


def _owner(row: Concentration) -> str:
    count = f"{row.takes_down} of {row.of}"
    cells = (row.title, count, share_in_words(row.share), row.roles)
    return f"| {' | '.join(map(text, cells))} |\n"


def _verdicts(document: Document) -> Iterator[str]:
    """Write a row a target; of many, those that do not pass, the worst first."""
    is_folded = document.are_many and document.display.detail is not Detail.FULL
    every = document.targets_worst_first if is_folded else document.targets
    shown = every[:ROWS] if is_folded else every
    if shown:
        yield "\n| gate | target | verdict |\n|---|---|---|\n"
        yield from (_verdict(section, document.new_findings(section)) for section in shown)
    rest = len(document.targets) - len(shown)
    if rest:
        yield f"\n{counted(rest, 'more target')}: `--details` shows {'it' if rest == 1 else 'them'}\n"


def _verdict(section: TargetSection, new: str) -> str:
    """Write a row; what passes with single points has no green mark."""
    status = section.target.status
    mark = WITH_SINGLE_POINTS if section.passes_in_spite else MARKS[status]
    name = text(section.name)
    said = f"{section.verdict} {new[:1].upper()}{new[1:]}.".removesuffix(" .")
    return f"| {mark} {text(section.gate)} | {name} | {text(said)} |\n"


def _target(section: TargetSection, *, verbose: bool) -> Iterator[str]:
    yield f"\n## {text(section.name)}\n"
    if section.providers:
        yield "\n| role | provider | host | confidence | evidence |\n|---|---|---|---|---|\n"
        yield from map(_provider, section.providers)
    if section.target.findings:
        yield "\n"
        yield from _findings(section, verbose=verbose)
    if section.not_known:
        yield from _folded("Not known", (f"- {text(line)}\n" for line in section.not_known))


def _findings(section: TargetSection, *, verbose: bool) -> Iterator[str]:
    """Write findings, the worst first; those that follow from others are folded."""
    groups = section.finding_groups
    following = [finding for group in groups for finding in group.following]
    for group in groups:
        yield _finding(group.head)
        yield from map(_finding, group.following if verbose else ())
    yield from map(_finding, section.suppressed)
    if following and not verbose:
        noun = (
            "1 finding that follows"
            if len(following) == 1
            else f"{len(following)} findings that follow"
        )
        yield from _folded(f"{noun} from these", map(_finding, following))


def _folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"\n<details><summary>{summary}</summary>\n\n"
    yield from lines
    yield "\n</details>\n"


def _provider(found: ProviderRow) -> str:
    cells = (found.role, found.provider, found.host, found.confidence, found.evidence)
    return f"| {' | '.join(map(text, cells))} |\n"


def _finding(finding: JudgedFinding) -> str:
    note = f" *(suppressed: {text(finding.suppressed.reason)})*" if finding.suppressed else ""
    return (
        f"- **{finding.severity}** {code(finding.check)} {text(finding.message)}{note}  \n"
        f"  → {text(finding.remedy)}\n"
    )


def text(raw: str) -> str:
    r"""Escape a stranger's text: it stays words, in one cell.

    >>> print(text("a|b <img>"))
    a\|b \<img\>
    """
    return _SPECIAL.sub(r"\\\1", shown(raw))


def code(raw: str) -> str:
    """Write a word as code; one that would end the code stays a word."""
    return text(raw) if "`" in raw else f"`{shown(raw)}`"


def paragraphs(raw: str) -> str:
    r"""Escape a text of several lines, each of them a paragraph.

    >>> paragraphs("It is so.\n\nAsks: is it?")
    'It is so.\n\nAsks: is it?'
    """
    return "\n\n".join(text(line) for line in raw.splitlines() if line.strip())
