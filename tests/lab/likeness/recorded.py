"""What real servers answered, as worlds in which answers can be lost."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cdnaudit.knowledge.base import embedded
from cdnaudit.model.facts import NOT_RECORDED, Answer, AsnQuestion, Question
from cdnaudit.observe import asn_table
from cdnaudit.recording.recording_file import read
from cdnaudit.survey.plan import Plan
from tests.evidence.worlds import Mind, World


def worlds(recording: Path, targets: Iterable[str]) -> Iterator[World]:
    """Yield a world for each of some targets of a recording without pages."""
    held = read(recording)
    origin = cache(asn_table.embedded().lookup)

    def answer(question: Question) -> Answer:
        if question not in held.answers and isinstance(question, AsnQuestion):
            return origin(question.ip)
        return held.answers.get(question, NOT_RECORDED)

    mind = Mind.of(embedded())
    for target in targets:
        yield World(target, Plan(target=target, http=False), answer, mind)
