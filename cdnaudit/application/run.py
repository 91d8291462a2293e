"""Assess every target, several at once, and keep what there is when a run is cut short."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from cdnaudit.application.pipeline import Scanner
from cdnaudit.application.progress import Progress
from cdnaudit.errors import CdnauditError, UsageError
from cdnaudit.model.assessment import Assessment, Location
from cdnaudit.model.facts import Answer, Question, Unknown
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import Ending
from cdnaudit.survey.plan import Plan

AT_ONCE = 16
"""Targets under way at the same time."""

LOG = logging.getLogger("cdnaudit")


@dataclass(slots=True)
class Gathered:
    """What came of a run, finished or not."""

    done: dict[Plan, Assessment] = field(default_factory=dict)
    answers: dict[Question, Answer] = field(default_factory=dict)
    ending: Ending = Ending.COMPLETE

    def assessments(self, plans: Iterable[Plan]) -> tuple[Assessment, ...]:
        """Return one a plan, in their order."""
        return tuple(self.done.get(plan) or unfinished(plan) for plan in plans)


def run(plans: Sequence[Plan], scanner: Scanner, progress: Progress) -> Gathered:
    """Assess every plan. Ctrl-C and an error of ours end the run early; what is done is kept.

    Raises:
        CdnauditError: a file that is read on the way cannot be used.
    """
    gathered = Gathered()

    async def ask(question: Question) -> Answer:
        """Ask what no target has learned yet; what nobody answered is asked again."""
        known = gathered.answers.get(question)
        if known is not None and not isinstance(known, Unknown):
            return known
        answer = gathered.answers[question] = await scanner.ask(question)
        progress.answered(question, answer)
        return answer

    def finished(plan: Plan, assessed: Assessment) -> None:
        gathered.done[plan] = assessed
        progress.finished(plan.target)

    progress.started(len(plans))
    try:
        asyncio.run(_assess(plans, replace(scanner, ask=ask), finished))
    except KeyboardInterrupt:
        gathered.ending = Ending.INTERRUPTED
    except BaseExceptionGroup as group:
        _refuse_or_log(group)
        gathered.ending = Ending.CRASHED
    finally:
        progress.ended()
    return gathered


async def _assess(
    plans: Iterable[Plan], scanner: Scanner, finished: Callable[[Plan, Assessment], None]
) -> None:
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(plan: Plan) -> None:
        async with slots:
            finished(plan, await scanner.assess(plan))

    async with asyncio.TaskGroup() as group:
        for plan in plans:
            group.create_task(one(plan))


def _refuse_or_log(group: BaseExceptionGroup[BaseException]) -> None:
    """Let a wrong file end the run with its own message; log what is our own fault."""
    ours = group.subgroup(CdnauditError)
    if ours:
        raise ours.exceptions[0] from None
    LOG.error("internal error; the report holds what was finished before it", exc_info=group)


def unfinished(plan: Plan) -> Assessment:
    """Stand in for a target that was not finished: nothing is claimed, and all of it is missing."""
    return Assessment(
        target=plan.target,
        location=Location(plan.file, plan.line) if plan.file else None,
        hosts=(),
        zones=(),
        providers=(),
        transitive=(),
        cuts=(),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=("interrupted before it was finished",),
        graph=Graph((Node(NodeKind.UNKNOWN, plan.target),), 0),
    )


def refuse_a_running_loop() -> None:
    """Stop where an event loop runs in this thread already: there can be no second one.

    Raises:
        UsageError: says what to write instead.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise UsageError(
        "audit() runs an event loop of its own, and one is running in this thread; "
        "write `await asyncio.to_thread(audit, options)`"
    )
