"""Runs over one world: calm, with answers lost, with servers dead; and what is lost in each."""

import asyncio
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cdnaudit.application.pipeline import hints
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import Threshold
from cdnaudit.gate.verdict import Criteria, judged
from cdnaudit.judging.judge import Judge
from cdnaudit.model.facts import (
    Answer,
    AsnQuestion,
    Cause,
    DnsQuestion,
    HttpQuestion,
    Question,
    Unknown,
)
from cdnaudit.model.report import Ending, Run, TargetReport
from cdnaudit.model.terms import Status
from cdnaudit.observe.public_suffix import registrable
from cdnaudit.observe.walk import walk
from tests.evidence.internet import Internet
from tests.evidence.shapes import Shape
from tests.gate.reports import TODAY
from tests.small_knowledge import KNOWN
from tests.world import REGISTRY

Lost = Mapping[Question, Unknown]
Loses = Callable[[Question], bool]

CAUSES = (
    Unknown("timeout after 2.0 s", Cause.TIMEOUT),
    Unknown("SERVFAIL", Cause.REFUSED),
    Unknown("network is unreachable", Cause.UNREACHABLE),
    Unknown("not asked: limit of 200 DNS queries a target", Cause.LIMIT),
    Unknown("not recorded", Cause.NOT_RECORDED),
)
"""Reasons that are evidence of nothing (contract, section 5): all but ``silent``."""

KINDS = 2
"""Kinds of faults tried a world."""
STEPS = 5
"""Runs from a faulty one back to the calm one; each gives some of the lost answers back."""

_HINTS = hints(KNOWN)
_JUDGE = Judge(KNOWN, registrable)
_CRITERIA = Criteria(
    threshold=Threshold(), severities=SeverityRules(), suppressor=Suppressor(today=TODAY)
)
_RUN = Run(
    tool="cdnaudit",
    rules_date="2026-11-01",
    rules_providers=len(KNOWN.providers),
    started="",
    finished="",
    resolvers=(),
    ecs=(),
    samples=1,
    replayed=True,
    provenance="modelled",
    ending=Ending.COMPLETE,
)


@dataclass(frozen=True)
class Seen:
    """What one run asked, what of that was lost, and what it said."""

    asked: tuple[Question, ...]
    lost: Lost
    report: TargetReport

    @property
    def status(self) -> Status:
        """The verdict."""
        return self.report.status

    @cached_property
    def named(self) -> frozenset[str]:
        """Lost questions that the report names."""
        unknowns = {unknown.question for unknown in self.report.unknowns}
        return frozenset(map(str, self.lost)) & unknowns


@dataclass(frozen=True, slots=True)
class World:
    """A shape, and the internet it stands for."""

    shape: Shape
    internet: Internet

    @classmethod
    def of(cls, shape: Shape) -> "World":
        """Build the internet once for all runs over it."""
        return cls(shape, shape.internet)

    def run(self, lost: Lost) -> Seen:
        """Walk and judge while some answers are lost."""
        return self.observe(lost.get)

    def observe(self, fate: Callable[[Question], Unknown | None]) -> Seen:
        """Walk and judge; ``fate`` says which answers are lost, and how."""
        plan, lost = self.shape.plan, dict[Question, Unknown]()

        async def ask(question: Question) -> Answer:
            gone = fate(question)
            if gone is None:
                return self.internet.answer(question)
            lost[question] = gone
            return gone

        survey = asyncio.run(walk(plan, _HINTS, ask))
        report = judged(_RUN, [_JUDGE.target(plan, survey)], _CRITERIA)
        return Seen(
            tuple(question for question, _ in survey.facts.items()), lost, report.targets[0]
        )

    def without(self, dead: frozenset[str]) -> "World":
        """Return the same world with servers that answer nobody."""
        return replace(self, internet=replace(self.internet, dead=dead))


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
    def of(cls, seed: int) -> "Case":
        """Draw a world, faults of some kinds, and servers that die."""
        dice = random.Random(f"faults of {seed}")
        world = World.of(Shape.drawn(seed))
        calm = world.run({})
        kinds = dice.sample(sorted(FAULTS), KINDS)
        tried = [_trial(kind, world, calm, dice) for kind in kinds]
        dead = _dead(calm, dice)
        return cls(
            seed=seed,
            world=world,
            calm=calm,
            trials=tuple(trial for trial in tried if len(trial.runs) > 1),
            dead=dead,
            bereft=world.without(dead).run({}) if dead else calm,
        )


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


def _one(calm: Seen, dice: random.Random) -> Loses:
    return {dice.choice(calm.asked)}.__contains__


def _two(calm: Seen, dice: random.Random) -> Loses:
    return set(dice.sample(calm.asked, 2)).__contains__


def _scattered(share: float) -> Callable[[Seen, random.Random], Loses]:
    def fault(calm: Seen, dice: random.Random) -> Loses:
        salt = dice.random()
        return lambda question: random.Random(f"{salt} {question}").random() < share

    return fault


def _server(calm: Seen, dice: random.Random) -> Loses:
    """The way to one server is lost: nobody can tell that from a dead one, nor the reverse."""
    servers = sorted({q.server for q in calm.asked if isinstance(q, DnsQuestion)})
    gone = dice.choice(servers[1:] or servers)
    return lambda question: isinstance(question, DnsQuestion) and question.server == gone


def _name(calm: Seen, dice: random.Random) -> Loses:
    """Everything about one name is lost."""
    gone = dice.choice(sorted({q.name for q in calm.asked if isinstance(q, DnsQuestion)}))
    return lambda question: isinstance(question, DnsQuestion) and question.name == gone


def _always(loses: Loses) -> Callable[[Seen, random.Random], Loses]:
    return lambda calm, dice: loses


def _type(*types: str) -> Callable[[Seen, random.Random], Loses]:
    return _always(lambda q: isinstance(q, DnsQuestion) and not q.server and q.type in types)


def _is_direct(question: Question) -> bool:
    return isinstance(question, DnsQuestion) and bool(question.server)


FAULTS: Mapping[str, Callable[[Seen, random.Random], Loses]] = {
    "one answer": _one,
    "two answers": _two,
    "5 % of answers": _scattered(0.05),
    "20 % of answers": _scattered(0.2),
    "60 % of answers": _scattered(0.6),
    "the way to a server": _server,
    "all about a name": _name,
    "IPv6": _always(lambda q: isinstance(q, DnsQuestion) and ":" in q.server),
    "all AAAA": _type("AAAA"),
    "all A": _type("A"),
    "all NS of the resolver": _type("NS"),
    "port 53 but for the resolver": _always(_is_direct),
    "what is only useful": _type("HTTPS", "SOA", "PTR"),
    "all pages": _always(lambda q: isinstance(q, HttpQuestion)),
    "all HTTPS": _always(lambda q: isinstance(q, HttpQuestion) and q.url.startswith("https")),
    "all origins": _always(lambda q: isinstance(q, AsnQuestion)),
}
"""Ways to lose answers: single ones, at random, whole families."""
