"""One company's nameservers answer for the zone.

Asks: is every working nameserver of the zone run by one provider?
Why: the zone is gone while that provider is down, and every name in it (Dyn, 2016-10-21).
Silent when: two providers answer, or the owner runs the nameservers (see dns-single-asn).
Remedy: add a second DNS provider as a secondary, or sign with several (RFC 8901), and delegate to both.
Source: RFC 2182, section 3.1; Kashaf, Sekar, Agarwal, IMC 2020.
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import hidden_cuts, proven, working
from cdnaudit.model.assessment import Finding
from cdnaudit.model.events import Service
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.terms import Role, Severity, rank
from cdnaudit.names import listed
from cdnaudit.survey.parent_zone import first_lost
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    zoneless = list(case.zoneless())
    for host in zoneless:
        yield CHECK.inconclusive(host.name, f"nobody said which nameservers serve {host.name}")
    for host in case.survey.hosts:
        for name in hidden_cuts(case, host) if host not in zoneless else ():
            yield CHECK.inconclusive(host.name, f"whether a zone begins at {name} is not known")
    said: set[tuple[str, str | None]] = set()
    for host, zone in case.own_zones():
        for verdict in _zone(case, host, zone):
            about = verdict.provider if isinstance(verdict, Finding) else None
            if (host.name, about) not in said:
                yield verdict
            said.add((host.name, about))


def _zone(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    expected = {case.operator(server).provider for server in working(zone)}
    confirmed = {case.operator(server).provider for server in proven(zone)}
    lost = any(server.was_lost for server in working(zone))
    if len(expected) > 1 and (len(confirmed) == 1 or (lost and not confirmed)):
        unheard = listed(sorted(expected - confirmed))
        yield CHECK.inconclusive(
            host.name, f"no nameserver of {unheard} is known to answer for {zone.name}"
        )
    provider = _single(case, zone)
    if provider:
        yield _finding(case, host, zone, provider)
    elif lost_word := zone.names_lost or _lost_soa(case, zone):
        yield CHECK.inconclusive(host.name, lost_word)


def _lost_soa(case: Case, zone: ZoneView) -> str:
    """Return which SOA was lost that may say that nameservers without a rule are one provider's."""
    operators = {server.name: case.operator(server) for server in working(zone)}
    unnamed = [name for name, operator in operators.items() if not operator.by_rule]
    apart = {operator.provider for operator in operators.values() if operator.by_rule}
    if not unnamed or len(apart) > 1:
        return ""
    owner = case.registrable(zone.name)
    own = [zone.name] if owner in map(case.registrable, unnamed) and not zone.soa else []
    unread = [*own, *(domain for domain, soa in zone.soa_of.items() if not soa)]
    return first_lost(case.survey.facts, [DnsQuestion(name, "SOA") for name in unread])


def _single(case: Case, zone: ZoneView) -> str | None:
    """Return the provider that alone takes the zone down, itself or as what its operators run on.

    None for the owner's own nameservers: those are counted by network.
    """
    operators = [case.operator(server) for server in working(zone)]
    if not operators or operators[0].private:
        return None
    direct = {Service(operator.provider, Role.DNS) for operator in operators}
    underlying = case.knowledge.run_on_by(direct)
    points = case.zone_points[zone.name]
    single = [service for service in direct | underlying if service.event in points]
    first = min(single, key=lambda service: (service not in direct, service), default=None)
    return first.provider if first else None


def _finding(case: Case, host: HostView, zone: ZoneView, provider: str) -> Verdict:
    operators = [case.operator(server) for server in working(zone)]
    names = listed(server.name for server in working(zone))
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            provider=provider,
            confidence=max((operator.confidence for operator in operators), key=rank),
            message=f"{zone.name} cannot be resolved while {provider} DNS is down: "
            f"every working nameserver depends on it ({names})",
            remedy=f"delegate {zone.name} to a second DNS provider as well",
            evidence=tuple(chain.from_iterable(operator.evidence for operator in operators)),
        ),
    )


CHECK = Check(
    id="dns-single-provider",
    title="one DNS provider answers for the zone",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
