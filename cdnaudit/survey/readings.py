"""What was read of a target before, and which further answer may change it.

The walk reads all facts anew after each batch of answers, and most of what it reads has not
changed: a part that looked for nothing that has come since reads as it did before.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import islice

from cdnaudit.model.facts import DnsQuestion, Facts, Missing, Question


@dataclass(slots=True)
class Notes:
    """What a reading still wants and what it missed, in the order of reading."""

    wanted: dict[Question, None] = field(default_factory=dict)
    unanswered: dict[Question, None] = field(default_factory=dict)
    limits: dict[str, None] = field(default_factory=dict)

    def add(self, part: "Notes") -> None:
        """Take over what a part of this reading noted."""
        if part.wanted:
            self.wanted.update(part.wanted)
        if part.unanswered:
            self.unanswered.update(part.unanswered)
        if part.limits:
            self.limits.update(part.limits)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a part of the walk read."""

    value: object
    notes: Notes
    missing: set[Missing]
    """What it looked for and did not find."""


@dataclass(slots=True)
class Readings:
    """The readings of one target that still hold, by what was read."""

    _kept: dict[Hashable, Reading] = field(default_factory=dict)
    _waiting: dict[Missing, list[Hashable]] = field(default_factory=dict)
    """The readings that each missing answer may change."""
    _learned: int = 0
    """Answers known when they were last gone through."""

    def get(self, part: Hashable) -> Reading | None:
        """Return what was read of ``part``, unless it may be read otherwise by now."""
        return self._kept.get(part)

    def keep(self, part: Hashable, reading: Reading) -> None:
        """Keep a reading until something that it looked for is there."""
        self._kept[part] = reading
        for missing in reading.missing:
            self._waiting.setdefault(missing, []).append(part)

    def learn(self, facts: Facts) -> None:
        """Forget the readings that what is new in ``facts`` may change."""
        for question in islice(facts, self._learned, None):
            self._forget(question)
            if isinstance(question, DnsQuestion) and question.server:
                self._forget((question.name, question.type))
        self._learned = len(facts)

    def _forget(self, missing: Missing) -> None:
        for part in self._waiting.pop(missing, ()):
            self._kept.pop(part, None)
