"""The walk's one decision: given these answers, what do we know and what do we ask next?"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from cdnaudit.model.facts import DnsQuestion, Facts
from cdnaudit.names import parent
from cdnaudit.survey.aliases import is_alias
from cdnaudit.survey.hosts import KnownNetwork, read_host
from cdnaudit.survey.ledger import Ledger
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.view import Depth, HostView, Survey, ZoneView
from cdnaudit.survey.zonecut import IsSuffix
from cdnaudit.survey.zones import KnownNameserver, read_zone

MAX_ZONES = 64
"""Zones read a target (design, the budget)."""


@dataclass(frozen=True, slots=True)
class Lore:
    """What the walk may know beforehand; it saves questions and decides nothing else."""

    is_suffix: IsSuffix
    nameserver: KnownNameserver
    network: KnownNetwork


def take(plan: Plan, facts: Facts, lore: Lore) -> Survey:
    """Read the facts from the target outwards.

    ``wanted`` of the result is empty when nothing is left to ask. The same facts
    give the same survey, and a further answer only ever adds to it.
    """
    ledger = Ledger(facts, lore.is_suffix)
    hosts = _hosts(ledger, plan, lore)
    zones = _zones(ledger, plan, lore, hosts)
    for host in hosts:
        _caa(ledger, host)
    return Survey(
        target=plan.target,
        facts=facts,
        hosts=hosts,
        zones=zones,
        wanted=tuple(ledger.wanted),
        gaps=tuple(ledger.gaps),
        limits=tuple(sorted(ledger.limits)),
    )


def _hosts(ledger: Ledger, plan: Plan, lore: Lore) -> tuple[HostView, ...]:
    """Read the target, the ``www`` of an apex where it exists, and hosts of declared URLs."""
    target = plan.target
    names = [target]
    is_apex = not lore.is_suffix(target) and lore.is_suffix(parent(target))
    www = f"www.{target}"
    if is_apex:
        names.append(www)
    names += [urlsplit(url).hostname or "" for url in plan.urls]
    views = [read_host(ledger, plan, name, lore.network) for name in dict.fromkeys(names) if name]
    return tuple(v for v in views if v.name != www or target == www or v.exists)


def _zones(
    ledger: Ledger, plan: Plan, lore: Lore, hosts: tuple[HostView, ...]
) -> dict[str, ZoneView]:
    """Read zones outwards from the hosts, nearest first, from one queue without recursion."""
    queue = _first_zones(hosts)
    zones: dict[str, ZoneView] = {}
    while queue and len(zones) < MAX_ZONES:
        own = next((n for n, d in queue.items() if d is Depth.OWN), next(iter(queue)))
        depth = queue.pop(own)
        zones[own] = read_zone(ledger, plan, own, depth, lore.nameserver)
        for name, further in _beyond(ledger, zones[own], lore):
            if name not in zones:
                queue.setdefault(name, further)
    if queue:
        ledger.limits.add(f"{MAX_ZONES} zones")
    return dict(sorted(zones.items()))


def _first_zones(hosts: tuple[HostView, ...]) -> dict[str, Depth]:
    queue: dict[str, Depth] = {}
    for host in hosts:
        for name, cut in host.cuts.items():
            if cut.zone and name == host.name:
                queue[cut.zone] = Depth.OWN
            elif cut.zone:
                queue.setdefault(cut.zone, Depth.ALIAS)
    return queue


def _beyond(ledger: Ledger, zone: ZoneView, lore: Lore) -> list[tuple[str, Depth]]:
    """Return the zones this one hangs on: the one above, and those of its nameservers' names."""
    found = [(zone.parent.zone, zone.depth)]
    for server in zone.servers:
        if server.bootstrapped or lore.nameserver(server.name):
            continue
        names = dict.fromkeys([server.name, *(n for r in server.resolutions for n in r.chain)])
        found += [(ledger.cut(name).zone, Depth.DEEP) for name in names]
    return [(name, depth) for name, depth in found if name]


def _caa(ledger: Ledger, host: HostView) -> None:
    """Ask which issuers the host and its zone allow; no verdict here needs the answer."""
    zone = host.cuts[host.name].zone
    for name in dict.fromkeys((host.name, zone)):
        if name and not is_alias(ledger.facts, name):
            ledger.prefetch(DnsQuestion(name, "CAA"))
