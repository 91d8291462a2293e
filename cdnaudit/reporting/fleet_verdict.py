"""Several targets in one sentence: who alone takes how many of them down."""

from collections.abc import Iterator

from cdnaudit.names import counted
from cdnaudit.reporting.concentration import Alone

NAMED = 3
"""Parties written out before the rest is counted."""


def fleet_verdict(alone: Alone, total: int, unknown: int) -> str:
    """Say who takes most of so many targets down, and how many nobody takes down alone.

    Of these, ``unknown`` targets lack evidence.
    """
    if unknown == total:
        return f"What takes {total:,} targets down is not known: evidence is missing."
    if not alone.rows:
        return f"{'; '.join(_nobody(alone, total, unknown))}."
    first, *others = alone.rows
    verb = "take" if first.name.startswith("their ") else "takes"
    counts = [f"{first.name} alone {verb} down {first.takes_down:,} of {total:,} targets"]
    named, rest = others[: NAMED - 1], others[NAMED - 1 :]
    counts += [f"{row.name} {row.takes_down:,}" for row in named]
    if rest:
        counts.append(f"{counted(len(rest), 'other')} at most {rest[0].takes_down:,}")
    sentence = "; ".join((", ".join(counts), *_without(alone.without.takes_down, unknown)))
    return f"{sentence[0].upper() if verb == 'take' else sentence[0]}{sentence[1:]}."


def _nobody(alone: Alone, total: int, unknown: int) -> Iterator[str]:
    yield f"No single provider is known to take any of {total:,} targets down"
    for pair in alone.together[:1]:
        yield f"{pair.name} would take down {pair.takes_down:,}"
    if unknown:
        yield _not_known(unknown)


def _without(number: int, unknown: int) -> Iterator[str]:
    if number == 0:
        yield "each has a single point"
    if number > unknown:
        yield f"{number - unknown:,} {_verb(number - unknown, 'has', 'have')} no single point"
    if unknown:
        yield _not_known(unknown)


def _not_known(number: int) -> str:
    return f"{number:,} {_verb(number, 'is', 'are')} not known"


def _verb(number: int, one: str, several: str) -> str:
    return one if number == 1 else several
