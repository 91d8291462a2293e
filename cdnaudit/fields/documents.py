"""Whole files as fields: TOML, a JSON object, or JSON lines."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cdnaudit.errors import FileError
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import NEWLINE, Source, line_of
from cdnaudit.fields.wording import repeated

MEND = "mend the syntax"
TOO_LONG = re.compile(r"\d{1000,}")
"""More digits than any number here has; of more than 4,300 Python makes no number."""


def toml(source: Source, text: str) -> Fields:
    """Read a TOML document.

    Raises:
        FileError: it is none.
    """
    import tomllib

    try:
        return Fields(source, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise source.error("", f"is not TOML: {error}", MEND) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, "", text, error) from None


def json_object(source: Source, text: str) -> Fields:
    """Read one JSON object.

    Raises:
        FileError: it is none.
    """
    try:
        return _object(source, "", _loaded(source, "", text))
    except json.JSONDecodeError as error:
        raise _no_json(source, error.lineno, error) from None


def json_objects(source: Source, text: str) -> Iterator[Fields]:
    """Yield one JSON object, or those of JSON lines, each as it is come to; at least one.

    Raises:
        FileError: it is neither.
    """
    if not text or text.isspace():
        raise source.error("", "is empty")
    try:
        whole = _loaded(source, "", text)
    except json.JSONDecodeError as error:
        yield from json_lines(source, text.split(NEWLINE), error)
    else:
        yield _object(source, "", whole)


def json_lines(
    source: Source, lines: Iterable[str], whole: json.JSONDecodeError | None = None
) -> Iterator[Fields]:
    """Yield the objects of JSON lines, each as it is come to; none of empty lines.

    ``whole`` is what is wrong with them as one object: it is told where already the first is none.

    Raises:
        FileError: a line is no object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            value = _loaded(source, place, line)
        except json.JSONDecodeError as error:
            wrong, first = (whole, whole.lineno) if whole else (error, number)
            raise _no_json(source, first, wrong) from None
        whole = None
        yield _object(source, f"{place}: ", value)


def _loaded(source: Source, place: str, text: str) -> Any:
    """Read a text; one that is no JSON is left to the caller, who knows of what stands around it."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, place, text, error) from None


def _object(source: Source, prefix: str, value: Any) -> Fields:
    if not isinstance(value, dict):
        place = prefix.rstrip(": ")
        raise source.error(place, f"is {repeated(value)}", source.kind.syntax.entry)
    return Fields(source, prefix, value)


def _no_json(source: Source, line: int, error: json.JSONDecodeError) -> FileError:
    return source.error(f"line {line}", f"is not JSON: {error.msg}", MEND)


def _unreadable(source: Source, place: str, text: str, error: Exception) -> FileError:
    """Say why a text that is well formed, as far as it was read, cannot be kept."""
    if isinstance(error, RecursionError):
        return source.error(place, "is nested too deep")
    digits = TOO_LONG.search(text)
    line = place or line_of(text[: digits.start()] if digits else "")
    return source.error(line, "holds a number of too many digits")
