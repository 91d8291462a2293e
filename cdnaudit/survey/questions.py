"""Collects what one reading of the facts still wants, and what it missed."""

from dataclasses import dataclass, field

from cdnaudit.model.facts import (
    Answer,
    AsnQuestion,
    DnsQuestion,
    Facts,
    HttpQuestion,
    Question,
    Unknown,
)
from cdnaudit.survey.aliases import End, Resolution, resolve
from cdnaudit.survey.zone_cut import IsSuffix, ZoneCut, zone_of


@dataclass(slots=True)
class OpenQuestions:
    """A reading in progress; insertion order is the order of asking."""

    facts: Facts
    is_suffix: IsSuffix
    wanted: dict[Question, None] = field(default_factory=dict)
    unanswered: dict[Question, None] = field(default_factory=dict)
    limits: set[str] = field(default_factory=set)

    def need(self, question: Question) -> Answer | None:
        """Return the answer; note the question if it is open or unknown."""
        answer = self.facts.get(question)
        if answer is None:
            self.wanted[question] = None
        elif isinstance(answer, Unknown):
            self.unanswered[question] = None
        return answer

    def prefetch(self, question: Question) -> None:
        """Ask early what will probably be needed; no gap if it stays unknown."""
        if question not in self.facts:
            self.wanted[question] = None

    def resolve(self, name: str, type_: str, *, sample: int = 0, ecs: str = "") -> Resolution:
        """Follow a name, noting where the facts end."""
        found = resolve(self.facts, name, type_, sample=sample, ecs=ecs)
        if found.end in {End.OPEN, End.UNKNOWN}:
            self.need(found.question)
        if found.end is End.LONG:
            self.limits.add("alias chain of 16 links")
        return found

    def cut(self, name: str) -> ZoneCut:
        """Find the zone of a name, noting what is missing on the way."""
        found = zone_of(self.facts, name, self.is_suffix)
        if found.wanted:
            self.need(found.wanted)
        for question in found.unanswered:
            self.need(question)
        return found

    def origin(self, ip: str) -> Answer | None:
        """Look up who announces an address."""
        return self.need(AsnQuestion(ip))

    def get(self, url: str, pins: tuple[str, ...]) -> None:
        """Want one page from the given addresses."""
        self.need(HttpQuestion(url, pins))

    def dns(self, name: str, type_: str, server: str = "") -> Answer | None:
        """Want one plain DNS answer."""
        return self.need(DnsQuestion(name, type_, server=server))
