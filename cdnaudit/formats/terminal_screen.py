"""What a stream can show: how wide it is, whether in colour, and in which characters."""

import codecs
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from shutil import get_terminal_size
from typing import Self, TextIO

from cdnaudit.formats.terminal_lines import Line, Span
from cdnaudit.reporting.display import Color

COLUMNS = 80
"""Where nobody says how wide."""
WIDEST = 120
"""Longer lines are hard to read."""
NARROWEST = 40
PLAIN_TERMINALS = frozenset({"dumb", "unknown"})
"""Values of TERM of what follows no escape sequence."""
UTF_8 = "utf-8"
PLAIN_LOCALES = frozenset({"C", "POSIX"})
"""Locales of ASCII alone: Python itself writes UTF-8 in them (PEP 540), terminals do not read it."""
PLAIN = str.maketrans(
    {"─": "-", "│": "|", "├": "|", "└": "`", "█": "#", "·": "|", "…": "...", "→": "->"}
)
"""What stands for our own marks where a stream cannot show them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Writes lines to a stream as it can show them."""

    out: TextIO
    width: int
    is_colored: bool
    encoding: str

    @classmethod
    def of(cls, out: TextIO, color: Color = Color.AUTO) -> Self:
        """Find out what a stream can show."""
        return cls(out, _width(out), _is_colored(color, out), encoding_of(out))

    def write(self, lines: Iterable[Line]) -> None:
        """Write lines, without blanks at their ends."""
        self.out.writelines(f"{self._painted(line)}\n" for line in lines)

    def _painted(self, line: Line) -> str:
        spans = list(line)
        while spans and not spans[-1].text.strip():
            spans.pop()
        if spans:
            spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        text = self._shown(span.text)
        if not self.is_colored or not span.style or not text.strip():
            return text
        return painted(text, span.style)

    def _shown(self, text: str) -> str:
        """Return a text in characters that the stream has; others are escaped."""
        return text if self.encoding == UTF_8 else in_encoding(text, self.encoding)


def painted(text: str, style: str) -> str:
    """Return a text in a style of rich, as ``bold red``, in the 16 colours that all terminals have."""
    # Imported here: 20 ms that what is read without colours need not wait for.
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)


def in_encoding(text: str, encoding: str) -> str:
    r"""Replace what an encoding lacks: our own marks by plain ones, all else by escapes.

    >>> in_encoding("└── über · ok", "latin-1"), in_encoding("└── über · ok", "ascii")
    ('`-- über · ok', '`-- \\xfcber | ok')
    """
    kept = "".join(c if _has(encoding, c) else c.translate(PLAIN) for c in text)
    return kept.encode(encoding, "backslashreplace").decode(encoding)


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def encoding_of(out: TextIO) -> str:
    """Return the encoding in which a stream is read: its own, or ASCII where the locale has no more."""
    own = getattr(out, "encoding", None) or UTF_8
    name = codecs.lookup(own).name
    if name != UTF_8 or os.environ.get("PYTHONIOENCODING") or not _is_standard(out):
        return name
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return "ascii" if locale in PLAIN_LOCALES else name


def _is_standard(out: TextIO) -> bool:
    """Tell whether a stream is one that the shell gave us: files of our own are UTF-8."""
    return getattr(out, "name", None) in {"<stdout>", "<stderr>"}


def _width(out: TextIO) -> int:
    """Return the columns there are, at most as many as are easy to read."""
    columns = os.environ.get("COLUMNS", "")
    if out.isatty():
        found = get_terminal_size((COLUMNS, 24)).columns
    else:
        found = int(columns) if columns.isdecimal() and int(columns) else COLUMNS
    return max(NARROWEST, min(found, WIDEST))


def _is_colored(color: Color, out: TextIO) -> bool:
    """Decide on colour: the flag, then NO_COLOR and FORCE_COLOR, then the terminal."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    is_terminal = out.isatty() and os.environ.get("TERM") not in PLAIN_TERMINALS
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal
