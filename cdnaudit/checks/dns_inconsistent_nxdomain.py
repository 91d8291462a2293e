"""A name that exists is said not to, for one type of record.

Asks: is a name with records of one type answered NXDOMAIN for another?
Why: NXDOMAIN means that the name has no records of any type; a resolver that holds a server to it finds the host gone.
Silent when: the answers agree: all give records or none, or all say that the name does not exist.
Remedy: let the server answer NOERROR without records for a type that the name does not have.
Source: RFC 4074, section 4.2; RFC 8020, section 2.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.facts import DnsQuestion
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import listed
from cdnaudit.survey.aliases import End, Resolution, resolve
from cdnaudit.survey.survey import HostView

OTHER_TYPES = ("HTTPS", "NS")
"""Types asked of a host beside those of its addresses."""


def _run(case: Case) -> Iterator[Verdict]:
    by_host: dict[str, list[Resolution]] = defaultdict(list)
    for host in case.survey.hosts:
        by_host[host.name] += _of_host(case, host)
    for host, zone in case.own_zones():
        for server in zone.servers:
            by_host[host.name] += server.resolutions
    for name, resolutions in by_host.items():
        faults = list(dict.fromkeys(_faults(resolutions)))
        if faults:
            yield _finding(case, name, faults)


def _of_host(case: Case, host: HostView) -> Iterator[Resolution]:
    yield from host.resolutions
    for type_ in OTHER_TYPES:
        yield resolve(case.survey.facts, DnsQuestion(host.name, type_))


def _faults(resolutions: Iterable[Resolution]) -> Iterator[str]:
    """Say which names are answered so, and for which types."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    denied: dict[str, dict[str, None]] = defaultdict(dict)
    for resolution in resolutions:
        if resolution.end is End.ADDRESSES:
            found[resolution.last][resolution.type] = None
        if resolution.end is End.NXDOMAIN:
            denied[resolution.last][resolution.type] = None
    for name, types in denied.items():
        others = [type_ for type_ in found[name] if type_ not in types]
        if others:
            yield f"{name} has {listed(others)} records and is answered NXDOMAIN for {listed(types)}"


def _finding(case: Case, host: str, faults: list[str]) -> Verdict:
    return CHECK.finding(
        case,
        Claim(
            host=host,
            role=Role.DNS,
            message="; ".join(faults),
            remedy="let the server answer NOERROR without records for types that the name does not have",
        ),
    )


CHECK = Check(
    id="dns-inconsistent-nxdomain",
    title="a name that exists is answered NXDOMAIN",
    severity=Severity.LOW,
    help=__doc__,
    run=_run,
    advisory=True,
)
