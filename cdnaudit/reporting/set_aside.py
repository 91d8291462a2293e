"""What a gate set aside, in words: they stand beside its verdict in every format."""

from collections.abc import Iterable, Iterator

from cdnaudit.fields.wording import clipped
from cdnaudit.model.report import SetAside


def set_aside_words(parts: Iterable[SetAside]) -> str:
    """Say how many findings were accepted and where, how many ignored and until when.

    Nothing where everything counted.

    >>> set_aside_words([SetAside("baseline", "base.json", None, 5)])
    '5 accepted in base.json'
    >>> set_aside_words([SetAside("ignore", "second provider contracted", "2027-03-31", 1)])
    '1 ignored until 2027-03-31: second provider contracted'
    """
    every = list(parts)
    ignores = [part for part in every if part.kind != "baseline"]
    accepted = (part for part in every if part.kind == "baseline")
    return ", ".join(
        [f"{part.findings} accepted in {clipped(part.why)}" for part in accepted]
        + list(_ignored(ignores))
    )


def _ignored(parts: list[SetAside]) -> Iterator[str]:
    """Name the earliest last day of several ignores, and the reason if all have the same."""
    if not parts:
        return
    count = sum(part.findings for part in parts)
    days = sorted({part.expires for part in parts if part.expires})
    reasons = {part.why for part in parts}
    later = " or later" if len(days) > 1 else ""
    until = f" until {days[0]}{later}" if days else ""
    why = f": {clipped(reasons.pop())}" if len(reasons) == 1 else ""
    yield f"{count} ignored{until}{why}"
