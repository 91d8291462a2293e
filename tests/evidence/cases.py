"""All runs of one world: calm, with answers lost, with servers dead."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cdnaudit.model.facts import DnsQuestion
from tests.evidence.faults import CAUSES, FAULTS
from tests.evidence.shapes import Shape
from tests.evidence.worlds import Seen, World
from tests.world import REGISTRY

KINDS = 2
"""Kinds of faults tried a world."""
STEPS = 5
"""Runs from a faulty one back to the calm one; each gives some of the lost answers back."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The faulty run of a world, then ever fewer answers lost, then none."""

    kind: str
    runs: tuple[Seen, ...]
    """From the faultiest to the calm one."""

    @property
    def calm(self) -> Seen:
        """The run in which nothing was lost."""
        return self.runs[-1]


@dataclass(frozen=True, slots=True)
class Case:
    """All runs of one seed."""

    seed: int
    world: World
    calm: Seen
    trials: tuple[Trial, ...]
    dead: frozenset[str]
    """Servers that died; none where the walk asked none."""
    bereft: Seen
    """The run after that."""

    @classmethod
    def drawn(cls, seed: int) -> "Case":
        """Draw a world, faults of some kinds, and servers that die."""
        shape = Shape.drawn(seed)
        case = cls.over(World.of(shape), seed)
        dead = _dead(case.calm, random.Random(f"deaths of {seed}"))
        after = World.of(shape, dead).run({}) if dead else case.calm
        return replace(case, dead=dead, bereft=after)

    @classmethod
    def over(cls, world: World, seed: int) -> "Case":
        """Draw faults of some kinds for a world."""
        dice = random.Random(f"faults of {seed}")
        calm = world.run({})
        kinds = dice.sample(sorted(FAULTS), KINDS)
        tried = [_trial(kind, world, calm, dice) for kind in kinds]
        faulty = tuple(trial for trial in tried if len(trial.runs) > 1)
        return cls(seed, world, calm, faulty, frozenset(), calm)


def _trial(kind: str, world: World, calm: Seen, dice: random.Random) -> Trial:
    loses, cause = FAULTS[kind](calm, dice), dice.choice(CAUSES)
    faulty = world.observe(lambda question: cause if loses(question) else None)
    if not faulty.lost:
        return Trial(kind, (calm,))
    return Trial(kind, (faulty, *_given_back(world, faulty, dice), calm))


def _dead(calm: Seen, dice: random.Random) -> frozenset[str]:
    heard = sorted({q.server for q in calm.asked if isinstance(q, DnsQuestion)} - {"", REGISTRY})
    return frozenset(dice.sample(heard, min(len(heard), dice.randint(1, 2))))


def _given_back(world: World, faulty: Seen, dice: random.Random) -> Iterator[Seen]:
    """Give the lost answers back, some at a time, down to a single one that is lost."""
    left = list(faulty.lost.items())
    dice.shuffle(left)
    pace = max(1, -(-len(left) // STEPS))
    while len(left) > 1:
        left = left[min(pace, len(left) - 1) :]
        yield world.run(dict(left))
