"""No CDN, and one network announces every address.

Asks: do all addresses of a host without a CDN lie in one AS?
Why: that network's trouble is the host's (AWS, 2025-10-20; Facebook, 2021-10-04).
Silent when: a CDN stands in front, or two ASes announce the addresses.
Remedy: serve from a second network, or put an edge in front that can reach either.
Source: design, "Self-hosting everything in one AS is a single point".
"""

from collections.abc import Iterator

from cdnaudit.checking.check import Case, Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.model.terms import Role, Severity
from cdnaudit.survey.survey import HostView

EDGES = (Role.CDN, Role.STEERING)


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        edged = any(
            u.host == host.name and u.role in EDGES and u.depth == 1 for u in case.dependencies
        )
        if not edged and host.addresses:
            yield from _host(case, host)


def _host(case: Case, host: HostView) -> Iterator[Verdict]:
    origins = [case.survey.asn(ip) for ip in host.addresses]
    known = {o.asn: o.as_name for o in origins if o and o.asn is not None}
    if len(known) > 1:
        return
    for gap in unanswered(host):
        yield CHECK.inconclusive(host.name, gap)
        return
    if not known or any(o is None or o.asn is None for o in origins):
        yield CHECK.inconclusive(host.name, f"who announces an address of {host.name} is not known")
        return
    asn, name = next(iter(known.items()))
    hosting = next(
        (
            u
            for u in case.dependencies
            if u.host == host.name and u.role is Role.HOSTING and u.depth == 1
        ),
        None,
    )
    yield CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.HOSTING,
            provider=hosting.provider if hosting else None,
            message=f"{host.name} has no CDN and every address in one network, AS{asn}"
            + (f" ({name})" if name else ""),
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
