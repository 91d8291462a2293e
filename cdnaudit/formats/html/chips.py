"""Events as chips that can be failed, and the words around them."""

from collections.abc import Iterable
from json import dumps

from cdnaudit.formats.html.markup import Html, el, text
from cdnaudit.model.events import Event, EventKind
from cdnaudit.model.report import TargetReport
from cdnaudit.names import shown


def split(event: Event) -> tuple[str, str]:
    """Return what kind of thing fails, and its name.

    >>> split(Event("cloudflare/cdn")), split(Event("asn:13335"))
    (('cdn', 'cloudflare'), ('network', 'AS13335'))
    """
    match event.kind:
        case EventKind.SERVICE:
            return (str(event.role), event.name)
        case EventKind.ASN:
            return ("network", f"AS{event.name}")
        case kind:
            return (str(kind), event.name)


def single_points(target: TargetReport) -> tuple[Event, ...]:
    """Return the events that alone take the target down, services first."""
    return tuple(sorted(target.single_points, key=weight))


def weight(event: Event) -> tuple[bool, bool, Event]:
    """Order events for reading: services, then companies, then networks and the rest."""
    return (event.kind is not EventKind.SERVICE, event.kind is not EventKind.COMPANY, event)


def chip(events: Iterable[Event], *, single: bool = False) -> Html:
    """Return one or more events as one chip; the script makes a button of it."""
    named = tuple(events)
    inner = [el("span", "\u25c6 ", class_="mark", aria_hidden="true")] if single else []
    for number, event in enumerate(named):
        kind, name = split(event)
        if number:
            inner.append(el("span", " + ", class_="plus"))
        inner.append(Html(f"{text(name)} {el('small', kind)}"))
    kinds = "event single" if single else "event"
    return el("span", inner, class_=kinds, data_events=dumps([shown(e) for e in named]))
