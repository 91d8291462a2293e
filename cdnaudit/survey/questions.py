"""Collects what one reading of the facts still wants, and what it missed."""

from dataclasses import dataclass, field, replace

from cdnaudit.model.facts import Answer, AsnQuestion, DnsQuestion, Facts, Question, Unknown
from cdnaudit.survey.aliases import MAX_CHAIN, End, Resolution, resolve
from cdnaudit.survey.zone_cut import IsSuffix, ZoneCut, zone_of

MAX_ADDRESSES = 1000
"""Addresses of one answer that are looked at: each is a branch of the dependency graph."""


@dataclass(slots=True)
class OpenQuestions:
    """A reading in progress; insertion order is the order of asking.

    The facts do not change while they are read, so each name is followed and each zone cut
    looked for once a reading.
    """

    facts: Facts
    is_suffix: IsSuffix
    wanted: dict[Question, None] = field(default_factory=dict)
    unanswered: dict[Question, None] = field(default_factory=dict)
    limits: set[str] = field(default_factory=set)
    _resolutions: dict[DnsQuestion, Resolution] = field(default_factory=dict)
    _zone_cuts: dict[str, ZoneCut] = field(default_factory=dict)

    def need(self, question: Question) -> Answer | None:
        """Return the answer; note the question if it is open or unknown."""
        answer = self.facts.get(question)
        if answer is None:
            self.wanted[question] = None
        elif isinstance(answer, Unknown):
            self.unanswered[question] = None
        return answer

    def prefetch(self, question: Question) -> Answer | None:
        """Ask for what is useful or will probably be needed; unknown, it is not missed."""
        answer = self.facts.get(question)
        if answer is None:
            self.wanted[question] = None
        return answer

    def wish(self, question: Question) -> Answer | None:
        """Ask for what may decide something; a recording need not hold it, but lost it is missed."""
        answer = self.facts.get(question)
        lost = isinstance(answer, Unknown) and answer.cause.was_asked
        return self.need(question) if lost else self.prefetch(question)

    def resolve(self, question: DnsQuestion) -> Resolution:
        """Follow a name, noting where the facts end."""
        known = self._resolutions.get(question)
        if known:
            return known
        resolution = resolve(self.facts, question)
        if resolution.end in {End.OPEN, End.UNKNOWN}:
            self.need(resolution.question)
        if resolution.end is End.LONG:
            self.limits.add(f"alias chain of {MAX_CHAIN} links")
        if len(resolution.addresses) > MAX_ADDRESSES:
            self.limits.add(f"{MAX_ADDRESSES} addresses of {question.name}")
            resolution = replace(resolution, addresses=_spread(resolution.addresses))
        self._resolutions[question] = resolution
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
        cut = self._zone_cuts.get(name)
        if cut is None:
            cut = self._zone_cuts[name] = zone_of(self.facts, name, self.is_suffix)
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
