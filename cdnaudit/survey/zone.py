"""Read one zone: its delegation, its nameservers, and who its SOA names."""

from dataclasses import dataclass

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts
from cdnaudit.names import clean, parent
from cdnaudit.survey.delegation import delegation
from cdnaudit.survey.nameservers import KnownNameserver, NameserverReader
from cdnaudit.survey.parent_zone import ParentSide, ask_parent
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import ZoneView


@dataclass(frozen=True, slots=True)
class ZoneReader:
    """Reads zones; ``authoritative`` allows asking nameservers and the parent's directly."""

    questions: OpenQuestions
    known: KnownNameserver
    authoritative: bool

    def read(self, zone: str, *, holds_host: bool) -> ZoneView:
        """Read what the facts say of ``zone`` and note what is missing."""
        direct = holds_host and self.authoritative
        above = ask_parent(self.questions, zone) if direct else ParentSide(settled=True)
        delegated = delegation(self.questions.facts, zone, above.servers)
        servers = NameserverReader(
            questions=self.questions,
            delegated=delegated,
            parent=above,
            known=self.known,
            holds_host=holds_host,
            probed=direct,
        ).read()
        if holds_host and not all(self.known(s.name) for s in servers):
            self.questions.prefetch(DnsQuestion(zone, "SOA"))
        return ZoneView(
            name=zone,
            holds_host=holds_host,
            parent=self.questions.zone_cut(parent(zone)),
            delegation=delegated,
            servers=servers,
            soa=soa_names(self.questions.facts, zone),
            parent_settled=above.settled,
        )


def soa_names(facts: Facts, zone: str) -> tuple[str, ...]:
    """Return SOA mname and rname, from whichever answer shows them."""
    for type_ in ("SOA", "NS", "A", "AAAA", "HTTPS"):
        answer = facts.dns(zone, type_)
        records = answer.records if isinstance(answer, DnsAnswer) else ()
        soas = [r.data.split() for r in records if r.type == "SOA" and r.name == zone]
        if soas and len(soas[0]) > 1:
            return clean(soas[0][0]), clean(soas[0][1])
    return ()
