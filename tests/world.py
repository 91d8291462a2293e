"""Small internets as answers: hosts, zones and networks in a few words, everything else said 'none'.

``world`` answers every question a walk over it asks; a test then takes out, or changes, the one
answer it is about.
"""

import ipaddress
import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from cdnaudit.application.scanner import hints
from cdnaudit.checking.check import Check
from cdnaudit.judging.judge import Judge
from cdnaudit.model.assessment import Assessment, Finding, Inconclusive
from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    AsnAnswer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    Record,
    Unknown,
)
from cdnaudit.model.policy import Policy
from cdnaudit.model.tls import Tls
from cdnaudit.names import ancestors, is_address, is_under, parent
from cdnaudit.observe.public_suffix import is_suffix, registrable
from cdnaudit.observe.recorded_walk import Answerer, walk_recorded
from cdnaudit.observe.walk import Ask
from cdnaudit.recording.recording_file import Recording
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey
from tests.small_knowledge import KNOWN

Answers = dict[Question, Answer]

NETWORKS: Mapping[str, AsnAnswer] = {
    "192.0.2.0/25": AsnAnswer(64500, "NORTH", "192.0.2.0/25"),
    "192.0.2.128/25": AsnAnswer(64500, "NORTH", "192.0.2.128/25"),
    "198.51.100.0/24": AsnAnswer(64501, "SOUTH", "198.51.100.0/24"),
    "203.0.113.0/24": AsnAnswer(64502, "WEST", "203.0.113.0/24"),
    "2001:db8:a::/48": AsnAnswer(64500, "NORTH", "2001:db8:a::/48"),
    "2001:db8:b::/48": AsnAnswer(64501, "SOUTH", "2001:db8:b::/48"),
}
"""Who announces the documentation addresses (RFC 5737, RFC 3849) here; 64502 is nobody's rule."""

REGISTRY = "192.0.2.250"
"""The server of every registry."""

ALPHA = "ns1.alpha-dns.example=192.0.2.11 ns2.alpha-dns.example=198.51.100.11"
"""Nameservers of a known DNS provider, in two networks."""
BETA = "ns1.beta-dns.example=192.0.2.12 ns2.beta-dns.example=203.0.113.12"
"""Nameservers of another."""
ECHO = "ns1.echo-dns.example=192.0.2.15 ns2.echo-dns.example=203.0.113.15"
"""Nameservers of a provider whose own platform is the first one's."""
OWN = "ns1.shop.example=192.0.2.13 ns2.shop.example=198.51.100.13"
"""The owner's own nameservers, in two networks."""

TIMEOUT = Unknown("timeout after 2.0 s", Cause.TIMEOUT)
SILENT = Unknown("timeout after 2.0 s", Cause.SILENT)


def world(
    hosts: Mapping[str, str] | None = None,
    zones: Mapping[str, str] | None = None,
    *,
    above: Mapping[str, str] | None = None,
    ttl: int = 60,
) -> Answers:
    """Return answers to everything a walk over these hosts and zones asks.

    ``hosts``: name to alias targets and addresses in order, as ``"x.cdn.example 192.0.2.1"``.
    ``zones``: name to nameservers, as ``"ns1.dns.example=192.0.2.53,2001:db8:a::53"``.
    ``above``: likewise, where the parent says something else than the zone.
    """
    hosts = hosts or {"www.shop.example": "203.0.113.1"}
    zones = {"shop.example": OWN} if zones is None else zones
    registries = {a: f"a.nic.{a}={REGISTRY}" for z in zones for a in ancestors(z) if is_suffix(a)}
    every = {**registries, **zones}
    found: Answers = {}
    for name, text in hosts.items():
        found |= _host(name, text.split(), ttl, every)
    for name in every:
        found |= _zone(name, every, (above or {}).get(name))
    for name, text in zones.items():
        for server, ips in servers(text).items():
            found |= _direct(name, text, ips)
            found |= addresses(server, ips) | _no_zone_at([server], every)
    return found


def servers(text: str) -> dict[str, tuple[str, ...]]:
    """Read ``"ns1.dns.example=192.0.2.53 …"``."""
    pairs = (word.partition("=") for word in text.split())
    return {name: tuple(ip for ip in ips.split(",") if ip) for name, _, ips in pairs}


def addresses(name: str, ips: Iterable[str], ttl: int = 3600) -> Answers:
    """Answer A and AAAA of a name without aliases."""
    return _host(name, list(ips), ttl, {})


def page(url: str, status: int = 200, body: str | None = "", **headers: str) -> Answers:
    """Answer one GET; ``_`` in a header's name stands for ``-``."""
    pairs = tuple((k.replace("_", "-"), v) for k, v in headers.items())
    return {HttpQuestion(url): HttpAnswer(status, pairs, body, tls=Tls("CN=Test", ()))}


def none_at(name: str, *types: str, rcode: str = "NOERROR", soa: str = "") -> Answers:
    """Answer that there is nothing."""
    owner = soa or parent(name) or name
    return {DnsQuestion(name, t): DnsAnswer(rcode, (_soa(owner),)) for t in types}


def unknown(*questions: Question, why: Unknown = TIMEOUT) -> Answers:
    """Answer that nobody answered."""
    return dict.fromkeys(questions, why)


def unnamed(*names: str) -> Answers:
    """Answer that nobody said where a zone begins: neither the resolver nor the registry."""
    here = [DnsQuestion(name, "NS") for name in names]
    return unknown(*here, *(question._replace(server=REGISTRY) for question in here))


def recording(answers: Mapping[Question, Answer], *targets: str) -> Recording:
    """Return answers as a recording."""
    return Recording(targets=targets or ("www.shop.example",), answers=answers, options={})


def plan(target: str = "www.shop.example", **options: object) -> Plan:
    """Return a plan that asks for no pages, if not told otherwise."""
    return Plan(target=target, **{"http": False, **options})  # type: ignore[arg-type]


def announced(ip: str) -> AsnAnswer | Unknown:
    """Look up who announces an address here."""
    address = ipaddress.ip_address(ip)
    return next(
        (a for net, a in NETWORKS.items() if address in ipaddress.ip_network(net)), NOT_RECORDED
    )


def as_port(answer: Answerer) -> Ask:
    """Return who gives the same answers to a walk that waits."""

    async def ask(question: Question) -> Answer:
        return answer(question)

    return ask


def survey(answers: Mapping[Question, Answer], asked: Plan) -> Survey:
    """Walk over recorded answers."""
    held = recording(answers, asked.target)
    return walk_recorded(asked, hints(KNOWN), Replay(held.answers, announced).answer)


def judge(
    answers: Mapping[Question, Answer],
    target: str = "www.shop.example",
    *,
    policy: Policy | None = None,
    as_of: datetime | None = None,
    **options: object,
) -> Assessment:
    """Walk over recorded answers and put every check to what was found."""
    asked = plan(target, **options)
    judging = Judge(KNOWN, registrable, policy or Policy(), as_of=as_of)
    return judging.target(asked, survey(answers, asked))


def said(report: Assessment, check: str) -> list[tuple[str, str, str | None]]:
    """Return severity, message and provider of each finding of a check."""
    return [(f.severity, f.message, f.provider) for f in findings(report, check)]


def findings(report: Assessment, check: str) -> list[Finding]:
    """Return the findings of a check."""
    return [f for f in report.findings if f.check == check]


def doubts(report: Assessment, check: str) -> list[Inconclusive]:
    """Return what a check could not decide."""
    return [u for u in report.inconclusive if u.check == check]


def inconclusive(answers: Mapping[Question, Answer], check: Check, **options: object) -> list[str]:
    """Return why a check could not decide; reports leave out those of advisory checks."""
    asked = plan("www.shop.example", **options)
    case = Judge(KNOWN, registrable).case(asked, survey(answers, asked))
    return [v.reason for v in check.run(case) if isinstance(v, Inconclusive)]


def _host(name: str, words: list[str], ttl: int, zones: Mapping[str, str]) -> Answers:
    ips = [w for w in words if is_address(w)]
    chain = [name, *(w for w in words if not is_address(w))]
    links = [Record(a, "CNAME", ttl, b) for a, b in itertools.pairwise(chain)]
    found: Answers = _no_zone_at(chain, zones)
    for type_, mine in (
        ("A", [i for i in ips if ":" not in i]),
        ("AAAA", [i for i in ips if ":" in i]),
    ):
        ends = [Record(chain[-1], type_, ttl, ip) for ip in mine] or [_soa(parent(chain[-1]))]
        found[DnsQuestion(name, type_)] = DnsAnswer("NOERROR", (*links, *ends))
    return found


def _no_zone_at(names: Iterable[str], zones: Mapping[str, str]) -> Answers:
    """Answer that no zone begins between each name and the zone it lies in."""
    found: Answers = {}
    for name in names:
        home = max((z for z in zones if is_under(name, z)), key=len, default=None)
        for at in ancestors(name) if home else ():
            if at == home:
                break
            found |= none_at(at, "NS", soa=home or "")
    return found


def _zone(name: str, every: Mapping[str, str], parents: str | None) -> Answers:
    """Answer a zone's NS set to the resolver, and as its parent's servers refer to it."""
    text = every[name]
    found: Answers = {DnsQuestion(name, "NS"): DnsAnswer("NOERROR", _ns(name, text))}
    if is_suffix(name):
        return found | addresses(f"a.nic.{name}", [REGISTRY])
    home = max((z for z in every if z != name and is_under(name, z)), key=len)
    referral = DnsAnswer("NOERROR", (*_ns(name, parents or text), *_glue(name, parents or text)))
    for ips in servers(every[home]).values():
        for ip in ips:
            found[DnsQuestion(name, "NS", server=ip)] = DnsAnswer(
                referral.rcode, referral.records, aa=False
            )
    return found


def _direct(zone: str, text: str, ips: Iterable[str]) -> Answers:
    answer = DnsAnswer("NOERROR", _ns(zone, text), aa=True)
    return {DnsQuestion(zone, "NS", server=ip): answer for ip in ips}


def _ns(zone: str, text: str) -> tuple[Record, ...]:
    return tuple(Record(zone, "NS", 3600, name) for name in servers(text))


def _glue(zone: str, text: str) -> Iterator[Record]:
    for name, ips in servers(text).items():
        for ip in ips if is_under(name, zone) else ():
            yield Record(name, "AAAA" if ":" in ip else "A", 3600, ip)


def _soa(zone: str) -> Record:
    return Record(zone, "SOA", 900, f"ns.{zone} hostmaster.{zone} 1 7200 900 1209600 300")
