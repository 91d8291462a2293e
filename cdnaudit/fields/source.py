"""Which file is read, what kind of file it is, and its text within bounds."""

import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from cdnaudit.errors import FileError

CHUNK = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"
"""Source: RFC 1952, section 2.3.1."""
NEWLINE = "\n"
KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Syntax:
    """How the remedies for one language ask for a table, a list of tables, and an entry of one."""

    table: str
    tables: str
    entry: str


TOML = Syntax("write a table [{key}]", "write [[{key}]]", "write [[{key}]]")
JSON = Syntax("give an object", "give a list of objects", "give an object")
CSV = Syntax("give a row", "give rows", "give a row")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file: the error it raises, the remedy for a file of another kind, its bounds."""

    syntax: Syntax
    error: type[FileError]
    remedy: str
    max_bytes: int
    """Of the file, and of what it holds where it is compressed."""
    max_text: int
    """Characters of one text."""
    max_entries: int
    """Of one list."""
    compressed: bool = False
    """It may be gzip."""


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file."""

    path: Path
    kind: FileKind
    octets: bytes | None = None
    """What it holds, where that was read before: a pipe gives itself once. None: read it."""

    def error(self, place: str, problem: str, remedy: str | None = None) -> FileError:
        """Build the error about one place; ``""`` is the file as a whole."""
        return self.kind.error(self.path, place, problem, remedy or self.kind.remedy)

    def text(self) -> str:
        """Read the file.

        Raises:
            FileError: it cannot be read, is too large, or is no text.
        """
        raw = self.raw()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise self.error("", "is not UTF-8 text") from None
        before, nul, _ = text.partition("\0")
        if nul:
            raise self.error(line_of(before), "holds a NUL character")
        return text

    def raw(self) -> bytes:
        """Read the file as it is; what is compressed, unpacked.

        Raises:
            FileError: it cannot be read, or is too large.
        """
        import gzip

        raw = self.held().octets or b""
        if not (self.kind.compressed and raw.startswith(GZIP_MAGIC)):
            return raw
        with self.readable(), gzip.open(io.BytesIO(raw)) as unpacked:
            return self.bounded(unpacked)

    def held(self) -> "Source":
        """Return it with what it holds, read now if it was not before.

        Raises:
            FileError: it cannot be read, or is too large.
        """
        if self.octets is not None:
            return self
        with self.readable(), self.path.open("rb") as file:
            return replace(self, octets=self.bounded(file))

    @classmethod
    def standard_input(cls, kind: FileKind) -> "Source":
        """Read standard input to its end; it is called ``-``.

        Raises:
            FileError: it is closed, a terminal or empty, cannot be read, or is too large.
        """
        source = cls(Path("-"), kind)
        if sys.stdin is None:
            raise source.error("", "standard input is closed")
        if sys.stdin.isatty():
            raise source.error("", "standard input is a terminal")
        with source.readable():
            octets = source.bounded(sys.stdin.buffer)
        if not octets:
            raise source.error("", "standard input is empty")
        return replace(source, octets=octets)

    def too_large(self) -> FileError:
        """Build the error about a file of more octets than its kind has."""
        return self.error("", "is too large", f"keep it within {_size(self.kind.max_bytes)}")

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Say of an error of the system, or of what was packed, which file it is about."""
        try:
            yield
        except (OSError, EOFError, ValueError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise self.error("", f"cannot be read: {reason}") from None

    def bounded(self, file: Readable) -> bytes:
        """Read in pieces: neither an endless file nor a small one that unpacks to much is kept."""
        pieces: list[bytes] = []
        size = 0
        while piece := file.read(CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > self.kind.max_bytes:
                raise self.too_large()
        return b"".join(pieces)


def line_of(before: str) -> str:
    r"""Name the line on which a text ends.

    >>> line_of("a\nb")
    'line 2'
    """
    return f"line {before.count(NEWLINE) + 1}"


def _size(octets: int) -> str:
    return f"{octets // MIB} MiB" if octets >= MIB else f"{octets // KIB} KiB"
