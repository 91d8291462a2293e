"""What a report says of the checks it was made with."""

from dataclasses import dataclass

from cdnaudit.model.terms import Severity


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """One check, so that a report can be read where the check itself is not known."""

    id: str
    title: str
    help: str
    """What ``cdnaudit explain`` prints."""
    severity: Severity
    """By default: the configuration may have given its findings another."""
