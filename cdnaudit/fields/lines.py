"""A text file read line by line, so that its size does not matter."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TextIO

from cdnaudit.fields.source import GZIP_MAGIC, Source


@dataclass(frozen=True, slots=True)
class Lines:
    """A file that is open, and was read up to the end of its first line."""

    source: Source
    first: str
    """With its line end; empty where the file is."""
    file: TextIO

    def each(self) -> Iterator[str]:
        """Yield every line with its end, the first one too.

        Raises:
            FileError: it cannot be read on, or is no text.
        """
        number, line = 1, self.first
        while line:
            if "\0" in line:
                raise self.source.error(f"line {number}", "holds a NUL character")
            yield line
            number += 1
            line = _read(self.source, self.file.readline)

    def whole(self) -> Source:
        """Return the source with all that is in it, as if it had been read at once.

        Raises:
            FileError: it cannot be read on, is no text, or is too large.
        """
        rest = _read(self.source, self.file.read)
        return replace(self.source, octets=(self.first + rest).encode())


@contextmanager
def opened(source: Source) -> Iterator[Lines | Source]:
    """Open a file for reading by lines; one that is compressed is read at once.

    Raises:
        FileError: it cannot be read, or is no text.
    """
    with _octets(source) as file:
        with source.readable():
            packed = file.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)
        if packed:
            yield replace(source, octets=source.bounded(file))
            return
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        yield Lines(source, _read(source, text.readline), text)


def _octets(source: Source) -> io.BufferedReader:
    if source.octets is not None:
        return io.BufferedReader(io.BytesIO(source.octets))
    with source.readable():
        return source.path.open("rb")


def _read(source: Source, read: Callable[[int], str]) -> str:
    """Read a line or the rest; one that is endless is a file made to hurt."""
    most = source.kind.max_bytes
    with source.readable():
        try:
            text = read(most)
        except UnicodeDecodeError:
            raise source.error("", "is not UTF-8 text") from None
    if len(text) == most:
        raise source.too_large()
    return text
