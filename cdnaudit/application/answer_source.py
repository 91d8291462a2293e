"""Where a run's answers come from, and what the report says of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cdnaudit.application.progress import Progress
from cdnaudit.application.run import Gathered
from cdnaudit.application.scanner import Scanner
from cdnaudit.survey.plan import Plan

Runner = Callable[[Sequence[Plan], Scanner, Progress], Gathered]
"""Assesses every plan; raises CdnauditError where a file read on the way cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSource:
    """Who answers."""

    run: Runner
    resolvers: tuple[str, ...] = ()
    provenance: str = "live"
    recorded: str = ""
    """When the recording was made, as it says itself."""
