"""The walk's one decision: given these answers, what do we know and what do we ask next?"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from cdnaudit.model.facts import DnsQuestion, Facts
from cdnaudit.names import parent
from cdnaudit.survey.aliases import is_alias
from cdnaudit.survey.host import KnownNetwork, read_host
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.survey import Depth, HostView, Survey, ZoneView
from cdnaudit.survey.zone import KnownNameserver, read_zone
from cdnaudit.survey.zone_cut import IsSuffix

MAX_ZONES = 64
"""Zones read a target (design, the budget)."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the walk may know beforehand; it saves questions and decides nothing else."""

    is_suffix: IsSuffix
    nameserver: KnownNameserver
    network: KnownNetwork


def take(plan: Plan, facts: Facts, hints: Hints) -> Survey:
    """Read the facts from the target outwards.

    ``wanted`` of the result is empty when nothing is left to ask. The same facts
    give the same survey, and a further answer only ever adds to it.
    """
    questions = OpenQuestions(facts, hints.is_suffix)
    hosts = _hosts(questions, plan, hints)
    zones = _zones(questions, plan, hints, hosts)
    for host in hosts:
        _caa(questions, host)
    return Survey(
        target=plan.target,
        facts=facts,
        hosts=hosts,
        zones=zones,
        wanted=tuple(questions.wanted),
        unanswered=tuple(questions.unanswered),
        limits=tuple(sorted(questions.limits)),
    )


def _hosts(questions: OpenQuestions, plan: Plan, hints: Hints) -> tuple[HostView, ...]:
    """Read the target, the ``www`` of an apex where it exists, and hosts of declared URLs."""
    target = plan.target
    names = [target]
    is_apex = not hints.is_suffix(target) and hints.is_suffix(parent(target))
    www = f"www.{target}"
    if is_apex:
        names.append(www)
    names += [urlsplit(url).hostname or "" for url in plan.urls]
    views = [
        read_host(questions, plan, name, hints.network) for name in dict.fromkeys(names) if name
    ]
    return tuple(v for v in views if v.name != www or target == www or v.exists)


def _zones(
    questions: OpenQuestions, plan: Plan, hints: Hints, hosts: tuple[HostView, ...]
) -> dict[str, ZoneView]:
    """Read zones outwards from the hosts, nearest first, from one queue without recursion."""
    queue = _first_zones(hosts)
    zones: dict[str, ZoneView] = {}
    while queue and len(zones) < MAX_ZONES:
        own = next((n for n, d in queue.items() if d is Depth.OWN), next(iter(queue)))
        depth = queue.pop(own)
        zones[own] = read_zone(questions, plan, own, depth, hints.nameserver)
        for name, further in _beyond(questions, zones[own], hints):
            if name not in zones:
                queue.setdefault(name, further)
    if queue:
        questions.limits.add(f"{MAX_ZONES} zones")
    return dict(sorted(zones.items()))


def _first_zones(hosts: tuple[HostView, ...]) -> dict[str, Depth]:
    queue: dict[str, Depth] = {}
    for host in hosts:
        for name, cut in host.zone_cuts.items():
            if cut.zone and name == host.name:
                queue[cut.zone] = Depth.OWN
            elif cut.zone:
                queue.setdefault(cut.zone, Depth.ALIAS)
    return queue


def _beyond(questions: OpenQuestions, zone: ZoneView, hints: Hints) -> list[tuple[str, Depth]]:
    """Return the zones this one hangs on: the one above, and those of its nameservers' names."""
    found = [(zone.parent.zone, zone.depth)]
    for server in zone.servers:
        if server.glued or hints.nameserver(server.name):
            continue
        found += [(questions.cut(name).zone, Depth.DEEP) for name in server.names]
    return [(name, depth) for name, depth in found if name]


def _caa(questions: OpenQuestions, host: HostView) -> None:
    """Ask which issuers the host and its zone allow; no verdict here needs the answer."""
    zone = host.zone_cuts[host.name].zone
    for name in dict.fromkeys((host.name, zone)):
        if name and not is_alias(questions.facts, name):
            questions.prefetch(DnsQuestion(name, "CAA"))
