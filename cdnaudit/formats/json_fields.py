"""A JSON object of a saved run, read key by key."""

import json
from pathlib import Path

from cdnaudit.errors import RunError

REMEDY = "give a report that `cdnaudit scan -f json` wrote"


class Row:
    """One object; a key of the wrong kind stops the reading, naming its place."""

    def __init__(self, path: Path, where: str, raw: object) -> None:
        if not isinstance(raw, dict):
            raise RunError(path, where, "is not an object", REMEDY)
        self.path = path
        self.where = where
        self._raw: dict[str, object] = raw

    def has(self, key: str) -> bool:
        """Tell whether the key is there and not null."""
        return self._raw.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string."""
        value = self._raw.get(key, default)
        if not isinstance(value, str):
            self._refuse(key, value, "a string")
        return str(value)

    def maybe(self, key: str) -> str | None:
        """Return a string or None."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str, default: int = 0) -> int:
        """Return a whole number."""
        value = self._raw.get(key, default)
        if not isinstance(value, int):
            self._refuse(key, value, "a whole number")
            return default
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; absent is false."""
        return self._raw.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """Return strings."""
        return tuple(str(v) for v in self.list(key))

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return whole numbers."""
        return tuple(v for v in self.list(key) if isinstance(v, int))

    def list(self, key: str) -> list[object]:
        """Return a list; absent and null are empty."""
        value = self._raw.get(key) or []
        if not isinstance(value, list):
            self._refuse(key, value, "a list")
            return []
        return value

    def rows(self, key: str) -> "tuple[Row, ...]":
        """Return objects."""
        return tuple(
            Row(self.path, f"{self.where}.{key}[{i}]", v) for i, v in enumerate(self.list(key))
        )

    def row(self, key: str) -> "Row":
        """Return an object; absent is empty."""
        return Row(self.path, f"{self.where}.{key}", self._raw.get(key) or {})

    def _refuse(self, key: str, value: object, wanted: str) -> None:
        shown = json.dumps(value, default=str)[:40]
        raise RunError(self.path, f"{self.where}.{key}", f"is {shown}, not {wanted}", REMEDY)
