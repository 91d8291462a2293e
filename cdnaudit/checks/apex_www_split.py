"""The apex and its www take different paths.

Asks: do example.com and www.example.com lead to the same providers and networks?
Why: in an outage one of them works, and people and links use the other.
Silent when: the paths are alike, or only one of them exists; inconclusive where an address or the page of one of them is not known.
Remedy: serve both the same way, or know which one your users need.
Source: RFC 1034, section 3.6.2 (no CNAME at an apex is why they part).
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import has_response
from cdnaudit.model.terms import SERVING, Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView

PATH = tuple(role for role in SERVING if role is not Role.WAF)


def _run(case: Case) -> Iterator[Verdict]:
    by_name = {host.name: host for host in case.survey.hosts}
    apex, www = by_name.get(case.plan.target), by_name.get(f"www.{case.plan.target}")
    if apex and www and apex.exists:
        yield from _compared(case, apex, www)


def _compared(case: Case, apex: HostView, www: HostView) -> Iterator[Verdict]:
    of_apex, of_www = _path(case, apex), _path(case, www)
    if not of_apex or not of_www or of_apex == of_www:
        return
    if apex.was_lost or www.was_lost or has_response(apex) != has_response(www):
        yield CHECK.inconclusive(
            apex.name, f"of {apex.name} and {www.name} not the same was answered"
        )
    else:
        yield CHECK.finding(
            case,
            Claim(
                host=apex.name,
                message=f"{apex.name} leads to {listed(of_apex)}, {www.name} to {listed(of_www)}",
                remedy="serve both names the same way",
            ),
        )


def _path(case: Case, host: HostView) -> list[str]:
    """Return the providers in the host's path, else its networks."""
    providers = {d.provider for d in case.direct(host.name) if d.role in PATH}
    if providers:
        return sorted(providers)
    origins = (case.survey.asn(ip) for ip in host.addresses)
    return sorted({f"AS{origin.asn}" for origin in origins if origin and origin.asn is not None})


CHECK = Check(
    id="apex-www-split",
    title="apex and www take different paths",
    severity=Severity.INFO,
    help=__doc__,
    run=_run,
    advisory=True,
)
