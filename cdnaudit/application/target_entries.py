"""Targets as people name them: one by one, or a line each in a list."""

from collections.abc import Iterator
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import ListError, UsageError, raise_any
from cdnaudit.fields.source import CSV, MIB, FileKind, Source
from cdnaudit.fields.wording import clipped
from cdnaudit.files import is_file
from cdnaudit.gate.configuration import TargetEntry

STANDARD_INPUT = "-"
MAX_TARGET = 4_096
"""Characters of a host name or URL."""
LIST_FILE = FileKind(
    syntax=CSV,
    error=ListError,
    remedy="give a text file, a name a line",
    max_bytes=256 * MIB,
    max_text=MAX_TARGET,
    max_entries=10_000_000,
)
FILE_ENDINGS = (
    *(".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".gz", ".toml", ".yaml", ".yml"),
    *(".txt", ".html", ".xml", ".sarif", ".parquet"),
)
"""None of these is a top-level domain. Source: https://www.iana.org/domains/root/db"""


def argument(text: str) -> TargetEntry:
    """Read a target that stands on the command line, where it may be meant as a file.

    Raises:
        UsageError: it is no host name or URL.
    """
    refuse_file(text)
    return entry(text)


def entry(text: str, file: str = "", line: int = 1) -> TargetEntry:
    """Read a host name or a URL; a URL with a path is also a page to see.

    Raises:
        UsageError: it is neither.
    """
    if len(text) > MAX_TARGET:
        raise UsageError(f"target '{clipped(text)}' is too long; write it as www.example.com")
    return TargetEntry(name=names.target(text), urls=names.pages(text), file=file, line=line)


def refuse_file(text: str) -> None:
    """Refuse a target that is a file, or is named as files are.

    Raises:
        UsageError: says which flags are for files.
    """
    if len(text) > MAX_TARGET:
        return
    if is_file(text):
        raise UsageError(
            f"target '{names.shown(text)}' is a file; --replay FILE judges a recording, -i FILE reads a list"
        )
    if "://" not in text and text.lower().endswith(FILE_ENDINGS):
        raise UsageError(
            f"target '{names.shown(text)}' is named as a file, and there is no such file; mend the path"
        )


def listed(file: str | None) -> list[TargetEntry]:
    """Read a list, a name or URL a line; ``#`` begins a comment.

    Raises:
        ListError: it cannot be read.
        UsageError: a line is no host name or URL.
        CombinedError: several are not.
    """
    if file is None:
        return []
    entries: list[TargetEntry] = []
    problems: list[UsageError] = []
    for number, text in _rows(file):
        try:
            entries.append(entry(text, "" if file == STANDARD_INPUT else file, number))
        except UsageError as error:
            problems.append(UsageError(f"{file}:{number}: {error}"))
    raise_any(problems)
    return entries


def _rows(file: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not empty, with their numbers from 1."""
    piped = file == STANDARD_INPUT
    source = Source.standard_input(LIST_FILE) if piped else Source(Path(file), LIST_FILE)
    for number, line in enumerate(source.text().splitlines(), 1):
        row = line.partition("#")[0].strip()
        if row:
            yield number, row


def recorded(text: str) -> TargetEntry:
    """Read a target of a recording, which was asked for under any name there is.

    Raises:
        UsageError: it is no host name or URL.
    """
    return TargetEntry(name=names.host(text), urls=names.pages(text))
