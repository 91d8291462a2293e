"""Drive the walk with answers that are there already: nothing is waited for."""

from collections.abc import Callable
from dataclasses import replace

from cdnaudit.model.facts import Answer, Facts, Question
from cdnaudit.observe.budget import Budget
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.readings import Readings
from cdnaudit.survey.survey import Survey
from cdnaudit.survey.target import Hints, read_target

Answerer = Callable[[Question], Answer]
"""Says what was answered. Must not raise."""


def walk_recorded(
    plan: Plan, hints: Hints, answer: Answerer, budget: Budget | None = None
) -> Survey:
    """Ask until the survey wants nothing more, as ``walk`` does, within the same bounds."""
    facts, readings, budget = Facts(), Readings(), budget or Budget()
    while True:
        survey = read_target(plan, facts, hints, readings)
        if not survey.wanted:
            limits = {*survey.limits, *budget.hit}
            return replace(survey, limits=tuple(sorted(limits)))
        for question in survey.wanted:
            refused = budget.refuse(question)
            found = refused or answer(question)
            budget.spend(found)
            facts.add(question, found)
