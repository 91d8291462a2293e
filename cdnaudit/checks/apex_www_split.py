"""The apex and its www take different paths.

Asks: do example.com and www.example.com lead to the same providers and networks?
Why: in an outage one of them works, and people and links use the other.
Silent when: the paths are alike, or only one of them exists.
Remedy: serve both the same way, or know which one your users need.
Source: RFC 1034, section 3.6.2 (no CNAME at an apex is why they part).
"""

from collections.abc import Iterator

from cdnaudit.checking.check import Case, Check, Claim, Verdict
from cdnaudit.model.terms import SERVING, Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    by_name = {h.name: h for h in case.survey.hosts}
    apex, www = by_name.get(case.plan.target), by_name.get(f"www.{case.plan.target}")
    if not apex or not www or not apex.exists:
        return
    left, right = _path(case, apex), _path(case, www)
    if left and right and left != right:
        yield CHECK.finding(
            case,
            Claim(
                host=apex.name,
                message=f"{apex.name} leads to {listed(left)}, {www.name} to {listed(right)}",
                remedy="serve both names the same way",
            ),
        )


def _path(case: Case, host: HostView) -> tuple[str, ...]:
    services = {
        u.provider
        for u in case.dependencies
        if u.host == host.name and u.depth == 1 and u.role in SERVING and u.role is not Role.WAF
    }
    if services:
        return tuple(sorted(services))
    origins = [case.survey.asn(ip) for ip in host.addresses]
    return tuple(sorted({f"AS{o.asn}" for o in origins if o and o.asn is not None}))


CHECK = Check(
    id="apex-www-split",
    title="apex and www take different paths",
    severity=Severity.INFO,
    help=__doc__,
    run=_run,
    advisory=True,
)
