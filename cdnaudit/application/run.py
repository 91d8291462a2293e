"""What comes of a run, also of one that is cut short."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cdnaudit.application.progress import Progress
from cdnaudit.errors import CdnauditError
from cdnaudit.model.assessment import UNFINISHED, Assessment, Location
from cdnaudit.model.facts import Answer, Question
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import Ending
from cdnaudit.survey.plan import Plan

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


@contextmanager
def gathering(targets: int, progress: Progress) -> Iterator[Gathered]:
    """Let a run fill what comes of it. Ctrl-C and an error of ours end the run; what is done is kept.

    Raises:
        CdnauditError: a file that is read on the way cannot be used.
    """
    gathered = Gathered()
    progress.started(targets)
    try:
        yield gathered
    except KeyboardInterrupt:
        gathered.ending = Ending.INTERRUPTED
    except CdnauditError:
        raise
    except BaseExceptionGroup as group:
        _refuse_or_log(group)
        gathered.ending = Ending.CRASHED
    except Exception as error:  # noqa: BLE001  whatever it is, what was finished is kept
        _log(error)
        gathered.ending = Ending.CRASHED
    finally:
        progress.ended()


def _refuse_or_log(group: BaseExceptionGroup[BaseException]) -> None:
    """Let a wrong file end the run with its own message; log what is our own fault."""
    ours = group.subgroup(CdnauditError)
    if ours:
        raise ours.exceptions[0] from None
    _log(group)


def _log(error: BaseException) -> None:
    LOG.error("internal error; the report holds what was finished before it", exc_info=error)


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
        limits_hit=(UNFINISHED,),
        graph=Graph((Node(NodeKind.UNKNOWN, plan.target),), 0),
    )
