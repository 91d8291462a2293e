"""One table of a configuration, read key by key; what is left over is refused."""

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

from cdnaudit.errors import ConfigError


class Table:
    """A TOML table that knows where it stands and which of its keys were asked for."""

    def __init__(self, path: Path, where: str, raw: dict[str, object]) -> None:
        self.path = path
        self._where = where
        self._raw = raw
        self._known: list[str] = []

    def refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        """Stop, naming the key."""
        raise ConfigError(self.path, f"{self._where}{key}", problem, remedy)

    def done(self) -> None:
        """Refuse any key that nobody asked for."""
        for key in self._raw:
            if key not in self._known:
                self.refuse(key, "is no known key", self.nearest(key, self._known))

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Suggest what was meant."""
        every = sorted(known)
        close = difflib.get_close_matches(word, every, n=1, cutoff=0.0)
        return f"did you mean {close[0]}?" if close else "take it out"

    def text(self, key: str) -> str | None:
        """Return a string, or None where the key is absent."""
        value = self._take(key)
        if value is not None and not isinstance(value, str):
            self.refuse(key, f"is {value!r}", "give a string")
        return value

    def required(self, key: str) -> str:
        """Return a string that must be there."""
        value = self.text(key)
        if not value:
            self.refuse(key, "is missing", "give a string")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return strings; one string stands for a list of one."""
        value = self._take(key)
        listed = [value] if isinstance(value, str) else value or []
        if not isinstance(listed, list):
            self.refuse(key, f"is {value!r}", "give a list of strings")
        strings = tuple(v for v in listed if isinstance(v, str))
        if len(strings) != len(listed):
            self.refuse(key, f"is {value!r}", "give a list of strings")
        return strings

    def number(self, key: str) -> int | None:
        """Return a whole number from 0 up."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(key, f"is {value!r}", "give a whole number")
        return value

    def flag(self, key: str) -> bool | None:
        """Return true or false."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, f"is {value!r}", "give true or false")
        return value

    def one_of(self, key: str, words: tuple[str, ...]) -> str | None:
        """Return one of ``words``."""
        value = self.text(key)
        if value is not None and value not in words:
            self.refuse(key, f"is {value!r}", f"use one of {', '.join(words)}")
        return value

    def day(self, key: str) -> date:
        """Return a date that must be there."""
        value = self._take(key)
        if type(value) is not date:
            problem = "is missing" if value is None else f"is {value!r}"
            self.refuse(key, problem, "give a date without quotes, as 2027-03-31")
        return value

    def table(self, key: str) -> "Table":
        """Return the table at ``key``; absent is empty."""
        return self._table(f"{key}.", key, self._take(key) or {})

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the tables of an array ``[[key]]``."""
        value = self._take(key) or []
        if not isinstance(value, list):
            self.refuse(key, "is no array of tables", f"write [[{key}]]")
        return tuple(self._table(f"{key}[{i}].", key, v) for i, v in enumerate(value))

    def named(self, key: str, allowed: Iterable[str]) -> dict[str, "Table"]:
        """Return the tables ``[key.NAME]``, whose names must be among ``allowed``."""
        value = self._take(key) or {}
        if not isinstance(value, dict):
            self.refuse(key, "is no table", f"write [{key}.NAME]")
        every = set(allowed)
        for name in value:
            if name not in every:
                self.refuse(f"{key}.{name}", "is no known name", self.nearest(name, every))
        return {name: self._table(f"{key}.{name}.", key, v) for name, v in value.items()}

    def _table(self, where: str, key: str, value: object) -> "Table":
        if not isinstance(value, dict):
            self.refuse(key, f"is {value!r}", f"write a table [{key}]")
        return Table(self.path, self._where + where, value)

    def _take(self, key: str) -> object:
        self._known.append(key)
        return self._raw.get(key)
