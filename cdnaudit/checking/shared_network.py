"""The one question behind dns-single-asn and dns-single-prefix."""

from collections.abc import Callable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.zone_queries import anycast, origins, sole_provider, unaddressed
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView, ZoneView

Network = Callable[[AsnAnswer], str]
"""Names the network of an address, such as ``AS64500``."""


def in_one(case: Case, check: Check, noun: str, network: Network) -> Iterator[Verdict]:
    """Yield what to say of zones whose nameserver addresses share one network a family."""
    for host, zone in case.own_zones():
        shared: dict[str, str] = {}
        for family, announced in origins(case, zone).items():
            known = {network(origin) for origin in announced if origin}
            doubt = _doubt(zone, family, announced)
            if doubt and len(known) <= 1:
                yield check.inconclusive(host.name, doubt)
            elif len(known) == 1:
                shared[family] = known.pop()
        if shared:
            where = listed(f"{family} in {name}" for family, name in shared.items())
            yield check.finding(case, _claim(case, host, zone, noun, where))


def _doubt(zone: ZoneView, family: str, announced: list[AsnAnswer | None]) -> str:
    """Say what keeps the networks of a family from being known; ``""``: nothing does."""
    servers = unaddressed(zone, family)
    if servers:
        return f"the {family} addresses of {listed(servers)} are not known"
    if None in announced:
        return f"who announces an {family} nameserver address of {zone.name} is not known"
    return ""


def _claim(case: Case, host: HostView, zone: ZoneView, noun: str, where: str) -> Claim:
    return Claim(
        host=host.name,
        role=Role.DNS,
        provider=sole_provider(case, zone),
        severity=Severity.INFO if anycast(case, zone) else None,
        message=f"every nameserver address of {zone.name} is in one {noun}: {where}",
        remedy=f"put a nameserver in another {noun}, or add a second DNS provider",
    )
