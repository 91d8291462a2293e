"""Every nameserver address of the zone lies in one prefix.

Asks: do all nameserver addresses of a family lie in one prefix?
Why: one withdrawn or hijacked route takes them all.
Silent when: two prefixes hold them; mild for an anycast operator.
Remedy: put a nameserver in another prefix, or add a second DNS provider.
Source: RFC 2182, section 3.1; Allman, IMC 2018.
"""

from collections.abc import Iterator

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Verdict
from cdnaudit.checking.shared_network import in_one
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Severity


def _network(origin: AsnAnswer) -> str:
    return str(origin.prefix)


def _run(case: Case) -> Iterator[Verdict]:
    yield from in_one(case, CHECK, "prefix", _network)


CHECK = Check(
    id="dns-single-prefix",
    title="all nameservers are in one prefix",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
    advisory=True,
)
