"""Whole files as fields: TOML, a JSON object, or JSON lines."""

import json
import re
from collections.abc import Iterator
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
        return _object(source, "", json.loads(text))
    except json.JSONDecodeError as error:
        raise _no_json(source, f"line {error.lineno}", error) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, "", text, error) from None


def json_objects(source: Source, text: str) -> Iterator[Fields]:
    """Yield one JSON object, or those of JSON lines, each as it is come to; at least one.

    Raises:
        FileError: it is neither.
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        yield from _lines(source, text, error)
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, "", text, error) from None
    else:
        yield _object(source, "", whole)


def _lines(source: Source, text: str, whole: json.JSONDecodeError) -> Iterator[Fields]:
    """Yield the objects of JSON lines; where already the first is none, tell what is wrong with all."""
    found = False
    for number, line in enumerate(text.split(NEWLINE), 1):
        if not line.strip():
            continue
        try:
            row = _row(source, number, line)
        except json.JSONDecodeError as error:
            first = number if found else whole.lineno
            raise _no_json(source, f"line {first}", error if found else whole) from None
        found = True
        yield row
    if not found:
        raise source.error("", "is empty")


def json_line(source: Source, number: int, line: str) -> Fields:
    """Read one line of JSON lines.

    Raises:
        FileError: it is no object.
    """
    try:
        return _row(source, number, line)
    except json.JSONDecodeError as error:
        raise _no_json(source, f"line {number}", error) from None


def _row(source: Source, number: int, line: str) -> Fields:
    """Read a line; one that is no JSON is left to the caller, who knows of the others."""
    place = f"line {number}"
    try:
        value = json.loads(line)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise _unreadable(source, place, line, error) from None
    return _object(source, f"{place}: ", value)


def _object(source: Source, prefix: str, value: Any) -> Fields:
    if not isinstance(value, dict):
        place = prefix.rstrip(": ")
        raise source.error(place, f"is {repeated(value)}", source.kind.syntax.entry)
    return Fields(source, prefix, value)


def _no_json(source: Source, place: str, error: json.JSONDecodeError) -> FileError:
    return source.error(place, f"is not JSON: {error.msg}", MEND)


def _unreadable(source: Source, place: str, text: str, error: Exception) -> FileError:
    """Say why a text that is well formed, as far as it was read, cannot be kept."""
    if isinstance(error, RecursionError):
        return source.error(place, "is nested too deep")
    digits = TOO_LONG.search(text)
    line = place or line_of(text[: digits.start()] if digits else "")
    return source.error(line, "holds a number of too many digits")
