"""Events as a finding's sentence names them."""

from collections.abc import Iterable

from cdnaudit.checking.case import Case
from cdnaudit.model.events import Event, EventKind
from cdnaudit.survey.survey import HostView


def in_words(case: Case, host: HostView, events: Iterable[Event]) -> list[str]:
    """Name events that strike a host, the roles of one provider together."""
    roles: dict[str, list[str]] = {}
    others: list[str] = []
    for event in events:
        if event.provider and event.role:
            roles.setdefault(event.provider, []).append(event.role)
        else:
            others.append(_other(case, host, event))
    return [*(f"{provider} ({', '.join(found)})" for provider, found in roles.items()), *others]


def _other(case: Case, host: HostView, event: Event) -> str:
    """Name what is no service; an AS by its number and its name."""
    if event.kind is not EventKind.ASN:
        return f"the {event.kind} {event.name}"
    origins = filter(None, map(case.survey.asn, host.addresses))
    name = next((o.as_name for o in origins if str(o.asn) == event.name and o.as_name), "")
    return f"AS{event.name} ({name})" if name else f"AS{event.name}"
