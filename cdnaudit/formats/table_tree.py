"""The outline of hosts and zones as a tree on a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cdnaudit.formats.terminal_lines import Line, Span, styled, wrapped
from cdnaudit.names import shown
from cdnaudit.reporting.outline import OutlineItem, Tone
from cdnaudit.reporting.section import TargetSection

STYLES = {Tone.PLAIN: "", Tone.MISSING: "yellow", Tone.BROKEN: "bold red"}
GUIDE = "dim"
INDENT = 4
READABLE = 16
"""Columns that an item has at least: what is deeper is indented no further."""


def tree(section: TargetSection, width: int) -> Iterator[Line]:
    """Draw every host with its chains and networks, then every zone with its nameservers.

    An only host that is the target itself needs no line of its own.
    """
    name = section.target.target
    yield from wrapped((*styled(section.name, "bold"), Span(" depends on")), width)
    items = section.outline
    hosts = [item for item in items if item.label == "host"]
    if len(hosts) == 1 and hosts[0].text == name:
        zones = (item for item in items if item.label != "host")
        items = (*hosts[0].items, *zones)
    yield from _branches(items, "", width)


def _branches(items: Sequence[OutlineItem], before: str, width: int) -> Iterator[Line]:
    for item in items:
        is_last = item is items[-1]
        bar = "    " if is_last else "│   "
        first, *rest = wrapped(_line(item), width - len(before) - INDENT, hang=INDENT)
        yield (Span(f"{before}{'└── ' if is_last else '├── '}", GUIDE), *first)
        more = "│   " if item.items else "    "
        for head, *tail in rest:
            unindented = replace(head, text=head.text[INDENT:])
            yield (Span(f"{before}{bar}{more}", GUIDE), unindented, *tail)
        is_deep = len(before) + 2 * INDENT + READABLE > width
        yield from _branches(item.items, before if is_deep else before + bar, width)


def _line(item: OutlineItem) -> Line:
    label = (Span(shown(item.label), GUIDE), Span("  ")) if item.label else ()
    return (*label, Span(shown(item.text), STYLES[item.tone]))
