"""Read one zone: both NS sets, its nameservers' addresses, and whether they answer."""

from collections.abc import Callable

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import ancestors, clean, parent
from cdnaudit.survey.aliases import End
from cdnaudit.survey.delegation import (
    MAX_NAMESERVERS,
    MAX_PROBED,
    Delegation,
    Server,
    delegation,
    probe,
    server,
)
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import Depth, ZoneView

KnownNameserver = Callable[[str], bool]
"""Tells whether a rule names the operator of a nameserver by its name."""

MAX_PARENT_SERVERS = 3
"""Servers of the parent that are tried before its side counts as unknown."""
MAX_DEAD_NAMES = 5
"""Nameserver names that do not exist before the rest of a zone is left (NXNSAttack, 2020)."""
MAX_ADDRESSES = 4
"""Addresses a nameserver and family (design, the budget)."""


def read_zone(
    questions: OpenQuestions, plan: Plan, name: str, depth: Depth, known: KnownNameserver
) -> ZoneView:
    """Read what the facts say of zone ``name`` and note what is missing."""
    own = depth is Depth.OWN
    asked = own and plan.authoritative
    done = asked and _ask_parent(questions, name)
    said = delegation(questions.facts, name)
    if len({*(said.child or ()), *(said.parent or ())}) > MAX_NAMESERVERS:
        questions.limits.add(f"{MAX_NAMESERVERS} nameservers of {name}")
    servers = _servers(questions, said, depth, known)
    if asked:
        _probe(questions, name, servers)
    servers = tuple(
        server(questions.facts, said, s.name, addressed=bool(s.resolutions)) for s in servers
    )
    return ZoneView(
        name=name,
        depth=depth,
        parent=questions.cut(parent(name)),
        delegation=said,
        servers=servers,
        soa=_soa(questions, name, wanted=own and not all(known(s.name) for s in servers)),
        parent_asked=done,
    )


def _servers(
    questions: OpenQuestions, said: Delegation, depth: Depth, known: KnownNameserver
) -> tuple[Server, ...]:
    found: list[Server] = []
    dead = 0
    for name in said.names:
        addressed = (depth is Depth.OWN or not known(name)) and dead < MAX_DEAD_NAMES
        if addressed:
            ways = [questions.resolve(name, t) for t in ("A", "AAAA")]
            dead += any(r.end is End.NXDOMAIN for r in ways)
            for r in ways:
                for ip in r.addresses[:MAX_ADDRESSES]:
                    questions.origin(ip)
        found.append(server(questions.facts, said, name, addressed=addressed))
        for ip in found[-1].glue if addressed else ():
            questions.origin(ip)
    if dead >= MAX_DEAD_NAMES:
        questions.limits.add(f"{MAX_DEAD_NAMES} nameservers of {said.zone} that do not exist")
    return tuple(found)


def _probe(questions: OpenQuestions, zone: str, servers: tuple[Server, ...]) -> None:
    """Ask each nameserver itself: its first IPv4 address, and if that fails one more."""
    for one in servers[:MAX_PROBED]:
        addresses = sorted(one.addresses, key=lambda ip: (":" in ip, ip))
        for ip in addresses[:2]:
            if not isinstance(questions.need(probe(zone, ip)), Unknown):
                break
    if len(servers) > MAX_PROBED:
        questions.limits.add(f"{MAX_PROBED} nameservers of {zone} asked directly")


def _ask_parent(questions: OpenQuestions, zone: str) -> bool:
    """Ask the parent's servers for the delegation; True when that is settled."""
    above = _parent_servers(questions, zone)
    if above is None:
        return False
    tried = 0
    for name in above:
        found = questions.resolve(name, "A")
        if found.end is End.OPEN:
            return False
        if not found.addresses:
            continue
        tried += 1
        answer = questions.need(DnsQuestion(zone, "NS", server=found.addresses[0]))
        if not isinstance(answer, Unknown) or tried == MAX_PARENT_SERVERS:
            return answer is not None
    return True


def _parent_servers(questions: OpenQuestions, zone: str) -> tuple[str, ...] | None:
    """Return nameserver names of the zone above; None while that is open."""
    for at in ancestors(parent(zone)):
        answer = questions.need(DnsQuestion(at, "NS"))
        if answer is None:
            return None
        if isinstance(answer, DnsAnswer):
            names = sorted(r.data for r in answer.records if r.type == "NS" and r.name == at)
            if names:
                return tuple(names[:MAX_NAMESERVERS])
    return ()


def _soa(questions: OpenQuestions, zone: str, *, wanted: bool) -> tuple[str, ...]:
    """Return SOA mname and rname, from a question of its own or seen in passing."""
    if wanted:
        questions.prefetch(DnsQuestion(zone, "SOA"))
    for type_ in ("SOA", "NS", "A", "AAAA", "CAA", "HTTPS"):
        found = _soa_in(questions.facts, zone, type_)
        if found:
            return found
    return ()


def _soa_in(facts: Facts, zone: str, type_: str) -> tuple[str, ...]:
    answer = facts.dns(zone, type_)
    if not isinstance(answer, DnsAnswer):
        return ()
    fields = [r.data.split() for r in answer.records if r.type == "SOA" and r.name == zone]
    return (clean(fields[0][0]), clean(fields[0][1])) if fields and len(fields[0]) > 1 else ()
