"""All worlds are run once, for every property."""

import os
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import pytest

from tests.evidence.breaches import Found, in_deaths, in_losses
from tests.evidence.cases import Case

WORLDS = int(os.environ.get("CDNAUDIT_WORLDS", "1000"))
FIRST = int(os.environ.get("CDNAUDIT_FIRST_WORLD", "0"))


@dataclass(frozen=True, slots=True)
class Breaches:
    """What broke, by property."""

    in_losses: dict[str, list[Found]] = field(repr=False)
    in_deaths: dict[str, list[str]] = field(repr=False)


@cache
def _breaches() -> Breaches:
    losses: dict[str, list[Found]] = defaultdict(list)
    deaths: dict[str, list[str]] = defaultdict(list)
    for seed in range(FIRST, FIRST + WORLDS):
        case = Case.drawn(seed)
        for found in in_losses(case):
            losses[found.name].append(found)
        for name, said in in_deaths(case):
            deaths[name].append(said)
    return Breaches(losses, deaths)


@pytest.fixture
def breaches() -> Breaches:
    """Return what broke, in as many worlds as were asked for."""
    return _breaches()
