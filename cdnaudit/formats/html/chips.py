"""Events as chips that can be failed, and the words around them."""

import re
from collections.abc import Iterable
from json import dumps

from cdnaudit.formats.html.markup import Html, el, text
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome
from cdnaudit.names import shown

_KEYED = re.compile(r"(company|asn|prefix|region|tld):(.*)\Z", re.DOTALL)


def split(event: str) -> tuple[str, str]:
    """Return what kind of thing fails, and its name.

    >>> split("cloudflare/cdn"), split("asn:13335"), split("region:aws/us-east-1")
    (('cdn', 'cloudflare'), ('network', 'AS13335'), ('region', 'aws/us-east-1'))
    """
    keyed = _KEYED.match(event)
    if keyed is None:
        name, _, role = event.rpartition("/")
        return (role, name) if name else ("event", event)
    kind, name = keyed.groups()
    return ("network", f"AS{name}") if kind == "asn" else (kind, name)


def single_points(target: TargetReport) -> tuple[str, ...]:
    """Return the events that alone take the target down, services first."""
    found = {c.events[0] for c in target.cuts if len(c.events) == 1 and c.outcome is Outcome.DOWN}
    return tuple(sorted(found, key=weight))


def weight(event: str) -> tuple[bool, bool, str]:
    """Order events for reading: services, then companies, then networks and the rest."""
    return (":" in event, not event.startswith("company:"), event)


def chip(events: Iterable[str], *, single: bool = False) -> Html:
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
