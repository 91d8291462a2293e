"""Collects what one reading of the facts still wants, and what it missed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from cdnaudit.model.facts import Answer, AsnQuestion, DnsQuestion, Facts, Question, Unknown
from cdnaudit.survey.aliases import MAX_CHAIN, End, Resolution, resolve
from cdnaudit.survey.readings import Notes, Reading, Readings
from cdnaudit.survey.zone_cut import IsSuffix, ZoneCut, zone_of

T = TypeVar("T")

MAX_ADDRESSES = 1000
"""Addresses of one answer that are looked at: each is a branch of the dependency graph."""


@dataclass(slots=True)
class OpenQuestions:
    """A reading in progress; the facts do not change while they are read."""

    facts: Facts
    is_suffix: IsSuffix
    readings: Readings = field(default_factory=Readings)
    """What earlier readings of these facts, when they were fewer, gave."""
    notes: Notes = field(default_factory=Notes)

    def once(self, part: Hashable, read: Callable[[], T]) -> T:
        """Read a part of the walk, unless nothing that it looked for is new.

        ``read`` depends on the facts and on what ``part`` says, and on nothing else.
        """
        reading = self.readings.get(part)
        if reading is None:
            reading = self._read(read)
            self.readings.keep(part, reading)
        self.notes.add(reading.notes)
        self.facts.missed.update(reading.missing)
        return cast("T", reading.value)

    def _read(self, read: Callable[[], object]) -> Reading:
        """Read a part, and keep apart what it notes and what it looked for in vain."""
        notes, missed = self.notes, self.facts.missed
        self.notes, self.facts.missed = Notes(), set()
        try:
            return Reading(read(), self.notes, self.facts.missed)
        finally:
            self.notes, self.facts.missed = notes, missed

    def need(self, question: Question) -> Answer | None:
        """Return the answer; note the question if it is open or unknown."""
        answer = self.facts.get(question)
        if answer is None:
            self.notes.wanted[question] = None
        elif isinstance(answer, Unknown):
            self.notes.unanswered[question] = None
        return answer

    def prefetch(self, question: Question) -> Answer | None:
        """Ask for what is useful or will probably be needed; unknown, it is not missed."""
        answer = self.facts.get(question)
        if answer is None:
            self.notes.wanted[question] = None
        return answer

    def wish(self, question: Question) -> Answer | None:
        """Ask for what may decide something; a recording need not hold it, but lost it is missed."""
        answer = self.facts.get(question)
        lost = isinstance(answer, Unknown) and answer.cause.was_asked
        return self.need(question) if lost else self.prefetch(question)

    def limit(self, bound: str) -> None:
        """Note that a bound of the walk was reached."""
        self.notes.limits[bound] = None

    def resolve(self, question: DnsQuestion) -> Resolution:
        """Follow a name, noting where the facts end."""
        return self.once(question, lambda: self._resolve(question))

    def _resolve(self, question: DnsQuestion) -> Resolution:
        resolution = resolve(self.facts, question)
        if resolution.end in {End.OPEN, End.UNKNOWN}:
            self.need(resolution.question)
        if resolution.end is End.LONG:
            self.limit(f"alias chain of {MAX_CHAIN} links")
        if len(resolution.addresses) > MAX_ADDRESSES:
            self.limit(f"{MAX_ADDRESSES} addresses of {question.name}")
            resolution = resolution._replace(addresses=_spread(resolution.addresses))
        return resolution

    def addresses(self, name: str) -> tuple[Resolution, Resolution]:
        """Follow a name to its IPv4 and its IPv6 addresses."""
        return self.resolve(DnsQuestion(name, "A")), self.resolve(DnsQuestion(name, "AAAA"))

    def zone_cut(self, name: str) -> ZoneCut:
        """Find the zone of a name, noting what is missing on the way."""
        cut = self.prefetch_zone_cut(name)
        for question in cut.unanswered:
            self.need(question)
        return cut

    def prefetch_zone_cut(self, name: str) -> ZoneCut:
        """Find the zone of a name whose zone may turn out not to matter."""
        return self.once(("zone cut", name), lambda: self._zone_cut(name))

    def _zone_cut(self, name: str) -> ZoneCut:
        cut = zone_of(self.facts, name, self.is_suffix)
        if cut.wanted:
            self.prefetch(cut.wanted)
        return cut

    def origin(self, ip: str) -> Answer | None:
        """Look up who announces an address."""
        return self.need(AsnQuestion(ip))


def _spread(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Pick as many as are looked at from all of them alike, so that no network is left out."""
    return tuple(
        addresses[number * len(addresses) // MAX_ADDRESSES] for number in range(MAX_ADDRESSES)
    )
