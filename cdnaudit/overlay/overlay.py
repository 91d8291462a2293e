"""Answers for the names of zones that are read from files; all other questions are the world's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cdnaudit.model.facts import (
    Answer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    Record,
    Unknown,
)
from cdnaudit.names import is_under
from cdnaudit.overlay.lookup import Found, Led, Referral, Unread, look_up, referral
from cdnaudit.overlay.unmade import is_unmade
from cdnaudit.overlay.zone_data import ADDRESSES, ZoneData

MAX_LINKS = 16
"""Aliases followed within the files; resolvers stop at 8 to 16."""
SIGNING = frozenset({"DNSKEY", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "CDS", "CDNSKEY"})
"""What a provider that signs adds to the zone: without them a file says nothing of signing."""

Answers = Mapping[DnsQuestion, Answer]
"""What the world said to the questions of ``needs``."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """The way that aliases in the files lead."""

    last: DnsQuestion
    """The question at its end."""
    links: tuple[Record, ...]
    flat: Record | None
    """The first ALIAS on it: what is behind it is told as this one's own."""
    found: Found | None
    """What is at its end: no alias, unless it is too long; None outside the files."""

    def joined(self, end: DnsAnswer) -> DnsAnswer:
        """Put the aliases before what they lead to; an ALIAS gives the addresses as its own."""
        flat, records = self.flat, end.records
        if flat:
            addresses = (r for r in records if r.type == self.last.type)
            records = tuple(
                Record(flat.name, r.type, min(flat.ttl, r.ttl), r.data) for r in addresses
            )
        rcode = "NOERROR" if flat else end.rcode  # the name itself exists
        ecs_scope = 0 if self.last.ecs else None
        return DnsAnswer(rcode, (*self.links, *records), ecs_scope=ecs_scope)


@dataclass(frozen=True, slots=True)
class Overlay:
    """Some zones. ``needs`` says what the world is to be asked first, ``ask`` answers with that."""

    zones: tuple[ZoneData, ...]

    def zone_of(self, name: str) -> ZoneData | None:
        """Return the lowest zone that ``name`` is at or under."""
        holding = (zone for zone in self.zones if is_under(name, zone.apex))
        return max(holding, key=lambda zone: len(zone.apex), default=None)

    def needs(self, question: Question) -> tuple[DnsQuestion, ...]:
        """Return the questions whose answers ``ask`` wants; none where the file says all."""
        if not isinstance(question, DnsQuestion):
            return ()
        zone = self._held(question)
        if not zone:
            return ()
        if question.server:
            own = (question,) if question.name == zone.apex else ()
            return (*own, *self._addresses_to_ask(zone))
        end = self._end(question)
        return (end,) if isinstance(end, DnsQuestion) and end.name != question.name else ()

    def ask(self, question: Question, answers: Answers) -> Answer | None:
        """Answer from the files; None where they say nothing of it."""
        if not isinstance(question, DnsQuestion):
            return None
        zone = self._held(question)
        if not zone:
            return self._unmade(question.name)
        if question.server:
            return self._direct(zone, question, answers)
        return self._recursive(question, answers)

    def _unmade(self, name: str) -> Answer | None:
        """Answer for a nameserver that a provider will name: nobody is asked of it."""
        named = is_unmade(name) and any(name in zone.nameservers for zone in self.zones)
        return Unknown("known after apply", Cause.LIMIT) if named else None

    def as_of_now(self, question: Question, recorded: Answer) -> Answer:
        """Return what was recorded, unless it is the page of a server to which a file leads no more."""
        if not isinstance(question, HttpQuestion) or not isinstance(recorded, HttpAnswer):
            return recorded
        ours = self.zone_of(urlsplit(question.url).hostname or "")
        moved = question.pins and recorded.peer and recorded.peer not in question.pins
        if not ours or not moved:
            return recorded
        return Unknown(f"recorded of {recorded.peer}, which serves it no more", Cause.NOT_RECORDED)

    def _held(self, question: DnsQuestion) -> ZoneData | None:
        """Return the zone that answers a question, where a file does."""
        zone = self.zone_of(question.name)
        return zone if zone and _says(zone, question) else None

    # What a resolver says

    def _recursive(self, question: DnsQuestion, answers: Answers) -> Answer | None:
        """Answer as a resolver does that follows aliases as far as the files go."""
        way = self._followed(question)
        match way.found:
            case Unread(reason=reason):
                return Unknown(reason, Cause.LIMIT)
            case DnsAnswer() as end:
                return way.joined(end)
            case Led() if way.links and not way.flat:  # the walk sees that they never end
                return DnsAnswer("NOERROR", tuple(dict.fromkeys(way.links)))
            case Led():
                return Unknown(f"more than {MAX_LINKS} aliases in zone files", Cause.LIMIT)
            case _:
                return _outside(way, answers)

    def _followed(self, question: DnsQuestion) -> _Followed:
        """Follow aliases as far as the files go."""
        links: tuple[Record, ...] = ()
        name, flat = question.name, None
        for _ in range(MAX_LINKS):
            zone = self.zone_of(name)
            found = look_up(zone, name, question.type) if zone else None
            if not isinstance(found, Led):
                break
            links += found.links if not flat else ()
            name, flat = found.target, flat or found.alias
        return _Followed(question._replace(name=name), links, flat, found)

    def _end(self, question: DnsQuestion) -> DnsQuestion | tuple[Record, ...]:
        """Return where the addresses of a name come from: records of a file, or a question."""
        way = self._followed(question)
        match way.found:
            case DnsAnswer(records=records):
                return records
            case Unread() | Led():
                return ()
            case _:
                return way.last

    # What servers say that are asked directly

    def _direct(self, zone: ZoneData, question: DnsQuestion, answers: Answers) -> Answer | None:
        """Answer as one of the zone's own servers, or as one of its parent's."""
        is_own = question.server in self._own_addresses(zone, answers)
        found = look_up(zone, question.name, question.type)
        match found:
            case Referral(cut=cut):
                return referral(zone, cut) if is_own else None
            case _ if not is_own:
                return _as_parent(zone, answers.get(question))
            case Unread(reason=reason):
                return Unknown(reason, Cause.LIMIT)
            case Led(links=links) if links:
                return DnsAnswer("NOERROR", links, aa=True)
            case Led():
                plain = self._recursive(question._replace(server=""), answers)
                return plain or Unknown("the target of an ALIAS was not asked", Cause.LIMIT)
            case DnsAnswer():
                return found

    def _addresses_to_ask(self, zone: ZoneData) -> Iterator[DnsQuestion]:
        for name in zone.nameservers:
            for type_ in ADDRESSES:
                end = self._end(DnsQuestion(name, type_))
                if isinstance(end, DnsQuestion) and not is_unmade(name):
                    yield end

    def _own_addresses(self, zone: ZoneData, answers: Answers) -> frozenset[str]:
        """Return the addresses of the zone's nameservers, from files and from the world."""
        found: set[str] = set()
        for name in zone.nameservers:
            for type_ in ADDRESSES:
                end = self._end(DnsQuestion(name, type_))
                answer = answers.get(end) if isinstance(end, DnsQuestion) else DnsAnswer("", end)
                records = answer.records if isinstance(answer, DnsAnswer) else ()
                found.update(record.data for record in records if record.type == type_)
        return frozenset(found)


def _says(zone: ZoneData, question: DnsQuestion) -> bool:
    """Tell whether a file says anything of a question at or under its apex."""
    at_apex = question.name == zone.apex
    if question.type in SIGNING:
        return bool(zone.at(zone.apex, "DNSKEY"))
    if not zone.nameservers and (question.server or (at_apex and question.type == "NS")):
        return False
    return not (at_apex and question.type == "DS")  # the parent's side (RFC 4035, section 3.1.4.1)


def _outside(way: _Followed, answers: Answers) -> Answer | None:
    """Answer where the way leads out of the files: the walk goes on from an alias itself."""
    if not way.flat:
        return DnsAnswer("NOERROR", way.links) if way.links else None
    found = answers.get(way.last)
    if isinstance(found, DnsAnswer) and found.is_conclusive:
        return way.joined(found)
    return found


def _as_parent(zone: ZoneData, real: Answer | None) -> Answer | None:
    """Return the delegation that the parent will give.

    The parent's servers know addresses of nameservers that no file of this zone holds: they are
    kept where they give them today.
    """
    told = referral(zone, zone.apex)
    held = {record.name for record in told.records if record.type in ADDRESSES}
    known = real.records if isinstance(real, DnsAnswer) and real.aa is False else ()
    glue = (r for r in known if r.type in ADDRESSES and r.name in zone.nameservers)
    return DnsAnswer("NOERROR", (*told.records, *(r for r in glue if r.name not in held)), aa=False)
