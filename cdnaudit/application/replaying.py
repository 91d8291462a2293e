"""Assess targets by a recording: one after another, and without a socket or an event loop."""

from collections.abc import Sequence
from functools import partial

from cdnaudit.application.answer_source import AnswerSource
from cdnaudit.application.overlaying import before_recording
from cdnaudit.application.progress import Progress
from cdnaudit.application.run import Gathered, gathering
from cdnaudit.application.scanner import Scanner
from cdnaudit.model.facts import Answer, OriginLookup, Question
from cdnaudit.observe.recorded_walk import Answerer, walk_recorded
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.recording.alias_ends import with_ends
from cdnaudit.recording.recording_file import Recording
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan


def replaying(recording: Recording, origin: OriginLookup, overlay: Overlay) -> AnswerSource:
    """Answer from a recording; ``origin`` says who announces an address that it does not say of."""
    answers = with_ends(recording.answers) if overlay.zones else recording.answers
    answer = before_recording(overlay, Replay(answers, origin).answer)
    return AnswerSource(
        run=partial(run_recorded, answer),
        provenance=recording.provenance,
        recorded=recording.recorded,
    )


def run_recorded(
    answer: Answerer, plans: Sequence[Plan], scanner: Scanner, progress: Progress
) -> Gathered:
    """Assess every plan, in their order.

    Raises:
        CdnauditError: a file that is read on the way cannot be used.
    """
    with gathering(len(plans), progress) as gathered:

        def answered(question: Question) -> Answer:
            found = gathered.answers[question] = answer(question)
            progress.answered(question, found)
            return found

        for plan in plans:
            survey = walk_recorded(plan, scanner.hints, answered)
            gathered.done[plan] = scanner.assess(plan, survey)
            progress.finished(plan.target)
    return gathered
