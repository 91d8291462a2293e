"""One rule that fired on one value."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.assessment import Evidence

MAX_VALUE = 200
"""Characters of a stranger's text that evidence repeats."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A rule, and what it fired on."""

    rule: Rule
    value: str
    region: str | None = field(default=None, compare=False)
    """The region of ``rule.cloud`` that the name shows."""

    def evidence(self) -> Evidence:
        """Return what a report says of it."""
        rule, cited = self.rule, self.rule.citation
        return Evidence(rule.on, self.value[:MAX_VALUE], rule.id, cited.source, cited.basis)


def distinct(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return each match once, sorted."""
    return tuple(sorted(set(matches)))
