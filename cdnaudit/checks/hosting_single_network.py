"""No CDN, and one network announces every address.

Asks: do all addresses of a host without a CDN lie in one AS?
Why: that network's trouble is the host's (AWS, 2025-10-20; Facebook, 2021-10-04).
Silent when: a CDN stands in front, or two ASes announce the addresses.
Confidence: low where no page came: an edge that no name or network gives away shows itself in a response alone.
Remedy: serve from a second network, or put an edge in front that can reach either.
Source: https://engineering.fb.com/2021/10/05/networking-traffic/outage-details/
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import has_response, unanswered
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Confidence, Role, Severity
from cdnaudit.survey.survey import HostView

EDGES = (Role.CDN, Role.STEERING)


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        edged = any(dependency.role in EDGES for dependency in case.direct(host.name))
        if host.addresses and not edged:
            yield from _host(case, host)


def _host(case: Case, host: HostView) -> Iterator[Verdict]:
    origins = [case.survey.asn(ip) for ip in host.addresses]
    known = {origin.asn: origin for origin in origins if origin and origin.asn is not None}
    if len(known) > 1:
        return
    reason = _doubt(host, origins)
    if reason:
        yield CHECK.inconclusive(host.name, reason)
        return
    yield _finding(case, host, next(iter(known.values())))


def _doubt(host: HostView, origins: list[AsnAnswer | None]) -> str:
    """Say what keeps the networks of the host from being known; ``""`` for nothing."""
    gap = next(unanswered(host), "")
    if gap or all(origin and origin.asn is not None for origin in origins):
        return gap
    return f"who announces an address of {host.name} is not known"


def _finding(case: Case, host: HostView, network: AsnAnswer) -> Verdict:
    hosting = next((d for d in case.direct(host.name) if d.role is Role.HOSTING), None)
    name = f" ({network.as_name})" if network.as_name else ""
    seen = has_response(host)
    doubt = "" if seen else " that its names and networks show (no page came that could show one)"
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.HOSTING,
            provider=hosting.provider if hosting else None,
            confidence=Confidence.HIGH if seen else Confidence.LOW,
            message=f"{host.name} has no CDN{doubt} and every address in one network, AS{network.asn}{name}",
            remedy="serve from a second network as well",
            evidence=hosting.evidence if hosting else (),
        ),
    )


CHECK = Check(
    id="hosting-single-network",
    title="no CDN and one network",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
