"""A name that an NS or CNAME record points to does not exist.

Asks: does every alias target and every nameserver name exist?
Why: whoever registers the missing name, or claims it at the provider, answers instead of you.
Silent when: all exist for some type of record, or nobody said.
Remedy: remove the record, or take the name back.
Source: Akiwate et al., IMC 2020; Liu, Hao, Wang, CCS 2016.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.facts import DnsAnswer, Unknown
from cdnaudit.model.terms import Role, Severity
from cdnaudit.names import is_under, listed
from cdnaudit.survey.aliases import End, Resolution
from cdnaudit.survey.delegation import NameserverView
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        yield from _alias(case, host)
    for host, zone in case.own_zones():
        yield from _delegation(case, host, zone)


def _alias(case: Case, host: HostView) -> Iterator[Verdict]:
    for name in host.dangling[:1]:
        lost = [r for r in host.resolutions if _may_exist(r)]
        if lost:
            reason = f"{lost[0].question}: {lost[0].reason}"
            yield CHECK.inconclusive(host.name, reason)
            return
        yield CHECK.finding(
            case,
            Claim(
                host=host.name,
                message=f"{host.name} is an alias of {name}, which does not exist",
                remedy=f"remove the alias, or take {name} back before somebody else does",
            ),
        )


def _may_exist(resolution: Resolution) -> bool:
    """Tell whether it was lost, and might have shown that the alias leads to a name that exists.

    NXDOMAIN for AAAA alone, without a word of A, is what broken servers answer.
    """
    unrecorded = resolution.end is End.UNKNOWN and resolution.type == "A"
    return resolution.was_lost or unrecorded


def _delegation(case: Case, host: HostView, zone: ZoneView) -> Iterator[Verdict]:
    unheard = [server.name for server in zone.servers if _may_be_missing(server)]
    if unheard:
        yield CHECK.inconclusive(host.name, f"whether {listed(unheard)} exist is not known")
    missing = [s.name for s in zone.servers if s.exists is False and not s.glue]
    if missing:
        yield _finding(case, host, zone, missing)


def _finding(case: Case, host: HostView, zone: ZoneView, missing: list[str]) -> Verdict:
    free = sorted({d for name in missing if (d := _free_domain(case, name))})
    before = f" before somebody registers {listed(free, 'or')}" if free else ""
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            message=f"{zone.name} is delegated to {listed(missing)}, which does not exist",
            remedy=f"take it out of the delegation{before}",
        ),
    )


def _may_be_missing(server: NameserverView) -> bool:
    """Tell whether its name may not exist for all that came of asking for its addresses."""
    if server.glue or server.exists is not None:
        return False
    return any(r.was_lost or r.end is End.NXDOMAIN for r in server.resolutions)


def _free_domain(case: Case, name: str) -> str:
    """Return the domain of a missing name where anybody may register it: it does not exist.

    Below a domain that exists, such as a provider's, nobody but its owner can make the name.
    """
    domain = case.registrable(name)
    facts = case.survey.facts
    answers = [facts.dns(domain, "NS"), facts.dns(name, "A"), facts.dns(name, "AAAA")]
    return domain if any(_denies(answer, domain) for answer in answers) else ""


def _denies(answer: DnsAnswer | Unknown | None, domain: str) -> bool:
    """Tell whether a negative answer comes from above ``domain``, as its SOA shows (RFC 2308)."""
    if not isinstance(answer, DnsAnswer) or answer.rcode != "NXDOMAIN":
        return False
    owners = [record.name for record in answer.records if record.type == "SOA"]
    return bool(owners) and all(owner != domain and is_under(domain, owner) for owner in owners)


CHECK = Check(
    id="dns-dangling",
    title="an NS or CNAME target does not exist",
    severity=Severity.CRITICAL,
    help=__doc__,
    run=_run,
)
