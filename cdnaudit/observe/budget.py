"""What one target may cost, in questions, messages, octets and seconds."""

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
from cdnaudit.observe.clock import Clock

MAX_DNS = 200
MAX_MESSAGES = 250
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
    messages: int = MAX_MESSAGES
    """DNS messages: a datagram or a connection each, so retries and TCP count."""
    bytes: int = MAX_BYTES
    """Octets of answers; those under way when they are spent still come."""
    seconds: float = MAX_SECONDS
    """Of the target's own clock."""
    clock: Clock = field(default_factory=Clock)
    hit: set[str] = field(default_factory=set)
    """The bounds that were reached."""
    _dns_asked: int = 0
    _sent: int = 0
    _bytes_read: int = 0

    def refuse(self, question: Question) -> Unknown | None:
        """Spend for ``question`` and its first message, or say which bound forbids it."""
        if not self.remaining():
            return self.out_of_time()
        if self._bytes_read >= self.bytes:
            return self._over(f"{self.bytes} bytes")
        if isinstance(question, DnsQuestion):
            if self._dns_asked >= self.dns:
                return self._over(f"{self.dns} DNS queries")
            if not self.affords_message():
                return self.out_of_messages()
            self._dns_asked += 1
            self.spend_message()
        return None

    def affords_message(self) -> bool:
        """Tell whether one more DNS message may be sent."""
        return self._sent < self.messages

    def spend_message(self) -> None:
        """Count one DNS message."""
        self._sent += 1

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
        return max(0.0, self.seconds - self.clock.seconds)

    def out_of_time(self) -> Unknown:
        """Note that the clock ran out."""
        return self._over(f"{self.seconds:g} s")

    def out_of_messages(self) -> Unknown:
        """Note that a message was not sent, for too many were."""
        return self._over(f"{self.messages} DNS messages")

    def _over(self, bound: str) -> Unknown:
        self.hit.add(bound)
        return Unknown(f"not asked: limit of {bound} a target", Cause.LIMIT)
