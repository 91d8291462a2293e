"""Markdown as GitHub reads it: tables, fences, headings' anchors, links."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TABLE_RULE = re.compile(r"^\|( *-+ *\|)+$")


def pages() -> tuple[Path, ...]:
    """Return every document of the project: those at the top, then those under ``docs``."""
    top = (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))
    return (*top, *sorted(DOCS.rglob("*.md")))


def name(path: Path) -> str:
    """Return a document's name from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table; a bar in a cell is escaped."""
    lines = (head, ("---",) * len(head), *rows)
    escaped = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in escaped)


def fenced(text: str, language: str = "text") -> str:
    """Write text as it is."""
    return f"```{language}\n{text}\n```"


def rows(section: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the tables in a text, without their heads."""
    lines = section.splitlines()
    for number, line in enumerate(lines):
        follows_head = number + 1 < len(lines) and TABLE_RULE.match(lines[number + 1])
        if line.startswith("|") and not TABLE_RULE.match(line) and not follows_head:
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            yield tuple(cell.strip().replace("\\|", "|") for cell in cells)


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, down to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    if not found:
        return ""
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", FENCE.sub(_blank, rest), re.MULTILINE)
    return rest[: end.start()] if end else rest


def anchors(text: str) -> frozenset[str]:
    """Return the anchors GitHub gives the headings of a document.

    >>> sorted(anchors("# What `scan` does\\n## In CI\\n## In CI"))
    ['in-ci', 'in-ci-1', 'what-scan-does']
    """
    found: list[str] = []
    for heading in HEADING.findall(FENCE.sub("", text)):
        words = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.append(words if words not in found else f"{words}-{found.count(words)}")
    return frozenset(found)


def links(text: str) -> tuple[str, ...]:
    """Return the goals of the links of a document, in order."""
    return tuple(LINK.findall(FENCE.sub("", text)))


def _blank(fence: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", fence[0])
