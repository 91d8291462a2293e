"""The fields of one TOML table, JSON object or CSV row, each read as what it must be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from cdnaudit.errors import FileError, UsageError
from cdnaudit.fields.source import Source
from cdnaudit.fields.wording import clipped, nearest, one_of, repeated

MAX_NUMBER = (1 << 53) - 1
"""The largest whole number that every JSON reader keeps. Source: RFC 8259, section 6."""

MISSING = object()
"""Stands for the value of a field that is not there; null is a value."""

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """One table, object or row.

    A method without ``default`` wants its field; what is null is not there. Each raises
    FileError for its own field alone, so a caller may catch one and go on with the next.
    """

    source: Source
    prefix: str
    """What stands before a key in a place: ``""``, ``rule[0].`` or ``line 3: ``."""
    values: Mapping[str, object]

    def place(self, key: str = "") -> str:
        """Name a field as errors do; without a key, the table itself."""
        return f"{self.prefix}{clipped(key)}" if key else self.prefix.rstrip(".: ")

    def error(self, key: str, problem: str, remedy: str | None = None) -> FileError:
        """Build the error about one field."""
        return self.source.error(self.place(key), problem, remedy)

    def has(self, key: str) -> bool:
        """Tell whether the field is there."""
        return self.values.get(key) is not None

    def unknown(self, known: Iterable[str]) -> Iterator[FileError]:
        """Yield an error for each key that is not in ``known``."""
        keys = tuple(known)
        for key in self.values:
            if key not in keys:
                yield self.error(key, "is no known key", nearest(key, keys))

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise the first error of ``unknown``."""
        for error in self.unknown(known):
            raise error

    def demand(self, key: str, wanted: str) -> None:
        """Raise unless the field holds ``wanted``, such as the name of a schema."""
        value = self._value(key)
        if value != wanted:
            raise self._wrong(key, value, repr(wanted))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text, which may be empty."""
        value = self._value(key)
        if default is not None and (value is MISSING or value is None):
            return default
        return self.as_text(key, value)

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None."""
        return self.text(key) if self.has(key) else None

    def filled(self, key: str) -> str:
        """Return a text that says something."""
        value = self.text(key)
        if not value.strip():
            raise self.error(key, "is empty", "give a string")
        return value

    def texts(self, key: str, *, lone: bool = False) -> tuple[str, ...]:
        """Return a list of texts; where ``lone`` is set, one text may stand for a list of one."""
        items = self._list(key, "a list of strings", str if lone else None)
        return tuple(self.as_text(f"{key}[{i}]", item) for i, item in enumerate(items))

    def number(
        self, key: str, default: int | None = None, *, least: int = 0, most: int = MAX_NUMBER
    ) -> int:
        """Return a whole number from ``least`` to ``most``."""
        if default is not None and not self.has(key):
            return default
        return self._as_number(key, self._value(key), least, most)

    def optional_number(self, key: str, *, least: int = 0, most: int = MAX_NUMBER) -> int | None:
        """Return a whole number, or None."""
        return self.number(key, least=least, most=most) if self.has(key) else None

    def numbers(
        self, key: str, *, least: int = 0, most: int = MAX_NUMBER, lone: bool = False
    ) -> tuple[int, ...]:
        """Return a list of whole numbers; where ``lone`` is set, one may stand for a list."""
        items = self._list(key, "a list of whole numbers", int if lone else None)
        return tuple(
            self._as_number(f"{key}[{i}]", item, least, most) for i, item in enumerate(items)
        )

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false."""
        if default is not None and not self.has(key):
            return default
        value = self._value(key)
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def optional_flag(self, key: str) -> bool | None:
        """Return true or false, or None."""
        return self.flag(key) if self.has(key) else None

    def day(self, key: str) -> date:
        """Return a day, as TOML writes it."""
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(key, value, "a date without quotes, as 2027-03-31")
        return value

    def optional_day(self, key: str) -> date | None:
        """Return a day, or None."""
        return self.day(key) if self.has(key) else None

    def choice(self, key: str, options: Sequence[str]) -> str | None:
        """Return one of ``options``, or None."""
        value = self._value(key)
        for option in options:
            if option == value:
                return option
        if self.has(key):
            raise self._no_choice(key, value, options)
        return None

    def word(self, key: str, words: type[Word]) -> Word:
        """Return a word of a closed set."""
        return self._as_word(key, self._value(key), words)

    def optional_word(self, key: str, words: type[Word]) -> Word | None:
        """Return a word of a closed set, or None."""
        return self.word(key, words) if self.has(key) else None

    def words(self, key: str, words: type[Word]) -> tuple[Word, ...]:
        """Return a list of words of a closed set."""
        items = self._list(key, "a list of strings")
        return tuple(self._as_word(f"{key}[{i}]", item, words) for i, item in enumerate(items))

    def read(self, key: str, make: Callable[[str], Value], remedy: str) -> Value:
        """Return what ``make`` gives for a text; UsageError and ValueError say that it is wrong."""
        return self._as_made(key, self._value(key), make, remedy)

    def read_all(
        self, key: str, make: Callable[[str], Value], remedy: str, *, lone: bool = False
    ) -> tuple[Value, ...]:
        """Return what ``make`` gives for each text of a list."""
        items = self._list(key, "a list of strings", str if lone else None)
        return tuple(
            self._as_made(f"{key}[{i}]", item, make, remedy) for i, item in enumerate(items)
        )

    def texts_apart(self, key: str) -> "Fields":
        """Return the texts of a list, or a lone text, as fields of their own: ``urls[0]``."""
        items = self._list(key, "a list of strings", str)
        return Fields(
            self.source, self.prefix, {f"{key}[{i}]": item for i, item in enumerate(items)}
        )

    def table(self, key: str) -> "Fields":
        """Return the table at ``key``; one that is not there is empty."""
        value = {} if not self.has(key) else self.values[key]
        if not isinstance(value, dict):
            raise self.error(
                key, f"is {repeated(value)}", self.source.kind.syntax.table.format(key=key)
            )
        return Fields(self.source, f"{self.prefix}{key}.", value)

    def tables(self, key: str) -> "tuple[Fields, ...]":
        """Return a list of tables."""
        value = [] if not self.has(key) else self.values[key]
        if not isinstance(value, list):
            raise self.error(
                key, f"is {repeated(value)}", self.source.kind.syntax.tables.format(key=key)
            )
        self._refuse_many(key, value)
        return tuple(self._entry(key, i, item) for i, item in enumerate(value))

    def named(self, key: str, known: Iterable[str]) -> "dict[str, Fields]":
        """Return tables by their names, which must be among ``known``."""
        inner = self.table(key)
        inner.refuse_unknown(known)
        return {name: inner.table(name) for name in inner.values}

    def as_text(self, key: str, value: object) -> str:
        """Return ``value``, which stands at ``key``, if it is a text."""
        if not isinstance(value, str):
            raise self._wrong(key, value, "a string")
        most = self.source.kind.max_text
        if len(value) > most:
            raise self.error(key, f"is {repeated(value)}", f"give at most {most} characters")
        return value

    def _as_made(self, key: str, value: object, make: Callable[[str], Value], remedy: str) -> Value:
        text = self.as_text(key, value)
        try:
            return make(text)
        except UsageError as error:
            problem, _, its_own = str(error).partition("; ")
            raise self.error(key, problem, its_own or remedy) from None
        except ValueError:
            raise self.error(key, f"is {repeated(text)}", remedy) from None

    def _as_number(self, key: str, value: object, least: int, most: int) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        bounds = "" if (least, most) == (0, MAX_NUMBER) else f" from {least} to {most}"
        raise self._wrong(key, value, f"a whole number{bounds}")

    def _as_word(self, key: str, value: object, words: type[Word]) -> Word:
        try:
            return words(value if isinstance(value, str) else "")
        except ValueError:
            raise self._no_choice(key, value, tuple(words)) from None

    def _no_choice(self, key: str, value: object, options: Sequence[str]) -> FileError:
        if not isinstance(value, str):
            return self._wrong(key, value, f"one of {', '.join(options)}")
        return self.error(key, f"is {repeated(value)}", one_of(value, options))

    def _value(self, key: str) -> object:
        return self.values.get(key, MISSING)

    def _list(self, key: str, what: str, lone: type | None = None) -> list[object]:
        value = self.values.get(key)
        if value is None:
            return []
        if lone and isinstance(value, lone):
            return [value]
        if not isinstance(value, list):
            raise self._wrong(key, value, what)
        self._refuse_many(key, value)
        return value

    def _entry(self, key: str, number: int, value: object) -> "Fields":
        place = f"{key}[{number}]"
        if not isinstance(value, dict):
            raise self.error(
                place, f"is {repeated(value)}", self.source.kind.syntax.entry.format(key=key)
            )
        return Fields(self.source, f"{self.prefix}{place}.", value)

    def _refuse_many(self, key: str, items: list[object]) -> None:
        most = self.source.kind.max_entries
        if len(items) > most:
            raise self.error(key, f"has {len(items)} entries", f"give at most {most}")

    def _wrong(self, key: str, value: object, what: str) -> FileError:
        problem = "is missing" if value is MISSING else f"is {repeated(value)}"
        return self.error(key, problem, f"give {what}")
