"""Recordings, ``cdnaudit/recording/v1``: everything the world answered, as JSON or JSON lines."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cdnaudit import names
from cdnaudit.errors import RecordingError, UsageError
from cdnaudit.model.facts import Answer, Question
from cdnaudit.recording.answer_json import AnswerError, answer_from, answer_json

SCHEMA = "cdnaudit/recording/v1"
PROVENANCES = ("recorded", "modelled")
HEADER_KEYS = {
    "schema",
    "recorded",
    "note",
    "provenance",
    "targets",
    "answers",
    "options",
    "sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a file holds. ``options`` are the scan options it was made with."""

    targets: tuple[str, ...]
    answers: Mapping[Question, Answer]
    provenance: str = "recorded"
    recorded: str = ""
    note: str = ""
    options: Mapping[str, object]


def read(path: Path) -> Recording:
    """Read a recording: one JSON object, or JSON lines after a header line; ``.gz`` as such.

    Raises:
        RecordingError: says which answer and which field cannot be used, and how to mend it.
    """
    header, rows = _parse(path, _text(path))
    _check_header(path, header)
    answers: dict[Question, Answer] = {}
    for number, row in enumerate(rows):
        try:
            question, answer = answer_from(row)
        except AnswerError as error:
            raise RecordingError(
                path, f"answers[{number}].{error.field}", error.problem, error.remedy
            ) from None
        answers.setdefault(question, answer)
    return Recording(
        targets=_targets(path, header),
        answers=answers,
        provenance=str(header.get("provenance", "recorded")),
        recorded=str(header.get("recorded", "")),
        note=str(header.get("note", "")),
        options=_mapping(header.get("options")),
    )


def lines(
    targets: Iterable[str],
    answers: Iterable[tuple[Question, Answer]],
    *,
    recorded: str,
    options: Mapping[str, object],
    note: str = "",
) -> Iterator[str]:
    """Write a recording as JSON lines: a header, then one answer a line, in a fixed order."""
    header = {
        "schema": SCHEMA,
        "recorded": recorded,
        "note": note,
        "provenance": "recorded",
        "targets": list(targets),
        "options": dict(options),
    }
    yield json.dumps(header, ensure_ascii=False)
    yield from sorted(
        json.dumps(answer_json(question, answer), ensure_ascii=False)
        for question, answer in answers
    )


def write(path: Path, text: Iterable[str]) -> None:
    """Write lines to ``path``, whole or not at all; ``.gz`` is compressed."""
    body = "".join(line + "\n" for line in text).encode()
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(gzip.compress(body, mtime=0) if path.suffix == ".gz" else body)
        beside.replace(path)
    except OSError as error:
        raise RecordingError(
            path, "", f"cannot be written: {error.strerror}", "choose another file"
        ) from None


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise RecordingError(
            path, "", f"cannot be read: {reason}", "give a recording file"
        ) from None
    except UnicodeDecodeError:
        raise RecordingError(path, "", "is not UTF-8 text", "give a JSON recording") from None


def _parse(path: Path, text: str) -> tuple[dict[str, object], list[object]]:
    """Return the header and the raw answers of either form."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        return _parse_lines(path, text, error)
    header = _object(path, "", whole)
    rows = header.get("answers", [])
    if not isinstance(rows, list):
        raise RecordingError(path, "answers", "is not a list", "give a list of answers")
    return header, rows


def _parse_lines(
    path: Path, text: str, error: json.JSONDecodeError
) -> tuple[dict[str, object], list[object]]:
    parsed: list[object] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            parsed.append(json.loads(line))
        except json.JSONDecodeError as bad:
            worse = bad if parsed else error
            where = f"line {number}" if parsed else f"line {error.lineno}"
            raise RecordingError(
                path, where, f"is not JSON: {worse.msg}", "mend the JSON"
            ) from None
    if not parsed:
        raise RecordingError(path, "", "is empty", "give a recording file")
    return _object(path, "line 1", parsed[0]), parsed[1:]


def _object(path: Path, where: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise RecordingError(
            path, where, "is not an object", f'begin with {{"schema": "{SCHEMA}"}}'
        )
    return value


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _check_header(path: Path, header: dict[str, object]) -> None:
    if header.get("schema") != SCHEMA:
        raise RecordingError(path, "schema", f"is {header.get('schema')!r}", f"use {SCHEMA!r}")
    if header.get("provenance", "recorded") not in PROVENANCES:
        problem = f"is {header['provenance']!r}"
        raise RecordingError(path, "provenance", problem, f"use one of {', '.join(PROVENANCES)}")


def _targets(path: Path, header: dict[str, object]) -> tuple[str, ...]:
    raw = header.get("targets", [])
    if not isinstance(raw, list) or not all(isinstance(t, str) for t in raw):
        raise RecordingError(path, "targets", "is not a list of names", 'write ["www.example.com"]')
    try:
        for target in raw:
            names.host(target)
    except UsageError as error:
        raise RecordingError(path, "targets", str(error), "mend the name") from None
    return tuple(raw)
