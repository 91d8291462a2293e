"""What a target waited for: its questions, and the longest chain of those that need one another."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, assert_never

from cdnaudit.model.facts import AsnQuestion, DnsQuestion, HttpQuestion, Question, RdapQuestion


class Chain(NamedTuple):
    """Questions that had to be asked one after another."""

    seconds: float = 0.0
    """From each question to its answer, added up."""
    round_trips: int = 0
    """The fewest in which they can be answered."""


NOTHING = Chain()


@dataclass(slots=True)
class Timeline:
    """What one walk asked, and when it was answered."""

    questions: int = 0
    longest: Chain = NOTHING
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    """From the beginning to the last answer."""
    _before: Chain = NOTHING
    """The chain that led to what is asked now."""
    _asked: dict[Question, tuple[float, Chain]] = field(default_factory=dict)

    def asked(self, question: Question) -> None:
        """Note a question that the answers taken in last led to."""
        self.questions += not isinstance(question, AsnQuestion)
        self._asked[question] = (time.monotonic(), self._before)

    def answered(self, questions: Iterable[Question]) -> None:
        """Note the questions whose answers are taken in together."""
        now = time.monotonic()
        self._before = max(self._chain(question, now) for question in questions)
        self.longest = max(self.longest, self._before)
        self.seconds = now - self.began

    def _chain(self, question: Question, now: float) -> Chain:
        asked, before = self._asked.pop(question)
        return Chain(before.seconds + now - asked, before.round_trips + round_trips(question))


def round_trips(question: Question) -> int:
    """Return the fewest round trips to an answer: HTTPS takes TCP's, TLS' and its own (RFC 8446)."""
    match question:
        case AsnQuestion():
            return 0
        case DnsQuestion():
            return 1
        case HttpQuestion(url=url):
            return 3 if url.startswith("https:") else 2
        case RdapQuestion():
            return 3
        case _:
            assert_never(question)
