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
        yield from _origin(case, view)


def _origin(case: Case, view: OriginView) -> Iterator[Verdict]:
    if view.host.absent:
        yield _finding(case, view, "has no address")
    elif not view.host.addresses:
        for doubt in unanswered(view.host):
            yield CHECK.inconclusive(_host(view), doubt)
    match view.answer:
        case TlsRefusal() as refusal:
            reason = reason_of(refusal, _host(view))
            yield _finding(case, view, f"offers no HTTPS for {_host(view)}: {reason}")
        case HttpAnswer(status=status) if status >= REFUSED:
            yield from _refused(case, view, status)
        case Unknown(reason=reason):
            yield CHECK.inconclusive(_host(view), f"{view.asked}: {reason}")
        case _:
            return  # it was not asked, or serves


def _refused(case: Case, view: OriginView, status: int) -> Iterator[Verdict]:
    """Say that the origin refuses, unless visitors get the same answer by their own way."""
    by_edge = case.survey.facts.http(view.asked.url)
    if by_edge is None or isinstance(by_edge, Unknown):
        reason = f"the origin {view.host.name} answers {status}, and whether {view.asked.url} does is not known"
        yield CHECK.inconclusive(_host(view), reason)
    elif isinstance(by_edge, TlsRefusal) or by_edge.status != status:
        problem = f"answers {status} when it is asked for {_host(view)} directly"
        yield _finding(case, view, problem)


def _host(view: OriginView) -> str:
    """Return the host that the origin was asked for."""
    return urlsplit(view.asked.url).hostname or ""


def _finding(case: Case, view: OriginView, problem: str) -> Verdict:
    return CHECK.finding(
        case,
        Claim(
            host=_host(view),
            message=f"the origin {view.host.name} {problem}",
            remedy="let the origin take direct traffic for the host, with a certificate that browsers accept",
        ),
    )


CHECK = Check(
    id="origin-unreachable",
    title="the origin does not serve the host when it is asked directly",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
