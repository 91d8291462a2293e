"""Every nameserver address of the zone lies in one AS.

Asks: do all nameserver addresses of a family lie in one AS?
Why: a routing mistake of one AS takes them all (Facebook, 2021-10-04).
Silent when: two ASes announce them; mild for an anycast operator, which is many sites behind one AS.
Remedy: put a nameserver in another AS, or add a second DNS provider.
Source: RFC 2182, section 3.1; Allman, IMC 2018.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Verdict
from cdnaudit.checking.shared_network import in_one
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Severity


def _network(origin: AsnAnswer) -> str:
    return f"AS{origin.asn}"


def _run(case: Case) -> Iterator[Verdict]:
    yield from in_one(case, CHECK, "AS", _network)


CHECK = Check(
    id="dns-single-asn",
    title="all nameservers are in one AS",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
