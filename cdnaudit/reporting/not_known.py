"""What a report could not find out, a line each."""

from cdnaudit.model.assessment import NO_VERDICTS, UNFINISHED
from cdnaudit.model.report import TargetReport
from cdnaudit.reporting.finding_groups import not_named
from cdnaudit.reporting.refusals import refusals


def limit_words(limit: str) -> str:
    """Say which limit was reached, or why nobody judged the target.

    >>> limit_words("512 questions")
    'limit reached: 512 questions'
    """
    return limit if limit in {NO_VERDICTS, UNFINISHED} else f"limit reached: {limit}"


def not_known(target: TargetReport) -> tuple[str, ...]:
    """Return refused pages, unnamed networks, unanswered questions, limits and inconclusive checks.

    A check that waits for a question of the list is not named beside it.
    """
    lines = [refusal.sentence for refusal in refusals(target)]
    lines += not_named(target.findings)
    lines += [f"{unknown.question}: {unknown.reason}" for unknown in target.unknowns]
    lines += [limit_words(limit) for limit in target.limits_hit]
    asked = tuple({unknown.question for unknown in target.unknowns})
    lines += [
        f"{doubt.check} is inconclusive: {doubt.reason}"
        for doubt in target.inconclusive
        if not doubt.reason.startswith(asked)
    ]
    return tuple(dict.fromkeys(lines))
