"""A fictitious internet as a pure function from question to answer.

Zones with servers that serve, refuse, fail or stay silent; a resolver that finds its way from the
registry down; pages. Unlike ``tests.world``, which lists answers, it answers whatever it is asked.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    AsnAnswer,
    AsnQuestion,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpQuestion,
    Question,
    RdapAnswer,
    Record,
    Unknown,
)
from cdnaudit.names import ancestors, is_under, parent
from tests.world import announced

SILENCE = Unknown("no answer over UDP and TCP", Cause.SILENT)
MAX_LINKS = 20
"""Aliases after which the resolver stops."""


class Manner(StrEnum):
    """How a server treats questions about one zone."""

    SERVES = "serves"
    REFUSES = "refuses"
    FAILS = "fails"
    """SERVFAIL: it lost its copy."""
    UPWARD = "refers upwards"
    """It answers without authority."""
    SILENT = "stays silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One zone: what it says, what its parent says of it, and how its servers behave."""

    origin: str
    servers: Mapping[str, tuple[str, ...]]
    """Addresses of every nameserver that either side names."""
    child: tuple[str, ...]
    """The NS set inside the zone."""
    above: tuple[str, ...]
    """The NS set at the parent."""
    records: tuple[Record, ...] = ()
    manners: Mapping[str, Manner] = field(default_factory=dict)
    """Nameservers that do not serve."""
    balanced: str = ""
    """The rcode for types that are no addresses, as load balancers have; ``silence`` for none."""
    a_alone: bool = False
    """It treats AAAA as these."""
    no_such_aaaa: bool = False
    """It answers NXDOMAIN for AAAA where it has an A alone (RFC 4074, section 4.2)."""
    soa: str = ""
    """SOA mname; ``""`` for the first nameserver's name."""

    def manner(self, name: str) -> Manner:
        """Return how a nameserver behaves."""
        return self.manners.get(name, Manner.SERVES)

    @property
    def authority(self) -> Record:
        """The SOA record."""
        primary = self.soa or self.child[0]
        return Record(
            self.origin, "SOA", 900, f"{primary} hostmaster.{primary} 1 7200 900 1209600 300"
        )

    def ns(self, names: Iterable[str]) -> tuple[Record, ...]:
        """Return NS records."""
        return tuple(Record(self.origin, "NS", 3600, name) for name in sorted(names))

    def referral(self) -> DnsAnswer:
        """Return what the parent's servers say of it, with glue for names inside it."""
        glue = (address_records(n, self.servers[n]) for n in self.above if is_under(n, self.origin))
        records = (*self.ns(self.above), *itertools.chain.from_iterable(glue))
        return DnsAnswer("NOERROR", records, aa=False)

    def lookup(self, name: str, type_: str, turn: int) -> Answer:
        """Answer from its own data alone; ``turn`` chooses among several aliases of a name."""
        addresses = {"A"} if self.a_alone else {"A", "AAAA"}
        if self.balanced and type_ not in addresses:
            return SILENCE if self.balanced == "silence" else DnsAnswer(self.balanced)
        at = [r for r in self.records if r.name == (self._wildcard(name) or name)]
        aliases = [r for r in at if r.type == "CNAME"]
        found = [r for r in at if r.type == type_]
        if name == self.origin and type_ in {"NS", "SOA"}:
            found = [*self.ns(self.child)] if type_ == "NS" else [self.authority]
        elif aliases:
            found = [aliases[turn % len(aliases)]]
        if found:
            return DnsAnswer("NOERROR", tuple(r._replace(name=name) for r in found))
        missing = type_ == "AAAA" and self.no_such_aaaa
        exists = name == self.origin or bool(at) or self._has_below(name)
        return DnsAnswer("NOERROR" if exists and not missing else "NXDOMAIN", (self.authority,))

    def _wildcard(self, name: str) -> str:
        wild = f"*.{parent(name)}"
        owners = {r.name for r in self.records}
        return wild if wild in owners and name not in owners else ""

    def _has_below(self, name: str) -> bool:
        return any(is_under(r.name, name) for r in self.records)


def address_records(name: str, ips: Iterable[str]) -> tuple[Record, ...]:
    """Return A and AAAA records."""
    return tuple(Record(name, "AAAA" if ":" in ip else "A", 60, ip) for ip in ips)


@dataclass(frozen=True, slots=True)
class Internet:
    """Zones by origin, pages by URL, and addresses of servers that are dead."""

    zones: Mapping[str, Zone]
    pages: Mapping[str, Answer]
    dead: frozenset[str] = frozenset()
    reachable: frozenset[str] = field(init=False)
    """Zones to which the resolver finds its way."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reachable", self._reachable())

    def answer(self, question: Question) -> Answer:
        """Answer anything."""
        match question:
            case DnsQuestion(server=""):
                return self._resolved(question)
            case DnsQuestion():
                return self._directly(question)
            case AsnQuestion():
                known = announced(question.ip)
                return AsnAnswer(None) if known is NOT_RECORDED else known
            case HttpQuestion():
                return self._page(question)
            case _:
                return RdapAnswer("NET", None)

    def _page(self, question: HttpQuestion) -> Answer:
        """Answer as the live client does: it connects to the addresses it is given, or to none."""
        public = [pin for pin in question.pins if not pin.startswith("10.")]
        if not public:
            return Unknown("no address to connect to", Cause.LIMIT)
        refused = Unknown(f"connection to {public[0]} failed: refused", Cause.REFUSED)
        return self.pages.get(question.url, refused)

    def home(self, name: str) -> Zone | None:
        """Return the deepest zone that holds a name."""
        return next((self.zones[n] for n in ancestors(name) if n in self.zones), None)

    def _resolved(self, question: DnsQuestion) -> DnsAnswer:
        """Resolve as a recursive resolver does: from zone to zone along the aliases."""
        turn = question.sample + (question.type == "AAAA")
        name, records, seen = question.name, list[Record](), set[str]()
        while name not in seen and len(seen) < MAX_LINKS:
            seen.add(name)
            zone = self.home(name)
            if zone is None:
                root = Record("", "SOA", 900, "a.root hostmaster.root 1 1 1 1 1")
                return DnsAnswer("NXDOMAIN" if name else "NOERROR", (*records, root))
            answer = zone.lookup(name, question.type, turn)
            if zone.origin not in self.reachable or not _is_usable(answer):
                return DnsAnswer("SERVFAIL")
            assert isinstance(answer, DnsAnswer)
            records += answer.records
            if not any(r.type == "CNAME" for r in answer.records):
                return DnsAnswer(answer.rcode, tuple(records))
            name = answer.records[0].data
        return DnsAnswer("NOERROR", tuple(records))

    def _directly(self, question: DnsQuestion) -> Answer:
        """Answer as the server at an address does, without recursion."""
        if question.server in self.dead:
            return SILENCE
        served = [
            (zone, zone.manner(name))
            for zone in self.zones.values()
            for name, ips in zone.servers.items()
            if question.server in ips and is_under(question.name, zone.origin)
        ]
        if not served:
            return DnsAnswer("REFUSED", aa=False)
        zone, manner = max(served, key=lambda pair: len(pair[0].origin))
        match manner:
            case Manner.SERVES:
                return self._authoritative(zone, question)
            case Manner.SILENT:
                return SILENCE
            case Manner.UPWARD:
                return DnsAnswer("NOERROR", self.zones["example"].ns(["a.nic.example"]), aa=False)
            case _:
                return DnsAnswer("REFUSED" if manner is Manner.REFUSES else "SERVFAIL", aa=False)

    def _authoritative(self, zone: Zone, question: DnsQuestion) -> Answer:
        below = (n for n in ancestors(question.name) if n in self.zones)
        path = list(itertools.takewhile(lambda n: n != zone.origin, below))
        if path:
            return self.zones[path[-1]].referral()
        answer = zone.lookup(question.name, question.type, question.sample)
        return replace(answer, aa=True) if isinstance(answer, DnsAnswer) else answer

    def _reachable(self) -> frozenset[str]:
        """Return the least set of zones that the resolver can enter, from the registry down."""
        found: set[str] = set()
        while True:
            more = {
                n for n, zone in self.zones.items() if n not in found and self._opens(zone, found)
            }
            if not more:
                return frozenset(found)
            found |= more

    def _opens(self, zone: Zone, found: set[str]) -> bool:
        up = self.home(parent(zone.origin))
        if up is not None and up.origin not in found:
            return False
        return any(self._serves(zone, name, found) for name in {*zone.above, *zone.child})

    def _serves(self, zone: Zone, name: str, found: set[str]) -> bool:
        live = [ip for ip in zone.servers[name] if ip not in self.dead]
        home = self.home(name)
        glued = is_under(name, zone.origin) and name in zone.above
        findable = glued or (home is not None and home.origin in found)
        return bool(live) and findable and zone.manner(name) is Manner.SERVES


def _is_usable(answer: Answer) -> bool:
    return isinstance(answer, DnsAnswer) and answer.rcode in {"NOERROR", "NXDOMAIN"}
