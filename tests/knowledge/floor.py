"""The floor: the least number of rules that each provider keeps. ``make floor`` raises it.

A provider that the floor does not name keeps one rule, so a new file needs no line here.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.knowledge import shipped

FLOOR = Path(__file__).with_name("floor.json")
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
KEPT = 0.8
"""The part of its rules that a provider keeps; below that, a word in the changelog is due."""


def rules_now() -> dict[str, int]:
    """Return how many rules each provider file has."""
    counts = Counter(rule.provider for rule in shipped.folder().rules)
    return {provider.id: counts[provider.id] for provider in shipped.folder().providers}


def floor() -> dict[str, int]:
    """Return the floor as it stands in its file."""
    found: dict[str, int] = json.loads(FLOOR.read_text("utf-8"))
    return found


def told() -> frozenset[str]:
    """Return the providers that the changelog names."""
    return frozenset(re.findall(r"`([a-z0-9-]+)`", CHANGELOG.read_text("utf-8")))


def lost(
    now: Mapping[str, int], least: Mapping[str, int], excused: Iterable[str]
) -> tuple[str, ...]:
    """Return the providers that have gone, or that have lost a fifth of their rules."""
    wanted = {provider: least.get(provider, 1) for provider in {*now, *least} - {*excused}}
    return tuple(
        provider
        for provider, rules in sorted(wanted.items())
        if now.get(provider, 0) < rules and now.get(provider, 0) <= rules * KEPT
    )


def raised(now: Mapping[str, int], least: Mapping[str, int]) -> dict[str, int]:
    """Return a floor that is nowhere lower than before."""
    providers = sorted({*now, *least})
    return {p: max(now.get(p, 0), least.get(p, 0)) for p in providers}


def main() -> int:
    """Raise the floor to what is there now; refuse while something is lost."""
    now, least = rules_now(), floor()
    missing = lost(now, least, told())
    if missing:
        sys.stdout.write(f"the floor is not lowered: {', '.join(missing)} lost rules;\n")
        sys.stdout.write("bring them back, or name the providers in CHANGELOG.md\n")
        return 1
    higher = raised(now, least)
    FLOOR.write_text(json.dumps(higher, indent=0) + "\n", "utf-8")
    count = sum(higher[provider] != least.get(provider) for provider in higher)
    sys.stdout.write(f"raised for {count} of {len(higher)} providers\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
