"""A verdict is never surer than its evidence: what a lost answer may do to it, and what not."""

import random
from collections.abc import Iterable

import pytest

from cdnaudit.model.assessment import Assessment
from cdnaudit.model.facts import DnsQuestion, HttpQuestion, Question
from cdnaudit.model.terms import Severity
from tests.judging.stories import STORIES, Story
from tests.world import TIMEOUT

LOSSES = range(20)
"""Times that each story is told again with other answers lost."""
MOST = 4
"""Answers lost at once."""


def lossy(story: Story, lost: Iterable[Question]) -> Assessment:
    """Judge a story in which nobody answered some questions."""
    answers = story.answers | dict.fromkeys(lost, TIMEOUT)
    return Story(answers, story.target, story.policy, story.options).judged()


def losable(story: Story) -> list[Question]:
    """Return the questions that were answered and that go out on a network."""
    asked = [question for question, _ in story.surveyed().facts.items()]
    sent = (q for q in asked if isinstance(q, DnsQuestion | HttpQuestion) and q in story.answers)
    return sorted(sent, key=str)


def is_blocked(questions: Iterable[Question], lost: Iterable[Question]) -> bool:
    """Tell whether no server that is asked directly is heard: that is a network, not a loss."""
    direct = {q for q in questions if isinstance(q, DnsQuestion) and q.server}
    return not direct - set(lost)


def claims(assessed: Assessment) -> set[tuple[str, str]]:
    return {(finding.check, finding.host) for finding in assessed.findings}


def passes(assessed: Assessment) -> bool:
    """Tell whether the default gate lets it pass, as complete."""
    worst = max((finding.severity.rank for finding in assessed.findings), default=0)
    return worst < Severity.HIGH.rank and not (assessed.inconclusive or assessed.limits_hit)


@pytest.mark.parametrize("name", STORIES)
def test_what_a_loss_adds_is_beside_the_question_that_was_lost(name: str) -> None:
    story = STORIES[name]()
    calm, questions = story.judged(), losable(story)
    dice = random.Random(name)
    for _ in LOSSES:
        lost = dice.sample(questions, k=min(MOST, len(questions)))
        if is_blocked(questions, lost):
            continue
        faulty = lossy(story, lost)
        named = {unknown.question for unknown in faulty.unknowns} & set(map(str, lost))
        further = claims(faulty) - claims(calm)
        assert not further or named, (further, lost)
        assert not passes(faulty) or passes(calm), lost
