"""A network in the path that no rule knows.

Asks: is there an address of the host whose network, and whose names, no rule names?
Why: what has no name here is not thereby harmless; it counts as its AS in every verdict.
Silent when: a rule names a provider for the address, the alias chain or the response.
Remedy: if you know who it is, add a rule (CONTRIBUTING), or use one of your own (--rules).
Source: Kashaf, Sekar, Agarwal, IMC 2020, section 3: what cannot be attributed is counted apart.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.model.terms import SERVING, Confidence, Severity
from cdnaudit.names import listed
from cdnaudit.survey.survey import HostView


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        found = case.attributed(host)
        spoken = (*found.by_response, *found.named)
        if any(match.rule.role in SERVING for match in spoken):
            continue
        unnamed = [ip for ip in host.addresses if not found.by_address.get(ip)]
        if unnamed:
            yield _finding(case, host, unnamed)


def _finding(case: Case, host: HostView, unnamed: list[str]) -> Verdict:
    networks = sorted({_network(case, ip) for ip in unnamed})
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            confidence=Confidence.HIGH,
            message=f"no rule names who serves {host.name} from {listed(networks)}",
            remedy="if you know who it is, name it with a rule of your own (--rules)",
        ),
    )


def _network(case: Case, ip: str) -> str:
    origin = case.survey.asn(ip)
    if origin is None or origin.asn is None:
        return f"{ip} (no known route)"
    return f"AS{origin.asn}" + (f" ({origin.as_name})" if origin.as_name else "")


CHECK = Check(
    id="provider-unknown",
    title="a network that no rule knows",
    severity=Severity.INFO,
    help=__doc__,
    run=_run,
    advisory=True,
)
