"""All that is wrong with one file, told at once: a caller goes on with the next field."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from cdnaudit.errors import CdnauditError, FileError, raise_any

Value = TypeVar("Value")
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Problems:
    """What was found to be wrong so far."""

    found: list[CdnauditError] = field(default_factory=list)

    def read(
        self, read: Callable[Given, Value], *given: Given.args, **named: Given.kwargs
    ) -> Value | None:
        """Return what ``read`` returns; None where it raises, and the problem is kept."""
        try:
            return read(*given, **named)
        except FileError as error:
            self.found.append(error)
            return None

    def add(self, errors: Iterable[CdnauditError]) -> None:
        """Keep further problems."""
        self.found.extend(errors)

    def refuse(self) -> None:
        """Stop where anything is wrong.

        Raises:
            FileError: one thing is wrong.
            CombinedError: several are.
        """
        raise_any(self.found)
