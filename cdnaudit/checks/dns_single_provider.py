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
from cdnaudit.survey.probes import first_lost
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
    unheard = _unheard(case, zone)
    if unheard:
        reason = f"no nameserver of {listed(unheard)} is known to answer for {zone.name}"
        yield CHECK.inconclusive(host.name, reason)
    provider = _single(case, zone)
    if provider:
        yield _finding(case, host, zone, provider)
    elif lost_word := zone.names_lost or _lost_soa(case, zone):
        yield CHECK.inconclusive(host.name, lost_word)


def _unheard(case: Case, zone: ZoneView) -> list[str]:
    """Return the operators that were not heard to answer, where that leaves perhaps one alone.

    Where none was heard, nobody asked, unless answers were lost.
    """
    expected = {case.operator(server).provider for server in working(zone)}
    confirmed = {case.operator(server).provider for server in proven(zone)}
    asked = bool(confirmed) or any(server.was_lost for server in working(zone))
    perhaps_alone = len(expected) > 1 >= len(confirmed)
    return sorted(expected - confirmed) if asked and perhaps_alone else []


def _lost_soa(case: Case, zone: ZoneView) -> str:
    """Return which SOA was lost that may say that nameservers without a rule are one provider's."""
    operators = [case.operator(server) for server in working(zone)]
    apart = {operator.provider for operator in operators if operator.by_rule}
    if len(apart) > 1:
        return ""
    unread = [domain for domain, soa in zone.soa_of.items() if not soa]
    if not zone.soa and _has_own_names(case, zone):
        unread.insert(0, zone.name)
    return first_lost(case.survey.facts, [DnsQuestion(name, "SOA") for name in unread])


def _has_own_names(case: Case, zone: ZoneView) -> bool:
    """Tell whether a nameserver that no rule names has a name in the domain of the zone."""
    owner = case.registrable(zone.name)
    unnamed = (s.name for s in working(zone) if not case.operator(s).by_rule)
    return owner in map(case.registrable, unnamed)


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
