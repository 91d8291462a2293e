"""Read one zone: its delegation, its nameservers, and who its SOA names."""

from collections.abc import Iterable
from dataclasses import dataclass

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import Registrable, clean, parent
from cdnaudit.survey.delegation import Delegation, NameserverStatus, NameserverView, delegation
from cdnaudit.survey.nameservers import KnownNameserver, NameserverReader
from cdnaudit.survey.own_records import questions_to_authority
from cdnaudit.survey.parent_zone import ParentSide, ask_parent
from cdnaudit.survey.probes import first_lost
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import HostView, ZoneView


@dataclass(frozen=True, slots=True)
class ZoneReader:
    """Reads zones; ``authoritative`` allows asking nameservers and the parent's directly."""

    questions: OpenQuestions
    known: KnownNameserver
    registrable: Registrable
    authoritative: bool

    def read(self, zone: str, *, holds_host: bool) -> ZoneView:
        """Read what the facts say of ``zone`` and note what is missing."""
        part = ("zone", zone, holds_host)
        return self.questions.once(part, lambda: self._read(zone, holds_host=holds_host))

    def _read(self, zone: str, *, holds_host: bool) -> ZoneView:
        direct = holds_host and self.authoritative
        above = ask_parent(self.questions, zone) if direct else ParentSide(settled=True)
        delegated = delegation(self.questions.facts, zone, above.servers)
        reader = NameserverReader(
            questions=self.questions,
            delegated=delegated,
            parent=above,
            known=self.known,
            holds_host=holds_host,
            probed=direct,
        )
        servers = reader.read()
        if holds_host and not all(self.known(s.name) for s in servers):
            self._ask_for_soa(zone)
        strangers = self._strangers(servers) if holds_host else ()
        return ZoneView(
            name=zone,
            holds_host=holds_host,
            parent=self.questions.zone_cut(parent(zone)),
            delegation=delegated,
            servers=servers,
            soa=soa_names(self.questions.facts, zone),
            soa_of={domain: soa_names(self.questions.facts, domain) for domain in strangers},
            parent_settled=above.settled,
            authority=reader.authority,
            names_lost=self._names_lost(delegated, servers, above),
        )

    def _names_lost(
        self, delegated: Delegation, servers: Iterable[NameserverView], above: ParentSide
    ) -> str:
        """Say what was lost of either side; a server that gave the NS set tells the child's."""
        facts, zone = self.questions.facts, delegated.zone
        lost = first_lost(facts, above.lost)
        answer = facts.dns(zone, "NS")
        untold = delegated.child is None and any(map(_may_tell, servers))
        if not lost and untold and isinstance(answer, Unknown):
            return f"{DnsQuestion(zone, 'NS')}: {answer.reason}"
        return lost

    def _strangers(self, servers: Iterable[NameserverView]) -> tuple[str, ...]:
        """Return the domains of nameservers that no rule names, and ask who runs them.

        One alone is not asked of: there is nothing to compare it with.
        """
        unknown = [server.name for server in servers if not self.known(server.name)]
        registered = sorted(set(map(self.registrable, unknown)))
        domains = [domain for domain in registered if not self.questions.is_suffix(domain)]
        if len(domains) < 2:  # noqa: PLR2004  nothing to compare
            return ()
        for domain in domains:
            self._ask_for_soa(domain)
        return tuple(domains)

    def _ask_for_soa(self, zone: str) -> None:
        """Ask who runs a zone: it may decide who a nameserver is, where nothing else tells."""
        question = DnsQuestion(zone, "SOA")
        if soa_names(self.questions.facts, zone):
            self.questions.prefetch(question)
        else:
            self.questions.wish(question)


def ask_for_ttls(questions: OpenQuestions, zone: ZoneView, hosts: Iterable[HostView]) -> None:
    """Ask for the records of the hosts in ``zone``; a resolver's cache shows less of a TTL."""
    if not zone.authority:
        return
    for host in hosts:
        if host.placed and host.zone_cuts[host.name].zone == zone.name:
            for question in questions_to_authority(host, zone.authority):
                questions.prefetch(question)


def _may_tell(server: NameserverView) -> bool:
    """Tell whether a server that gave no NS set might have, had its answer not been lost."""
    serves = server.status is NameserverStatus.AUTHORITATIVE
    return server.was_lost or (serves and not server.withholds_ns)


def soa_names(facts: Facts, zone: str) -> tuple[str, ...]:
    """Return SOA mname and rname, from whichever answer shows them."""
    for type_ in ("SOA", "NS", "A", "AAAA", "HTTPS"):
        answer = facts.dns(zone, type_)
        records = answer.records if isinstance(answer, DnsAnswer) else ()
        soas = [r.data.split() for r in records if r.type == "SOA" and r.name == zone]
        if soas and len(soas[0]) > 1:
            return clean(soas[0][0]), clean(soas[0][1])
    return ()
