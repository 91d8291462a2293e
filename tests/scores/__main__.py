"""Print how much of the real material the rules name, by role and by signal.

``python -m tests.scores``, with the material in ``../shared/data`` or ``$CDNAUDIT_SHARED_DATA``.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from cdnaudit.knowledge.base import embedded
from cdnaudit.knowledge.match import Match
from cdnaudit.model.terms import Signal
from cdnaudit.observe.public_suffix import registrable
from tests.scores.material import captures, folder, targets

MOST = 40
"""Rows of the unknown remainder that are printed."""


def main() -> None:
    data = folder()
    if data is None:
        sys.exit("scores: no material: set CDNAUDIT_SHARED_DATA")
    score_captures(data)
    score_targets(data)


def score_captures(data: Path) -> None:
    """Score responses by header, cookie, body and script alone."""
    knowledge = embedded()
    every = list(captures(data))
    named = 0
    roles: Counter[str] = Counter()
    signals: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for capture in every:
        matches = speaking(knowledge.by_response(capture.answer))
        named += bool(matches)
        count(matches, roles, signals)
        if not matches:
            server = [v for k, v in capture.answer.headers if k.lower() == "server"]
            unknown[server[-1].partition("/")[0] if server else "(no Server header)"] += 1
    show("responses", len(every), named)
    for title, counter in (
        ("by role and provider", roles),
        ("by signal", signals),
        ("unknown, by Server", unknown),
    ):
        table(title, counter)


def score_targets(data: Path) -> None:
    """Score alias targets by name alone."""
    knowledge = embedded()
    every = list(targets(data))
    roles: Counter[str] = Counter()
    signals: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    for name in every:
        matches = (*knowledge.by_name(Signal.CNAME, name), *knowledge.by_name(Signal.HOST, name))
        count(matches, roles, signals)
        if not matches:
            unknown[registrable(name)] += 1
    show("alias targets", len(every), len(every) - unknown.total())
    table("by role and provider", roles)
    table("unknown, by domain", unknown)


def speaking(matches: Iterable[Match]) -> list[Match]:
    """Leave out what speaks of a script on the page rather than of who serves the host."""
    return [m for m in matches if m.rule.on is not Signal.SCRIPT or m.rule.state is not None]


def count(matches: Iterable[Match], roles: Counter[str], signals: Counter[str]) -> None:
    seen = list(matches)
    roles.update({f"{m.rule.role} {m.rule.provider}" for m in seen})
    signals.update({str(m.rule.on) for m in seen})


def show(what: str, total: int, named: int) -> None:
    sys.stdout.write(f"\n{what}: {named} of {total} named ({named / total:.1%})\n")


def table(title: str, counter: Counter[str]) -> None:
    sys.stdout.write(f"  {title}\n")
    sys.stdout.writelines(f"    {n:5d}  {name}\n" for name, n in counter.most_common(MOST))


if __name__ == "__main__":
    main()
