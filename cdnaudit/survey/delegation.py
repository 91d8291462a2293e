"""A zone's two NS sets, its nameservers' addresses, and whether they really answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cdnaudit.model.facts import Answer, Cause, DnsAnswer, Facts, Unknown
from cdnaudit.names import is_under
from cdnaudit.survey.aliases import EXISTING, End, Resolution, addresses_of, chain_names
from cdnaudit.survey.probes import further_probes, has_authority, is_held, is_lost, probe


class NameserverStatus(StrEnum):
    """Whether a delegated server does its work (RFC 9499: a lame delegation)."""

    AUTHORITATIVE = "authoritative"
    LAME = "lame"
    SILENT = "silent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delegation:
    """What parent and child say of a zone; None = not known."""

    zone: str
    child: tuple[str, ...] | None
    parent: tuple[str, ...] | None
    glue: Mapping[str, tuple[str, ...]]
    """Addresses the parent's referral carries, by nameserver; empty where none was seen."""
    probed: bool = False
    """Some nameserver was asked for it directly: what a recording lacks of the others is lost."""

    @property
    def names(self) -> frozenset[str]:
        """Every nameserver either side names."""
        return frozenset({*(self.child or ()), *(self.parent or ())})


def delegation(facts: Facts, zone: str, parent_servers: Collection[str]) -> Delegation:
    """Gather the NS sets of ``zone`` from the resolver, its own servers and its parent's.

    Only a referral by one of ``parent_servers`` is the parent's side: what another server says
    without authority is nobody's.
    """
    child: set[str] = set()
    parent: set[str] = set()
    glue: dict[str, set[str]] = {}
    for server, answer in _ns_answers(facts, zone):
        names = _ns_names(answer, zone)
        if not server or answer.aa is not False:
            child |= names
        elif server in parent_servers:
            parent |= names
            for name, ip in _glue(answer, names):
                glue.setdefault(name, set()).add(ip)
    return Delegation(
        zone=zone,
        child=tuple(sorted(child)) or None,
        parent=tuple(sorted(parent)) or None,
        glue={name: tuple(sorted(ips)) for name, ips in sorted(glue.items())},
        probed=_is_probed(facts, zone, parent_servers),
    )


def _ns_answers(facts: Facts, zone: str) -> Iterator[tuple[str, DnsAnswer]]:
    """Yield what the resolver (``""``) and each server said of the NS set."""
    for server, answer in [("", facts.dns(zone, "NS")), *facts.direct(zone, "NS")]:
        if isinstance(answer, DnsAnswer):
            yield server, answer


def _is_probed(facts: Facts, zone: str, parent_servers: Collection[str]) -> bool:
    direct = facts.direct(zone, "NS")
    return any(server not in parent_servers and is_held(answer) for server, answer in direct)


def _glue(referral: DnsAnswer, names: set[str]) -> list[tuple[str, str]]:
    """Return nameserver and address of each glue record (RFC 9499, section 7)."""
    addresses = (r for r in referral.records if r.type in {"A", "AAAA"})
    return [(r.name, r.data) for r in addresses if r.name in names]


def nameservers_named_by(
    facts: Facts, zone: str, servers: Iterable[str], parent_servers: Collection[str] = ()
) -> frozenset[str]:
    """Return the nameservers in the NS sets that ``servers`` gave; ``""`` is the resolver.

    What a server says without authority counts only where it is the parent's.
    """
    names: set[str] = set()
    for server in servers:
        answer = facts.get(probe(zone, server))
        if isinstance(answer, DnsAnswer) and (
            not server or answer.aa is not False or server in parent_servers
        ):
            names |= _ns_names(answer, zone)
    return frozenset(names)


def _ns_names(answer: DnsAnswer, zone: str) -> set[str]:
    return {r.data for r in answer.records if r.type == "NS" and r.name == zone}


@dataclass(frozen=True)
class NameserverView:
    """One nameserver of one zone.

    It has no slots: what every check asks of it is worked out once.
    """

    name: str
    zone: str
    resolutions: tuple[Resolution, ...]
    """Of A and AAAA; empty where its addresses were not wanted."""
    glue: tuple[str, ...]
    status: NameserverStatus
    reason: str
    """Why it has this status, as ``REFUSED from 192.0.2.1``; ``""`` where nothing was asked."""
    withholds_ns: bool = False
    """It answers for the zone with authority, but not for its NS set; ``reason`` says how."""
    was_lost: bool = False
    """Its addresses or its answers were asked for, and nothing came of it."""

    @property
    def glued(self) -> bool:
        """The parent gives its address, so no other zone is needed to find it."""
        return bool(self.glue) or is_under(self.name, self.zone)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every address known for it, sorted."""
        return tuple(sorted(addresses_of(self.resolutions) | set(self.glue)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its name and every alias target that leads on from it, each once."""
        return tuple(dict.fromkeys([self.name, *chain_names(self.resolutions)]))

    @property
    def is_alias(self) -> bool:
        """Its name is a CNAME, which RFC 2181, section 10.3, forbids."""
        return any(r.links for r in self.resolutions)

    @cached_property
    def has_no_address(self) -> bool:
        """Its name exists, and every question for an address was answered 'none'."""
        ends = {r.end for r in self.resolutions}
        return bool(ends) and not self.addresses and ends <= {End.NONE, End.NXDOMAIN}

    @cached_property
    def exists(self) -> bool | None:
        """False: its name does not exist; None: nobody said.

        Where the answers for A and AAAA contradict each other, the name exists: broken
        servers answer NXDOMAIN for a type they do not know (RFC 4074, section 4.2), so that
        for AAAA says nothing without a word of A.
        """
        if {r.end for r in self.resolutions} & EXISTING:
            return True
        denied = {r.type for r in self.resolutions if r.end is End.NXDOMAIN}
        return False if "A" in denied else None


def nameserver(
    facts: Facts, delegated: Delegation, name: str, resolutions: tuple[Resolution, ...]
) -> NameserverView:
    """Gather what is known of one nameserver."""
    glue = delegated.glue.get(name, ())
    addresses = addresses_of(resolutions) | set(glue)
    verdict = _status(facts, delegated, sorted(addresses))
    unfound = not addresses and any(
        is_lost(r.cause, like_held=delegated.probed) for r in resolutions
    )
    return NameserverView(
        name=name,
        zone=delegated.zone,
        resolutions=resolutions,
        glue=glue,
        status=verdict.status,
        reason=verdict.reason,
        withholds_ns=verdict.withholds_ns,
        was_lost=verdict.was_lost or unfound,
    )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one address of a nameserver shows."""

    status: NameserverStatus
    reason: str
    withholds_ns: bool = False
    was_lost: bool = False

    @property
    def rank(self) -> int:
        """The best first."""
        return list(NameserverStatus).index(self.status)


def _status(facts: Facts, delegated: Delegation, addresses: list[str]) -> _Verdict:
    """Judge by every address asked: one that answers with authority is enough.

    Where no answer came, only silence is evidence: a packet may have been lost, or the port be
    blocked (contract, section 5). A failure that was seen outweighs an address that could not be
    asked, such as an IPv6 address from a place without IPv6.
    """
    verdicts = [v for ip in addresses if (v := _status_at(facts, delegated, ip))]
    nothing = _Verdict(NameserverStatus.UNKNOWN, "")
    return min(verdicts, key=lambda verdict: verdict.rank, default=nothing)


def _status_at(facts: Facts, delegated: Delegation, ip: str) -> _Verdict | None:
    """Judge one address by its NS answer; where that shows no authority, by its other answers."""
    zone = delegated.zone
    answer = facts.get(probe(zone, ip))
    if not isinstance(answer, DnsAnswer | Unknown):
        return None
    first = _status_by(answer, delegated, ip)
    others = {question: facts.get(question) for question in further_probes(zone, ip, answer)}
    for question, other in others.items():
        if isinstance(other, DnsAnswer) and has_authority(other, zone):
            reason = (
                f"authoritative answer for {question.type} from {ip}, but for NS {first.reason}"
            )
            withheld = first.status is not NameserverStatus.UNKNOWN
            return _Verdict(NameserverStatus.AUTHORITATIVE, reason, withholds_ns=withheld)
    if first.status is NameserverStatus.UNKNOWN:
        return first
    return _unless_lost(first, others.values())


def _unless_lost(first: _Verdict, others: Collection[Answer | None]) -> _Verdict:
    """Return the verdict, unless an answer that could have spoken for the server was lost.

    A recording that holds none of them was not meant to.
    """
    some_held = any(map(is_held, others))
    for other in others:
        if isinstance(other, Unknown) and is_lost(other.cause, like_held=some_held):
            return _Verdict(NameserverStatus.UNKNOWN, other.reason, was_lost=True)
    return first


def _status_by(answer: DnsAnswer | Unknown, delegated: Delegation, ip: str) -> _Verdict:
    if isinstance(answer, Unknown):
        if answer.cause is Cause.SILENT:
            return _Verdict(NameserverStatus.SILENT, answer.reason)
        lost = is_lost(answer.cause, like_held=delegated.probed)
        return _Verdict(NameserverStatus.UNKNOWN, answer.reason, was_lost=lost)
    if has_authority(answer, delegated.zone):
        return _Verdict(NameserverStatus.AUTHORITATIVE, f"authoritative answer from {ip}")
    what = "answer without authority" if answer.rcode == "NOERROR" else answer.rcode
    return _Verdict(NameserverStatus.LAME, f"{what} from {ip}")
