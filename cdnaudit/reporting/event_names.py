"""Events as a reader sees them: what kind of thing fails, its name, and which come first."""

from dataclasses import dataclass

from cdnaudit.model.events import Event, EventKind


@dataclass(frozen=True, slots=True)
class EventName:
    """An event in two words; of a service, the kind is its role."""

    kind: str
    name: str


def event_name(event: Event) -> EventName:
    """Return what kind of thing fails, and its name.

    >>> event_name(Event("cloudflare/cdn")), event_name(Event("asn:13335"))
    (EventName(kind='cdn', name='cloudflare'), EventName(kind='network', name='AS13335'))
    """
    match event.kind:
        case EventKind.SERVICE:
            return EventName(str(event.role), event.name)
        case EventKind.ASN:
            return EventName("network", f"AS{event.name}")
        case kind:
            return EventName(str(kind), event.name)


def reading_order(event: Event) -> tuple[bool, bool, Event]:
    """Sort events for reading: services, then companies, then networks and the rest."""
    return (event.kind is not EventKind.SERVICE, event.kind is not EventKind.COMPANY, event)
