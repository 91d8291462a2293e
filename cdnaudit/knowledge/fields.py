"""Read fields of a TOML table, and say which file and field is wrong and how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cdnaudit.errors import RuleError

MAX_LIST = 5_000
MAX_TEXT = 1_000
"""Characters."""
MAX_SHOWN = 80
"""Characters of a wrong value that an error repeats."""

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: ``where`` is its place, such as ``rule[0]``, or ``""`` at the top."""

    path: Path
    where: str
    values: Mapping[str, object]

    def error(self, key: str, problem: str, remedy: str) -> RuleError:
        """Build the error about one field."""
        return RuleError(self.path, ".".join(w for w in (self.where, key) if w), problem, remedy)

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise RuleError for the first key that is not in ``known``."""
        names = list(known)
        for key in self.values:
            if key not in names:
                raise self.error(key, "is not a known key", _use(key, names))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default the field is required."""
        value = self._get(key, default, "a string")
        if (
            not isinstance(value, str)
            or len(value) > MAX_TEXT
            or (default is None and not value.strip())
        ):
            problem = f"is {_shown(value)}"
            raise self.error(key, problem, f"write a string of 1 to {MAX_TEXT} characters")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a string or a list of strings as a tuple; () where the field is absent."""
        value = self.values.get(key, [])
        items = value if isinstance(value, list) else [value]
        self._bounded(key, items)
        for item in items:
            if not isinstance(item, str) or not item or len(item) > MAX_TEXT:
                problem = f"has {_shown(item)}"
                raise self.error(key, problem, f"write strings of 1 to {MAX_TEXT} characters")
        return tuple(dict.fromkeys(items))

    def numbers(self, key: str, most: int) -> tuple[int, ...]:
        """Return an integer or a list of integers from 1 to ``most``; () where absent."""
        value = self.values.get(key, [])
        items = value if isinstance(value, list) else [value]
        self._bounded(key, items)
        for item in items:
            if not isinstance(item, int) or isinstance(item, bool) or not 1 <= item <= most:
                raise self.error(key, f"has {_shown(item)}", f"write whole numbers, 1 to {most}")
        return tuple(sorted(set(items)))

    def flag(self, key: str) -> bool:
        """Return a boolean; False where the field is absent."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"is {_shown(value)}", "write true or false")
        return value

    def day(self, key: str, *, required: bool) -> str | None:
        """Return an ISO date."""
        value = self._get(key, None if required else "", "a date")
        if value == "":
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, f"is {_shown(value)}", "write a date without quotes: 2026-11-23")
        return value.isoformat()

    def word(self, key: str, words: type[Word]) -> Word:
        """Return a word of a closed set."""
        value = self._get(key, None, f"one of {_listed(words)}")
        if not isinstance(value, str) or value not in list(words):
            raise self.error(key, f"is {_shown(value)}", _use(str(value), list(words)))
        return words(value)

    def maybe_word(self, key: str, words: type[Word]) -> Word | None:
        """Return a word of a closed set; None where the field is absent."""
        return self.word(key, words) if key in self.values else None

    def table(self, key: str) -> "Table | None":
        """Return a table inside this one; None where it is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(key, f"is {_shown(value)}", "write a table: {key = value}")
        return Table(self.path, ".".join(w for w in (self.where, key) if w), value)

    def tables(self, key: str) -> "tuple[Table, ...]":
        """Return an array of tables; () where it is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"is {_shown(value)}", f"write each as [[{key}]]")
        self._bounded(key, value)
        return tuple(Table(self.path, f"{key}[{i}]", item) for i, item in enumerate(value))

    def _get(self, key: str, default: str | None, what: str) -> object:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "is missing", f"give {what}")
        return value

    def _bounded(self, key: str, items: list[object]) -> None:
        if len(items) > MAX_LIST:
            raise self.error(key, f"has {len(items)} entries", f"give at most {MAX_LIST}")


def _use(word: str, known: Iterable[str]) -> str:
    import difflib

    names = [str(name) for name in known]
    close = difflib.get_close_matches(word[:MAX_SHOWN], names, n=1)
    return f"did you mean {close[0]}?" if close else f"use one of {', '.join(names)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."
