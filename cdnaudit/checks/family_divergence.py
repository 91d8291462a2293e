"""IPv4 leads to one provider or network and IPv6 to another, so neither stands in for the other.

Asks: do clients with IPv4 alone, or with IPv6 alone, have a single point that others have not?
Why: a client with both families falls back to the one that works; one that has a single family cannot, so two providers that share out the families are no redundancy for it.
Silent when: the host has addresses of one family, or what alone fails a client of one family fails all of them (other checks say so). Inconclusive where an address question of either family was asked and not answered; what a recording does not hold is listed as unknown. Prefixes and ASes of one provider may differ between the families. DNS is the resolver's matter, so nameservers reached over one family alone are no part of it. Behind NAT64 a host without IPv6 is reached by its IPv4 addresses; one that has both is reached by its IPv6 addresses alone.
Severity: low where no provider is in both families' ways and none of them is a single point.
Confidence: medium where the families part at an alias: one such answer may be a traffic manager's choice of that moment. Low where a family's provider could have shown itself in a page alone, and none came over that family.
Remedy: give the host addresses of each of its providers over IPv4 and over IPv6.
Source: RFC 8305, section 2 (a client needs both families to fall back); RFC 6147, section 5.1 (DNS64 leaves a host with IPv6 addresses alone).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict, only_provider
from cdnaudit.checking.event_words import in_words
from cdnaudit.checking.family_queries import (
    FAMILY_OF,
    TYPES,
    Carriers,
    Hidden,
    carriers,
    has_one_family,
    hidden_points,
    lost_to_all,
)
from cdnaudit.checking.host_queries import has_response, unanswered, unanswered_pages
from cdnaudit.model.events import Event, Service
from cdnaudit.model.terms import SERVING, Confidence, Role, Severity, rank
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        if not has_one_family(host):
            yield from _host(case, host)


def _host(case: Case, host: HostView) -> Iterator[Verdict]:
    gap = next(unanswered(host), "")
    if gap:
        if host.was_lost:
            yield CHECK.inconclusive(host.name, gap)
        return
    hidden, carried = hidden_points(case, host), carriers(case, host)
    if not hidden and not _are_apart(case, carried):
        return
    doubt = next(_doubts(case, host, hidden, carried), "")
    if doubt:
        yield CHECK.inconclusive(host.name, doubt)
    else:
        yield _finding(case, host, hidden, carried)


def _are_apart(case: Case, carried: Carriers) -> bool:
    """Tell whether every family has providers, and no company is in both."""
    ways = [{case.knowledge.company_of(e.name) for e in events} for events in carried.values()]
    return len(ways) > 1 and all(ways) and not set.intersection(*ways)


def _doubts(case: Case, host: HostView, hidden: Hidden, carried: Carriers) -> Iterator[str]:
    """Say what may yet show the same provider in both families."""
    for event in lost_to_all(case, host, hidden):
        yield f"whether {event} fails all clients of {host.name} is not known"
    for ip in host.addresses:
        origin = case.survey.asn(ip)
        if origin is None or origin.asn is None:
            yield f"who announces {ip} of {host.name} is not known"
    if case.plan.http and not has_response(host) and not all(carried.values()):
        yield from unanswered_pages(host)


def _finding(case: Case, host: HostView, hidden: Hidden, carried: Carriers) -> Verdict:
    services = _services(hidden or carried)
    evidence = chain.from_iterable(case.evidence(host.name, service) for service in services)
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=_role(services) if hidden else None,
            provider=only_provider(service.provider for service in services) if hidden else None,
            severity=None if hidden else Severity.LOW,
            confidence=_confidence(case, host, services, carried),
            message=_goes_down(case, host, hidden) if hidden else _apart(host, carried),
            remedy="give the host addresses of each of its providers over IPv4 and over IPv6",
            evidence=tuple(evidence),
        ),
    )


def _services(by_type: Mapping[str, Iterable[Event]]) -> list[Service]:
    events = sorted(set(chain.from_iterable(by_type.values())))
    return [
        Service(event.provider, event.role) for event in events if event.provider and event.role
    ]


def _role(services: list[Service]) -> Role:
    """Return the role nearest to the visitor; a network by itself is hosting."""
    roles = {service.role for service in services}
    return next((role for role in (*SERVING, Role.DNS) if role in roles), Role.HOSTING)


def _goes_down(case: Case, host: HostView, hidden: Hidden) -> str:
    """Say who goes down with what; a report's verdict repeats it."""
    parts: list[str] = []
    for type_, events in hidden.items():
        verb = "" if parts else f" {host.name} goes down"
        causes = listed(in_words(case, host, events), "or")
        parts.append(f"for {FAMILY_OF[type_]}-only clients{verb} with {causes}")
    return ", ".join(parts)


def _apart(host: HostView, carried: Carriers) -> str:
    ways = [
        f"{FAMILY_OF[type_]} leads to {listed(sorted({event.name for event in events}))}"
        for type_, events in carried.items()
    ]
    return f"no provider serves {host.name} over both families: {', '.join(ways)}"


def _confidence(
    case: Case, host: HostView, services: list[Service], carried: Carriers
) -> Confidence:
    known = [case.confidence(host.name, service) for service in services]
    if _part_at_an_alias(host):
        known.append(Confidence.MEDIUM)
    answered = {TYPES[":" in ip] for ip in case.attributed(host).peers}
    if any(not events and type_ not in answered for type_, events in carried.items()):
        known.append(Confidence.LOW)
    return min(known, key=rank, default=Confidence.HIGH)


def _part_at_an_alias(host: HostView) -> bool:
    chains = [{r.chain for r in host.resolutions if r.type == type_} for type_ in TYPES]
    return chains[0] != chains[1]


CHECK = Check(
    id="family-divergence",
    title="IPv4 and IPv6 lead to different providers",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
