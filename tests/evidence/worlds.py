"""A world to walk over, and what a run over it asked and said."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cdnaudit.application.scanner import hints
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.gate.threshold import Threshold
from cdnaudit.gate.verdict import Criteria, judged
from cdnaudit.judging.judge import Judge
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.model.facts import Answer, Question, Unknown
from cdnaudit.model.report import Ending, Run, TargetReport
from cdnaudit.model.terms import Status
from cdnaudit.observe.public_suffix import registrable
from cdnaudit.observe.walk import walk
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.target import Hints
from tests.evidence.internet import Internet
from tests.evidence.shapes import Shape
from tests.gate.reports import TODAY
from tests.small_knowledge import KNOWN

Lost = Mapping[Question, Unknown]

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
    """What one run asked, what of that was lost, and what it said; questions are sorted."""

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
class Mind:
    """What is known before a walk, and who judges it."""

    hints: Hints
    judge: Judge

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Mind":
        """Judge by this knowledge."""
        return cls(hints(knowledge), Judge(knowledge, registrable))


_SMALL = Mind.of(KNOWN)


@dataclass(frozen=True, slots=True)
class World:
    """Who answers, what is audited, and who judges."""

    name: str
    plan: Plan
    answer: Callable[[Question], Answer]
    mind: Mind
    shape: Shape | None = None
    """What a generated world was made from."""

    @classmethod
    def of(cls, shape: Shape, dead: frozenset[str] = frozenset()) -> "World":
        """Build the internet of a shape, in which some servers may be dead."""
        alive = shape.internet
        internet = Internet(alive.zones, alive.pages, dead) if dead else alive
        return cls(str(shape), shape.plan, internet.answer, _SMALL, shape)

    def run(self, lost: Lost) -> Seen:
        """Walk and judge while some answers are lost."""
        return self.observe(lost.get)

    def observe(self, fate: Callable[[Question], Unknown | None]) -> Seen:
        """Walk and judge; ``fate`` says which answers are lost, and how."""
        lost = dict[Question, Unknown]()

        async def ask(question: Question) -> Answer:
            gone = fate(question)
            if gone is not None:
                lost[question] = gone
            return gone or self.answer(question)

        survey = asyncio.run(walk(self.plan, self.mind.hints, ask))
        report = judged(_RUN, [self.mind.judge.target(self.plan, survey)], _CRITERIA)
        # Answers come in any order; a seed must draw the same faults from them all the same.
        asked = tuple(sorted((question for question, _ in survey.facts.items()), key=str))
        in_order = {question: lost[question] for question in asked if question in lost}
        return Seen(asked, in_order, report.targets[0])

    def plainer(self) -> Iterator["World"]:
        """Yield worlds with one axis plain, where it is made of axes."""
        for shape in self.shape.plainer() if self.shape else ():
            yield World.of(shape)
