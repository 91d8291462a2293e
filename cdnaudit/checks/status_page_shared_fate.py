"""What takes the site down takes its status page down too.

Asks: is there a single point of failure that the target and its declared status page share?
Why: in an outage visitors and one's own staff look there first, and find it down or out of date as well: the health dashboard of AWS depended on Amazon S3 when that failed on 2017-02-28.
Silent when: no status page is declared with `--status-page` or `status_page` of the target, or none of what alone takes the target down takes the status page down. Inconclusive where that depends on what is not known of either. What fails the status page alone fails no target.
Confidence: that of the least certain provider among those shared.
Remedy: a status page under another domain, with a DNS provider and a platform of which none is a single point of the site.
Source: https://aws.amazon.com/message/41926/
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict, only_provider
from cdnaudit.checking.event_words import in_words
from cdnaudit.checking.host_queries import doubts, unanswered
from cdnaudit.checking.shared_fate import single_points, without_owners
from cdnaudit.graph.evaluate import outcome, outcomes
from cdnaudit.model.events import Event, Service
from cdnaudit.model.nodes import Graph
from cdnaudit.model.terms import Confidence, Outcome, Severity, rank
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    if case.survey.status_page and case.status_page:
        (page,) = case.survey.status_page.hosts
        yield from _page(case, page, case.status_page)


def _page(case: Case, page: HostView, graph: Graph) -> Iterator[Verdict]:
    by_event = outcomes(graph, single_points(case))
    shared = [event for event, found in by_event.items() if found is Outcome.DOWN]
    if page.absent or outcome(graph, frozenset()) is Outcome.DOWN:
        yield _dead(case, page)
    elif shared:
        yield _finding(case, page, shared)
    else:
        yield from _doubts(case, page, by_event)


def _dead(case: Case, page: HostView) -> Verdict:
    why = "has no address" if page.absent else "does not work while nothing fails"
    return CHECK.finding(
        case,
        Claim(
            host=case.plan.target,
            message=f"the status page {page.name} {why}: it tells nobody of an outage",
            remedy="mend the status page, or declare the one that is in use",
        ),
    )


def _finding(case: Case, page: HostView, shared: list[Event]) -> Verdict:
    told = without_owners(case, page, shared)
    services = [Service(e.provider, e.role) for e in told if e.provider and e.role]
    roles = {service.role for service in services}
    target = case.plan.target
    return CHECK.finding(
        case,
        Claim(
            host=target,
            role=roles.pop() if len(roles) == 1 else None,
            provider=only_provider(service.provider for service in services),
            confidence=min(
                (case.confidence(target, service) for service in services),
                key=rank,
                default=Confidence.HIGH,
            ),
            message=f"the status page {page.name} goes down together with {target} when"
            f" {listed(in_words(case, page, told), 'or')} fails",
            remedy="move the status page to another domain, with a DNS provider and a platform"
            " that are no single point of the site",
            evidence=tuple(chain.from_iterable(case.evidence(target, s) for s in services)),
        ),
    )


def _doubts(case: Case, page: HostView, by_event: dict[Event, Outcome]) -> Iterator[Verdict]:
    """Say what may yet show something shared."""
    open_ = [event for event, found in by_event.items() if found is Outcome.UNKNOWN]
    if open_:
        told = in_words(case, page, without_owners(case, page, open_))
        which = f"whether {listed(told, 'or')} takes down the status page {page.name} is not known"
        yield CHECK.inconclusive(case.plan.target, which)
    for doubt in doubts(case, page):
        yield CHECK.inconclusive(case.plan.target, doubt)
    for host in case.survey.hosts:
        for doubt in unanswered(host):
            yield CHECK.inconclusive(host.name, doubt)


CHECK = Check(
    id="status-page-shared-fate",
    title="the status page goes down with the site",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
