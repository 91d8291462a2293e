"""Recordings, ``cdnaudit/recording/v1``: everything the world answered, as JSON or JSON lines."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import RecordingError
from cdnaudit.fields import documents
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import GIB, JSON, FileKind, Source
from cdnaudit.files import write_whole
from cdnaudit.model.facts import Answer, Question
from cdnaudit.recording.answer_reader import read_answer
from cdnaudit.recording.answer_writer import answer_row

SCHEMA = "cdnaudit/recording/v1"
GZIP = ".gz"
RECORDING_FILE = FileKind(
    syntax=JSON,
    error=RecordingError,
    remedy="give a recording file",
    max_bytes=GIB,
    max_text=GIB,
    max_entries=GIB,
    compressed=True,
)


class Provenance(StrEnum):
    """Where the answers of a recording come from."""

    RECORDED = "recorded"
    MODELLED = "modelled"
    """Built from public facts, not captured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a file holds. ``options`` are the scan options it was made with."""

    targets: tuple[str, ...]
    answers: Mapping[Question, Answer]
    provenance: str = Provenance.RECORDED
    recorded: str = ""
    note: str = ""
    options: Mapping[str, object]


def read(path: Path) -> Recording:
    """Read a recording: one JSON object, or JSON lines after a header line; ``.gz`` as such.

    Raises:
        RecordingError: says which answer and which field cannot be used, and how to mend it.
    """
    return read_source(Source(path, RECORDING_FILE))


def read_source(source: Source) -> Recording:
    """Read a recording from a file of its kind.

    Raises:
        RecordingError: as above.
    """
    rows = documents.json_objects(source, source.text())
    head = next(rows)
    head.demand("schema", SCHEMA)
    provenance = head.optional_word("provenance", Provenance) or Provenance.RECORDED
    answers: dict[Question, Answer] = {}
    for row in chain(head.tables("answers"), rows):
        question, answer = read_answer(row)
        answers.setdefault(question, answer)
    return Recording(
        targets=_targets(head),
        answers=answers,
        provenance=str(provenance),
        recorded=head.text("recorded", ""),
        note=head.text("note", ""),
        options=_options(head.table("options")),
    )


def lines(
    targets: Iterable[str],
    answers: Iterable[tuple[Question, Answer]],
    *,
    recorded: str,
    options: Mapping[str, object],
    modelled: str = "",
) -> Iterator[str]:
    """Write a recording as JSON lines: a header, then one answer a line, in a fixed order.

    ``modelled`` says which answers were not the world's own, and makes the whole a modelled one.
    """
    header = {
        "schema": SCHEMA,
        "recorded": recorded,
        "note": modelled,
        "provenance": Provenance.MODELLED if modelled else Provenance.RECORDED,
        "targets": list(targets),
        "options": dict(options),
    }
    yield json.dumps(header, ensure_ascii=False)
    yield from sorted(
        json.dumps(answer_row(question, answer), ensure_ascii=False) for question, answer in answers
    )


def write(path: Path, text: Iterable[str]) -> None:
    """Write lines to ``path``, as one object if the name says ``.json``; ``.gz`` is compressed.

    Raises:
        OutputError: the file cannot be written.
    """
    packed = path.suffix == GZIP
    is_object = Path(path.name.removesuffix(GZIP)).suffix == ".json"
    whole = "".join(_one_object(text) if is_object else (line + "\n" for line in text))
    body = whole.encode(errors="backslashreplace")  # half of a surrogate pair, as JSON escapes it
    write_whole(path, gzip.compress(body, mtime=0) if packed else body)


def _one_object(text: Iterable[str]) -> Iterator[str]:
    """Put the answers into the header, each on its line: a difference shows what was answered."""
    header, *answers = text
    yield header.removesuffix("}")
    yield ', "answers": ['
    yield ",".join(f"\n{answer}" for answer in answers)
    yield "\n]}\n"


def _targets(head: Fields) -> tuple[str, ...]:
    """Return the targets as they are written; each must be a host or a URL."""
    head.read_all("targets", names.host, "mend the name")
    return head.texts("targets")


def _options(table: Fields) -> dict[str, object]:
    """Return the options that are there, each of its kind."""
    read: Mapping[str, object] = {
        "http": table.optional_flag("http"),
        "authoritative": table.optional_flag("authoritative"),
        "samples": table.optional_number("samples", least=1),
        "ecs": list(table.texts("ecs")),
        "urls": list(table.read_all("urls", names.url, "write https://HOST/PATH")),
        "origins": _origins(table.table("origins")),
        "status_pages": _status_pages(table.table("status_pages")),
    }
    return {key: value for key, value in read.items() if table.has(key)}


def _status_pages(table: Fields) -> dict[str, str]:
    """Return the status page of each target that has one."""
    return {target: table.read(target, names.host, "mend the name") for target in table.values}


def _origins(table: Fields) -> dict[str, object]:
    """Return the origins of each target that has some."""
    return {
        target: list(table.read_all(target, names.host_or_address, "mend the name"))
        for target in table.values
    }
