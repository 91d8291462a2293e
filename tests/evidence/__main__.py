"""Group what breaks the properties by cause: ``python -m tests.evidence [WORLDS [FIRST_SEED]]``.

Each breach is made as plain as it goes; those alike in what is lost and what is said are one group.
"""

import re
import sys
import time
from collections import defaultdict

from cdnaudit.model.facts import AsnQuestion, DnsQuestion, HttpQuestion, Question
from tests.evidence.breaches import Found, in_deaths, in_losses, plainest
from tests.evidence.cases import Case
from tests.world import REGISTRY

SHOWN = 4
"""Seeds named a group."""


def main(worlds: int = 1000, first: int = 0) -> None:
    """Print the groups of a property, the most frequent first."""
    groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
    deaths: dict[str, list[str]] = defaultdict(list)
    start = time.process_time()
    for seed in range(first, first + worlds):
        case = Case.drawn(seed)
        for found in in_losses(case, strictly=True):
            plain = plainest(found)
            groups[plain.name, cause(plain)].append(plain)
        for name, said in in_deaths(case):
            deaths[name].append(said)
    say(f"{worlds} worlds from seed {first}: {time.process_time() - start:.0f} s of CPU\n")
    for (name, what), members in sorted(groups.items(), key=lambda g: (g[0][0], -len(g[1]))):
        seeds = ", ".join(str(member.seed) for member in members[:SHOWN])
        say(f"## {name}: {len(members)} x {what} (seeds {seeds})\n{members[0]}\n")
    for name, lines in deaths.items():
        say(f"## deaths, {name}: {len(lines)}\n" + "\n".join(lines[:SHOWN]) + "\n")


def cause(found: Found) -> str:
    """Name what is alike in breaches of one cause: the kinds of questions, and the checks."""
    given = [q for q in found.lost if q not in found.still_lost]
    verdicts = re.findall(r"\b(pass|fail|incomplete)\b", found.said)
    checks = re.findall(r"\b[a-z]+(?:-[a-z]+)+\b(?=:)", found.said)
    words = [*verdicts[:2], *sorted(set(checks))[:2]] or [found.said.partition(":")[0]]
    how = "removed" if found.removed else "lost"
    return f"{how} [{'; '.join(sorted(map(role, given)))}] {' '.join(words)}"


def role(question: Question) -> str:
    """Say what a question is for."""
    match question:
        case DnsQuestion(server=server, type=type_, name=name):
            of = "registry" if name == "example" else re.sub(r"^(ns\d|a|lb\d)\..*", r"server", name)
            where = {"": "", REGISTRY: " at the parent"}.get(server, " at its server")
            return f"{type_} of {of}{where}"
        case HttpQuestion():
            return question.url.partition(":")[0]
        case AsnQuestion():
            return "origin"
        case _:
            return "rdap"


def say(text: str) -> None:
    """Print."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
