"""Which events saved runs hold, and which of them is meant by one that none holds."""

import difflib
import ipaddress
from collections.abc import Collection, Iterable

from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.report import TargetReport

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def held_events(targets: Iterable[TargetReport]) -> frozenset[Event]:
    """Return all that may fail in the targets, as far as their graphs, providers and cuts say."""
    held: set[Event] = set()
    for target in targets:
        for node in target.graph.nodes:
            held.update(node.events)
        for dependency in target.providers:
            held.update((dependency.event, Event.company(dependency.company)))
        for cut in target.cuts:
            held.update(cut.events)
    return frozenset(held)


def nearest_event(event: Event, held: Collection[Event]) -> Event | None:
    """Return the event most like one that is not held, if any is; a prefix is like what it overlaps."""
    alike = sorted(one for one in held if one.kind is event.kind)
    if event.kind is EventKind.PREFIX:
        network = ipaddress.ip_network(event.name)
        for one in alike:
            if _overlap(network, ipaddress.ip_network(one.name)):
                return one
    by_name = {one.name: one for one in alike}
    close = difflib.get_close_matches(event.name, by_name, n=1)
    return by_name[close[0]] if close else None


def _overlap(one: Network, other: Network) -> bool:
    return one.version == other.version and one.overlaps(other)
