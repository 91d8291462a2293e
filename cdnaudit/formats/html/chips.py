"""Events as chips that can be failed."""

from collections.abc import Iterable
from json import dumps

from cdnaudit.formats.html.markup import Html, el, text
from cdnaudit.model.events import Event
from cdnaudit.names import shown
from cdnaudit.reporting.event_names import event_name


def chip(events: Iterable[Event], *, single: bool = False) -> Html:
    """Return one or more events as one chip; the script makes a button of it."""
    named = tuple(events)
    inner = [el("span", "\u25c6 ", class_="mark", aria_hidden="true")] if single else []
    for number, event in enumerate(named):
        found = event_name(event)
        if number:
            inner.append(el("span", " + ", class_="plus"))
        inner.append(Html(f"{text(found.name)} {el('small', found.kind)}"))
    kinds = "event single" if single else "event"
    return el("span", inner, class_=kinds, data_events=dumps([shown(event) for event in named]))
