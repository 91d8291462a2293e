"""The walk's one decision: given these answers, what do we know and what do we ask next?"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urlsplit

from cdnaudit.model.facts import Facts, HttpQuestion, Unknown
from cdnaudit.names import Registrable, is_address, is_under, parent
from cdnaudit.survey.aliases import End
from cdnaudit.survey.host import HostReader, KnownNetwork
from cdnaudit.survey.nameservers import KnownNameserver
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.readings import Readings
from cdnaudit.survey.survey import HostView, OriginView, Survey, ZoneView
from cdnaudit.survey.zone import ZoneReader, ask_for_ttls
from cdnaudit.survey.zone_cut import IsSuffix, may_begin

MAX_ZONES = 64
"""Zones read a target (design, the budget)."""
MAX_ORIGINS = 8
"""Declared origins that are asked: they share the target's questions."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the walk may know beforehand; it saves questions and decides nothing else."""

    is_suffix: IsSuffix
    registrable: Registrable
    known_nameserver: KnownNameserver
    known_network: KnownNetwork


def read_target(plan: Plan, facts: Facts, hints: Hints, readings: Readings | None = None) -> Survey:
    """Read the facts from the target outwards.

    ``wanted`` of the result is empty when nothing is left to ask. The same facts
    give the same survey, and a further answer only ever adds to what was asked, but
    past ``MAX_ZONES``, where it may bring forward other zones.

    ``readings`` are those of the same plan, hints and facts, when these were fewer: they save
    time and change nothing.
    """
    readings = readings or Readings()
    readings.learn(facts)
    questions = OpenQuestions(facts, hints.is_suffix, readings)
    hosts = _hosts(questions, plan, hints)
    zones = _zones(questions, plan, hints, hosts)
    survey = _survey(plan.target, questions, hosts, zones)
    if plan.status_page and not survey.wanted:
        survey = _with_status_page(survey, plan, hints, readings)
    if plan.origins and not survey.wanted:
        survey = _with_origins(survey, plan, hints, readings)
    return survey


def _survey(
    target: str,
    questions: OpenQuestions,
    hosts: tuple[HostView, ...],
    zones: dict[str, ZoneView],
) -> Survey:
    return Survey(
        target=target,
        facts=questions.facts,
        hosts=hosts,
        zones=zones,
        wanted=tuple(questions.notes.wanted),
        unanswered=tuple(questions.notes.unanswered),
        limits=tuple(sorted(questions.notes.limits)),
    )


def _with_status_page(survey: Survey, plan: Plan, hints: Hints, readings: Readings) -> Survey:
    """Read the status page once the target is known, so that it takes none of its questions."""
    questions = OpenQuestions(survey.facts, hints.is_suffix, readings)
    hosts = (HostReader(questions, plan, hints.known_network).read(plan.status_page),)
    zones = _zones(questions, plan, hints, hosts, beside=survey.zones)
    page = _survey(plan.status_page, questions, hosts, zones)
    limits = tuple(sorted({*survey.limits, *page.limits}))
    return replace(survey, wanted=page.wanted, limits=limits, status_page=page)


def _hosts(questions: OpenQuestions, plan: Plan, hints: Hints) -> tuple[HostView, ...]:
    """Read the target, the ``www`` of an apex unless there is none, and hosts of declared URLs."""
    www = f"www.{plan.target}"
    names = [plan.target]
    if _is_apex(plan.target, hints):
        names.append(www)
    names += [urlsplit(url).hostname or "" for url in plan.urls]
    reader = HostReader(questions, plan, hints.known_network)
    views = [reader.read(name) for name in dict.fromkeys(names) if name]
    return tuple(view for view in views if view.name != www or _may_serve(view, questions.facts))


def _may_serve(www: HostView, facts: Facts) -> bool:
    """Tell whether visitors may come by it: it exists, begins a zone, or is not known not to.

    A recording that holds nothing of it was made without it.
    """
    ends = {resolution.end for resolution in www.resolutions}
    half_held = End.UNKNOWN in ends and bool(ends & {End.NONE, End.NXDOMAIN})
    there = www.exists or www.was_lost or www.is_idle
    return there or half_held or _may_be_hidden(www, facts)


def _may_be_hidden(www: HostView, facts: Facts) -> bool:
    """Tell whether a zone may begin there whose servers fail, and the parent's word was lost.

    A resolver that is referred in a circle says "none", and names no zone that says so.
    """
    asked = (answer for _, answer in facts.direct(www.name, "NS"))
    lost = any(isinstance(a, Unknown) and a.cause.was_asked for a in asked)
    return lost and www.name in www.zone_cuts[www.name].suspected and may_begin(facts, www.name)


def _is_apex(name: str, hints: Hints) -> bool:
    """Tell whether a registry delegates ``name`` itself."""
    return not hints.is_suffix(name) and hints.is_suffix(parent(name))


def _with_origins(survey: Survey, plan: Plan, hints: Hints, readings: Readings) -> Survey:
    """Read the declared origins last, and ask each for the first host that serves."""
    served = [host.name for host in survey.hosts if not host.absent] or [plan.target]
    url = f"https://{served[0]}/"
    asked = [HttpQuestion(url, origin=origin) for origin in plan.origins[:MAX_ORIGINS]]
    views = tuple(_origin(question, survey, plan, hints, readings) for question in asked)
    wanted = chain.from_iterable(view.survey.wanted for view in views)
    over = [f"{MAX_ORIGINS} origins"] if len(plan.origins) > MAX_ORIGINS else []
    limits = chain(survey.limits, over, *(view.survey.limits for view in views))
    return replace(
        survey,
        wanted=tuple(dict.fromkeys(wanted)),
        limits=tuple(sorted(set(limits))),
        origins=views,
    )


def _origin(
    asked: HttpQuestion, survey: Survey, plan: Plan, hints: Hints, readings: Readings
) -> OriginView:
    """Read one origin; it is asked for the target alone, and for no page of its own."""
    questions = OpenQuestions(survey.facts, hints.is_suffix, readings)
    unpaged = HostReader(questions, replace(plan, http=False), hints.known_network)
    read = unpaged.at_address if is_address(asked.origin) else unpaged.read
    hosts = (read(asked.origin),)
    answer = HostReader(questions, plan, hints.known_network).directly(asked, hosts[0])
    zones = _zones(questions, plan, hints, hosts, beside=survey.zones)
    return OriginView(_survey(asked.origin, questions, hosts, zones), asked, answer)


def _zones(
    questions: OpenQuestions,
    plan: Plan,
    hints: Hints,
    hosts: tuple[HostView, ...],
    beside: Collection[str] = (),
) -> dict[str, ZoneView]:
    """Read zones outwards from the hosts, from one queue without recursion.

    Zones that hold a host come first, so that no zone is first read as another's. Those that
    were read ``beside`` them count towards the bound.
    """
    reader = ZoneReader(questions, hints.known_nameserver, hints.registrable, plan.authoritative)
    queue = _first_zones(hosts)
    zones: dict[str, ZoneView] = {}
    while queue and len({*zones, *beside}) < MAX_ZONES:
        name = next((n for n, holds_host in queue.items() if holds_host), next(iter(queue)))
        zones[name] = reader.read(name, holds_host=queue.pop(name))
        ask_for_ttls(questions, zones[name], hosts)
        for further, holds_host in _zones_needed_by(zones[name], questions, hints):
            if further not in zones:
                queue[further] = queue.get(further, False) or holds_host
    if queue:
        questions.limit(f"{MAX_ZONES} zones")
    return dict(sorted(zones.items()))


def _first_zones(hosts: tuple[HostView, ...]) -> dict[str, bool]:
    """Return the zones of all names on the hosts' chains, and whether each holds a host."""
    queue: dict[str, bool] = {}
    for host in hosts:
        for name, cut in host.zone_cuts.items():
            if cut.zone:
                queue[cut.zone] = queue.get(cut.zone, False) or name == host.name
    return queue


def _zones_needed_by(
    zone: ZoneView, questions: OpenQuestions, hints: Hints
) -> Iterator[tuple[str, bool]]:
    """Yield the zone above, and those of nameserver names, with whether each holds a host.

    Glue makes the zone of a nameserver's name moot. That is known only when the parent has
    answered; what lies on the way to that zone is asked meanwhile.
    """
    if zone.parent.zone:
        yield zone.parent.zone, zone.holds_host
    for server in zone.servers:
        if not server.resolutions or is_under(server.name, zone.name):
            continue
        if hints.known_nameserver(server.name):
            continue
        for name in server.names:
            cut = questions.prefetch_zone_cut(name)
            if zone.parent_settled and not server.glued:
                cut = questions.zone_cut(name)
                if cut.zone:
                    yield cut.zone, False
