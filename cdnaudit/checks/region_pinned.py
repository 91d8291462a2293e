"""Every path to the host names one region of a cloud.

Asks: is there a region of a cloud whose outage alone makes the host unreachable, by the names on its paths?
Why: a region fails as a whole, with all its zones (AWS us-east-1, 2025-10-20).
Silent when: two regions serve the host, or no name on its paths shows a region: one behind a CDN is not seen.
Remedy: serve from a second region, and let DNS or an edge choose between them.
Source: https://aws.amazon.com/message/101925/
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.model.events import Event, Service
from cdnaudit.model.terms import Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView

Named = dict[Service, set[Event]]
"""Regions by the service whose name shows them."""


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        named = _named(case, host)
        single: Named = {}
        for service, regions in sorted(named.items()):
            if pinned := regions & case.host_points[host.name]:
                single[service] = pinned
        for service, pinned in single.items():
            yield _finding(case, host, service, pinned)
        if not single and (named or not host.exists):
            yield from (CHECK.inconclusive(host.name, gap) for gap in unanswered(host))


def _named(case: Case, host: HostView) -> Named:
    found = case.attributed(host)
    named: Named = {}
    for match in chain(found.by_place, found.by_response):
        if match.region and match.rule.cloud:
            region = Event.region(match.rule.cloud, match.region)
            named.setdefault(match.rule.service, set()).add(region)
    return named


def _finding(case: Case, host: HostView, service: Service, regions: set[Event]) -> Verdict:
    names = listed(sorted(region.name for region in regions), "or")
    return CHECK.finding_on(
        case,
        service,
        Claim(
            host=host.name,
            message=f"{host.name} is unreachable while the region {names} is down: "
            f"every path leads to {service.provider} there",
            remedy="serve from a second region as well",
        ),
    )


CHECK = Check(
    id="region-pinned",
    title="one region of a cloud serves every path",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
