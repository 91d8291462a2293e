"""What the fields of a rule may hold: suffixes, networks, header names, event names."""

import ipaddress
import re

from cdnaudit.knowledge.fields import Table
from cdnaudit.knowledge.globs import MAX_LABEL, is_glob, literal, tokens
from cdnaudit.model.events import Event, Service

MAX_TOKENS = 3
"""A label; few, for each more multiplies the time to match by the length of a label."""
MAX_NAME = 253
"""Octets. Source: RFC 1035, section 2.3.4."""
WIDEST = {4: 8, 6: 16}
"""The shortest prefix length by IP version that anyone could call its own."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
GENERIC_HEADERS = frozenset(
    {
        "age",
        "cache-control",
        "content-type",
        "etag",
        "server",
        "set-cookie",
        "via",
        "x-amz-id-2",
        "x-amz-request-id",
        "x-cache",
        "x-cache-hits",
        "x-cache-status",
        "x-cdn",
        "x-powered-by",
        "x-request-id",
        "x-served-by",
        "x-timer",
    }
)
"""Headers many senders share: their presence proves nothing, their value may."""

_LABEL = re.compile(r"[a-z0-9_-]*\Z")
_HEADER = re.compile(r"[a-z0-9!#$%&'^_`|~+.-]+\Z")


def suffixes(table: Table, key: str = "suffix") -> tuple[str, ...]:
    """Return suffixes as they stand, each checked label by label."""
    found = table.texts(key)
    for suffix in found:
        problem = _suffix_problem(suffix)
        if problem:
            raise table.error(key, f"{suffix!r} {problem}", "write whole labels: cdn.example.net")
    return found


def _suffix_problem(suffix: str) -> str:
    labels = suffix.split(".")
    if len(suffix) > MAX_NAME or "." not in suffix:
        return "is no domain of two labels or more"
    if any(not _is_label(label) for label in labels):
        return "has a label that is empty, too long or not lower-case a-z 0-9 - _ * # {region}"
    if is_glob(labels[-1]) or not any(literal(label) for label in labels[:-1]):
        return "matches names of strangers"
    if suffix.count("{region}") > 1:
        return "has {region} twice"
    return ""


def _is_label(label: str) -> bool:
    plain = literal(label)
    return (
        bool(label)
        and len(plain) <= MAX_LABEL
        and tokens(label) <= MAX_TOKENS
        and _LABEL.match(plain) is not None
    )


def networks(table: Table) -> tuple[str, ...]:
    """Return CIDR prefixes in canonical form; host bits must be clear."""
    return tuple(_network(table, text) for text in table.texts("prefix"))


def _network(table: Table, text: str) -> str:
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        problem = f"{text!r} is no network"
        raise table.error("prefix", problem, "write it as 192.0.2.0/24, host bits clear") from None
    if network.prefixlen < WIDEST[network.version]:
        raise table.error("prefix", f"{text!r} is too wide", "list the provider's own networks")
    return str(network)


def header_name(table: Table) -> str:
    """Return the name of the header a rule looks at; a shared name needs a value."""
    name = table.text("header")
    if not _HEADER.match(name):
        raise table.error("header", f"is {name!r}", "write a header's name in lower case")
    values = table.texts("value")
    if name in GENERIC_HEADERS and (not values or "*" in values):
        raise table.error("header", f"{name!r} is sent by many", 'give its value = ["…*"]')
    return name


def services(table: Table, key: str) -> tuple[Service, ...]:
    """Return services, each written as its event ``PROVIDER/ROLE``."""
    return tuple(_service(table, key, text) for text in table.texts(key))


def _service(table: Table, key: str, text: str) -> Service:
    try:
        event = Event.parse(text)
    except ValueError:
        event = Event()
    if not event.provider or not event.role or not ID.match(event.provider):
        raise table.error(key, f"has {text!r}", "write PROVIDER/ROLE, as fastly/cdn")
    return Service(event.provider, event.role)


def identifier(table: Table, key: str, default: str | None = None) -> str:
    """Return an id: lower case words joined by hyphens."""
    name = table.text(key, default)
    if not ID.match(name) or len(name) > MAX_LABEL:
        raise table.error(key, f"is {name!r}", "write lower-case words joined by hyphens")
    return name
