"""A zone's two NS sets, its nameservers' addresses, and whether they really answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import is_under
from cdnaudit.survey.aliases import End, Resolution, resolve

MAX_NAMESERVERS = 20
"""Nameservers read a zone (design, the budget)."""
MAX_PROBED = 13
"""Nameservers asked directly a zone (design, the budget)."""


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
    ttl: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every nameserver either side names, sorted, at most ``MAX_NAMESERVERS``."""
        return tuple(sorted({*(self.child or ()), *(self.parent or ())}))[:MAX_NAMESERVERS]


def delegation(facts: Facts, zone: str) -> Delegation:
    """Gather the NS sets of ``zone`` from the resolver, its own servers and its parent's."""
    child: set[str] | None = None
    parent: set[str] | None = None
    glue: dict[str, set[str]] = {}
    ttls: list[int] = []
    answers = [("", facts.dns(zone, "NS")), *facts.direct(zone, "NS")]
    for server, answer in answers:
        if not isinstance(answer, DnsAnswer):
            continue
        records = [r for r in answer.records if r.type == "NS" and r.name == zone]
        names = {r.data for r in records}
        if not names:
            continue
        if server and answer.aa is False:
            parent = (parent or set()) | names
            for r in answer.records:
                if r.type in {"A", "AAAA"} and r.name in names:
                    glue.setdefault(r.name, set()).add(r.data)
        else:
            child = (child or set()) | names
            ttls.extend(r.ttl for r in records)
    return Delegation(
        zone=zone,
        child=_sorted(child),
        parent=_sorted(parent),
        glue={name: tuple(sorted(ips)) for name, ips in sorted(glue.items())},
        ttl=min(ttls, default=None),
    )


def _sorted(names: set[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(sorted(names))


@dataclass(frozen=True, slots=True)
class Server:
    """One nameserver of one zone."""

    name: str
    zone: str
    resolutions: tuple[Resolution, ...]
    """Of A and AAAA; empty where its addresses were not wanted."""
    glue: tuple[str, ...]
    status: NameserverStatus
    reason: str
    """Why it stands so, as ``REFUSED from 192.0.2.1``; ``""`` where nothing was asked."""
    glued: bool
    """The parent gives its address, so no other zone is needed to find it."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address known for it, sorted."""
        found = {ip for r in self.resolutions for ip in r.addresses}
        return tuple(sorted(found | set(self.glue)))

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and every alias target that leads on from it, each once."""
        chains = (name for resolution in self.resolutions for name in resolution.chain)
        return tuple(dict.fromkeys([self.name, *chains]))

    @property
    def is_alias(self) -> bool:
        """Its name is a CNAME, which RFC 2181, section 10.3, forbids."""
        return any(r.links for r in self.resolutions)

    @property
    def exists(self) -> bool | None:
        """False: its name does not exist; None: nobody said."""
        ends = {r.end for r in self.resolutions}
        if End.NXDOMAIN in ends:
            return False
        return True if ends & {End.ADDRESSES, End.NONE, End.LOOP, End.LONG} else None


def server(facts: Facts, zone: Delegation, name: str, *, addressed: bool) -> Server:
    """Gather what is known of one nameserver."""
    resolutions = tuple(resolve(facts, name, t) for t in ("A", "AAAA")) if addressed else ()
    glue = zone.glue.get(name, ())
    addresses = {ip for r in resolutions for ip in r.addresses} | set(glue)
    status, reason = _status(facts, zone.zone, tuple(sorted(addresses)))
    return Server(
        name=name,
        zone=zone.zone,
        resolutions=resolutions,
        glue=glue,
        status=status,
        reason=reason,
        glued=bool(glue) or is_under(name, zone.zone),
    )


def probe(zone: str, address: str) -> DnsQuestion:
    """Return the question that shows whether a server answers for ``zone``."""
    return DnsQuestion(zone, "NS", server=address)


def _status(facts: Facts, zone: str, addresses: tuple[str, ...]) -> tuple[NameserverStatus, str]:
    """Judge by every address asked: one that answers with authority is enough.

    A failure that was seen outweighs an address that could not be asked, such as an IPv6
    address from a place without IPv6.
    """
    heard: list[tuple[NameserverStatus, str]] = []
    for ip in addresses:
        match facts.get(probe(zone, ip)):
            case DnsAnswer() as answer:
                heard.append(_heard(answer, zone, ip))
            case Unknown() as unknown:
                silent = unknown.silent and _others_answer(facts, ip)
                heard.append(
                    (
                        NameserverStatus.SILENT if silent else NameserverStatus.UNKNOWN,
                        unknown.reason,
                    )
                )
            case _:
                pass
    order = (
        NameserverStatus.AUTHORITATIVE,
        NameserverStatus.LAME,
        NameserverStatus.SILENT,
        NameserverStatus.UNKNOWN,
    )
    return min(heard, key=lambda h: order.index(h[0]), default=(NameserverStatus.UNKNOWN, ""))


def _heard(answer: DnsAnswer, zone: str, ip: str) -> tuple[NameserverStatus, str]:
    owns = any(r.name == zone and r.type in {"NS", "SOA"} for r in answer.records)
    if answer.rcode == "NOERROR" and answer.aa is not False and (owns or answer.aa):
        return NameserverStatus.AUTHORITATIVE, f"authoritative answer from {ip}"
    what = "answer without authority" if answer.rcode == "NOERROR" else answer.rcode
    return NameserverStatus.LAME, f"{what} from {ip}"


def _others_answer(facts: Facts, ip: str) -> bool:
    """Tell whether any server of this family answered us directly: port 53 is not blocked."""
    v6 = ":" in ip
    return any(
        isinstance(q, DnsQuestion)
        and q.server
        and (":" in q.server) == v6
        and isinstance(a, DnsAnswer)
        for q, a in facts.items()
    )
