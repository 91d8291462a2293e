"""Two zones need each other to be found.

Asks: do the nameserver names of two zones lie in each other, without glue?
Why: once the records expire from caches, neither zone can be found again (tsuNAME).
Silent when: the parent's referral carries an address for one of them.
Remedy: give a nameserver a name inside its own zone, with glue at the parent.
Source: Moura, Castro, Heidemann, Hardaker, "TsuNAME", IMC 2021.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.further_zones import names_to_find, surveyed_zone
from cdnaudit.graph.evaluate import outcome
from cdnaudit.model.facts import Cause, DnsQuestion, Unknown
from cdnaudit.model.terms import Outcome, Role, Severity
from cdnaudit.names import ancestors, listed
from cdnaudit.survey.survey import HostView, ZoneView


def _run(case: Case) -> Iterator[Verdict]:
    needs = {name: frozenset(_needs(case, zone)) for name, zone in case.survey.zones.items()}
    reach = {name: _reach(needs, name) for name in needs}
    yield from _doubts(case)
    said: set[frozenset[str]] = set()
    for host, zone in case.zones():
        ring = frozenset(name for name in reach[zone.name] if zone.name in reach[name])
        if zone.name in ring and ring not in said:
            said.add(ring)
            yield _finding(case, host, zone, ring)


def _doubts(case: Case) -> Iterator[Verdict]:
    """Say which zones on the way to the hosts were asked for and stay unknown."""
    for host in case.survey.hosts:
        yield from _lost(case, host, _astray(host))
    for host, zone in case.zones():
        yield from _lost(case, host, _unfound(case, zone))


def _astray(host: HostView) -> Iterator[str]:
    """Yield the names of a host's chains that nobody could give a zone."""
    for name, cut in host.zone_cuts.items():
        if not (cut.zone or cut.registry):
            yield name


def _unfound(case: Case, zone: ZoneView) -> Iterator[str]:
    """Yield the zone itself where its nameservers are unknown, and their names without a zone."""
    if not zone.servers:
        yield zone.name
    for server in zone.servers:
        yield from (n for n in names_to_find(case, server) if not surveyed_zone(case, n))


def _lost(case: Case, host: HostView, names: Iterable[str]) -> Iterator[Verdict]:
    """Name the questions for the zones of ``names`` that were asked and brought no answer."""
    for name in dict.fromkeys(chain.from_iterable(map(ancestors, names))):
        answer = case.survey.facts.dns(name, "NS")
        if isinstance(answer, Unknown) and answer.cause is not Cause.NOT_RECORDED:
            yield CHECK.inconclusive(host.name, f"{DnsQuestion(name, 'NS')}: {answer.reason}")


def _finding(case: Case, host: HostView, zone: ZoneView, ring: frozenset[str]) -> Verdict:
    resolves = outcome(case.graphs.zones[zone.name], frozenset()) is not Outcome.DOWN
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.DNS,
            severity=Severity.MEDIUM if resolves else Severity.HIGH,
            message=f"the zones {listed(sorted(ring))} need each other to be found"
            + ("" if resolves else ", and nothing else leads to them"),
            remedy="name a nameserver inside its own zone, with glue at the parent",
        ),
    )


def _needs(case: Case, zone: ZoneView) -> Iterator[str]:
    """Yield the zones that hold names of the zone's nameservers, where that matters."""
    for server in zone.servers:
        home = surveyed_zone(case, server.name) if names_to_find(case, server) else None
        if home and home.name != zone.name:
            yield home.name


def _reach(needs: Mapping[str, frozenset[str]], start: str) -> frozenset[str]:
    """Return every zone that ``start`` needs, at any remove."""
    seen: set[str] = set()
    queue = list(needs.get(start, ()))
    while queue:
        name = queue.pop()
        if name not in seen:
            seen.add(name)
            queue.extend(needs.get(name, ()))
    return frozenset(seen)


CHECK = Check(
    id="dns-cyclic-dependency",
    title="zones that need each other",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
)
