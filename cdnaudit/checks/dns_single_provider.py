"""One company's nameservers answer for the zone.

Asks: is every working nameserver of the zone run by one provider?
Why: the zone is gone while that provider is down, and every name in it (Dyn, 2016-10-21).
Silent when: two providers answer, or the owner runs the nameservers (see dns-single-asn).
Remedy: add a second DNS provider as a secondary, or sign with several (RFC 8901), and delegate to both.
Source: RFC 2182, section 3.1; Kashaf, Sekar, Agarwal, IMC 2020.
"""

from collections.abc import Iterator

from cdnaudit.checking.check import Case, Check, Claim, Verdict
from cdnaudit.checking.zone_queries import proven, working
from cdnaudit.graph.service_nodes import runs_on
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.zoneless():
        yield CHECK.inconclusive(host.name, f"nobody said which nameservers serve {host.name}")
    said: set[str] = set()
    for host, zone in case.own_zones():
        for verdict in _zone(case, host, zone):
            key = f"{host.name} {getattr(verdict, 'provider', '')}"
            if key not in said:
                yield verdict
            said.add(key)


def _zone(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    hoped = {case.operator(s).provider for s in working(zone)}
    sure = {case.operator(s).provider for s in proven(zone)}
    if len(hoped) > 1 and sure and len(sure) == 1:
        silent = sorted(hoped - sure)
        yield CHECK.inconclusive(
            host.name, f"no nameserver of {listed(silent)} is known to answer for {zone.name}"
        )
    operators = [case.operator(s) for s in working(zone)]
    provider = _common(case, hoped)
    if provider and not operators[0].private:
        names = listed(s.name for s in working(zone))
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                role=Role.DNS,
                provider=provider,
                confidence=max((o.confidence for o in operators), key=lambda c: c.rank),
                message=f"{zone.name} cannot be resolved while {provider} DNS is down: "
                f"every working nameserver hangs on it ({names})",
                remedy=f"delegate {zone.name} to a second DNS provider as well",
                evidence=tuple(e for o in operators for e in o.evidence),
            ),
        )


def _common(case: Case, providers: set[str]) -> str:
    """Return the provider that all of ``providers`` are, or stand on; ``""`` for none."""
    stands = [{p, *(b.provider for b in _bases(case, p))} for p in sorted(providers)]
    shared = set.intersection(*stands) if stands else set()
    return min(shared, key=lambda p: (p not in providers, p), default="")


def _bases(case: Case, provider: str) -> tuple[Service, ...]:
    return runs_on(Service(provider, Role.DNS), case.knowledge)


CHECK = Check(
    id="dns-single-provider",
    title="one DNS provider answers for the zone",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
