"""What a configuration may name: ids of checks, of providers and of companies."""

from collections.abc import Collection
from dataclasses import dataclass

from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import nearest, repeated

MOST_NAMED = 6
"""Ids that one suggestion names."""
WILDCARDS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The ids that exist."""

    checks: Collection[str]
    owners: Collection[str]
    """Ids of providers and of companies."""

    def check(self, text: str) -> str:
        """Return the id of a check.

        Raises:
            UsageError: there is none; names the nearest.
        """
        if text in self.checks:
            return text
        raise UsageError(f"is {repeated(text)}, which is no check; {nearest(text, self.checks)}")

    def owner(self, text: str) -> str:
        """Return the id of a provider or company; one that no rule names is called by its domain.

        Raises:
            UsageError: there is none; names the nearest.
        """
        if text in self.owners or "." in text:
            return text
        problem = f"is {repeated(text)}, which is no provider and no company"
        raise UsageError(f"{problem}; {self._nearest_owner(text.lower())}")

    def _nearest_owner(self, text: str) -> str:
        """Suggest the ids that have a word as a whole part, as ``aws``; else the one most like it."""
        parts = sorted(one for one in self.owners if text in one.split("-"))
        if not parts:
            return nearest(text, self.owners)
        more = " or another" if len(parts) > MOST_NAMED else ""
        return f"did you mean {', '.join(parts[:MOST_NAMED])}{more}?"

    def provider_glob(self, text: str) -> str:
        """Return a glob over provider ids; one without a wildcard must be an id.

        Raises:
            UsageError: there is none; names the nearest.
        """
        return text if WILDCARDS & set(text) else self.owner(text)
