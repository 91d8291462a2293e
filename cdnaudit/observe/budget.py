"""What one target may cost, in questions, octets and seconds."""

import time
from dataclasses import dataclass, field

from cdnaudit.model.facts import (
    Answer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    Question,
    Unknown,
)

MAX_DNS = 200
MAX_SECONDS = 30.0
MAX_BYTES = 1_000_000


@dataclass(slots=True)
class Budget:
    """What one target may cost, never reset on a referral or an alias.

    That a bound is hit does not hang on the order of answers, as long as time and bytes last:
    a walk wants the same questions in any order. Which of them come too late does.
    """

    dns: int = MAX_DNS
    """DNS questions."""
    bytes: int = MAX_BYTES
    """Octets of answers; those under way when they are spent still come."""
    seconds: float = MAX_SECONDS
    hit: set[str] = field(default_factory=set)
    """The bounds that were reached."""
    _dns_asked: int = 0
    _bytes_read: int = 0
    _started: float = field(default_factory=time.monotonic)

    def refuse(self, question: Question) -> Unknown | None:
        """Spend for ``question``, or say which bound forbids it."""
        if not self.remaining():
            return self.out_of_time()
        if self._bytes_read >= self.bytes:
            return self._over(f"{self.bytes} bytes")
        if isinstance(question, DnsQuestion):
            if self._dns_asked >= self.dns:
                return self._over(f"{self.dns} DNS queries")
            self._dns_asked += 1
        return None

    def spend(self, answer: Answer) -> None:
        """Count what an answer weighed, near enough to stop a flood."""
        match answer:
            case DnsAnswer():
                self._bytes_read += 12 + sum(len(r.name) + len(r.data) + 10 for r in answer.records)
            case HttpAnswer():
                self._bytes_read += sum(len(k) + len(v) for k, v in answer.headers)
                self._bytes_read += len(answer.body or "")
            case _:
                pass

    def remaining(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self._started + self.seconds - time.monotonic())

    def out_of_time(self) -> Unknown:
        """Note that the clock ran out."""
        return self._over(f"{self.seconds:g} s")

    def _over(self, bound: str) -> Unknown:
        self.hit.add(bound)
        return Unknown(f"not asked: limit of {bound} a target", Cause.LIMIT)
