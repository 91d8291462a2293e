"""A declared origin does not serve the target when it is asked directly.

Asks: does each declared origin answer a request for the target's own host with a page, and with a certificate that browsers accept for that host?
Why: when the edge is gone, an origin that refuses all but the edge takes no traffic (Cloudflare, 2025-11-18).
Silent when: no origin is declared with `--origin` or `origin` of the target, pages are not asked for, or the origin answers as the edge does. Origins are never searched for. Inconclusive where nothing came from the origin: a firewall that lets us not pass may let others.
Remedy: let the origin take direct traffic for the host, with a certificate of a public authority, at least behind a switch that is tested.
Source: https://blog.cloudflare.com/18-november-2025-outage/; https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered
from cdnaudit.model.facts import HttpAnswer, Unknown
from cdnaudit.model.terms import Severity
from cdnaudit.model.tls import TlsRefusal
from cdnaudit.survey.survey import OriginView
from cdnaudit.survey.tls_refusals import reason_of

REFUSED = 400
"""The least status that is no page and no redirect. Source: RFC 9110, section 15.5."""


def _run(case: Case) -> Iterator[Verdict]:
    for view in case.survey.origins if case.plan.http else ():
        problem = _problem(case, view)
        if problem:
            yield _finding(case, view, problem)
        for doubt in _doubts(view):
            yield CHECK.inconclusive(_host(view), doubt)


def _host(view: OriginView) -> str:
    """Return the host that the origin was asked for."""
    return urlsplit(view.asked.url).hostname or ""


def _problem(case: Case, view: OriginView) -> str:
    """Say why the origin serves nobody; ``""`` where it does, or that is not known."""
    if view.host.absent:
        return "has no address"
    match view.answer:
        case TlsRefusal() as refusal:
            return f"offers no HTTPS for {_host(view)}: {reason_of(refusal, _host(view))}"
        case HttpAnswer(status=status) if status >= REFUSED and status not in _of_edge(case, view):
            return f"answers {status} when it is asked for {_host(view)} directly"
        case _:
            return ""


def _of_edge(case: Case, view: OriginView) -> set[int]:
    """Return what the same page answers by the way that visitors take."""
    return {
        response.answer.status
        for host in case.survey.hosts
        for response in host.responses
        if response.url == view.asked.url
    }


def _finding(case: Case, view: OriginView, problem: str) -> Verdict:
    return CHECK.finding(
        case,
        Claim(
            host=_host(view),
            message=f"the origin {view.host.name} {problem}",
            remedy="let the origin take direct traffic for the host, with a certificate that browsers accept",
        ),
    )


def _doubts(view: OriginView) -> Iterator[str]:
    if not view.host.addresses:
        yield from unanswered(view.host)
    if isinstance(view.answer, Unknown):
        yield f"{view.asked}: {view.answer.reason}"


CHECK = Check(
    id="origin-unreachable",
    title="the origin does not serve the host when it is asked directly",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
