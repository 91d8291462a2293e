"""What the fields of a rule may hold: suffixes, networks, header names, services."""

import ipaddress
import re

from cdnaudit.fields.fields import Fields
from cdnaudit.fields.wording import repeated
from cdnaudit.knowledge.globs import MAX_LABEL, is_glob, literal, tokens
from cdnaudit.model.events import Event, Service
from cdnaudit.names import MAX_NAME

MAX_TOKENS = 3
"""A label; few, for each more multiplies the time to match by the length of a label."""
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


def texts(table: Fields, key: str) -> tuple[str, ...]:
    """Return one text or a list, each once; none may be empty."""
    found = table.texts(key, lone=True)
    for number, text in enumerate(found):
        if not text:
            raise table.error(f"{key}[{number}]", "is empty", "take it out")
    return tuple(dict.fromkeys(found))


def suffixes(table: Fields) -> tuple[str, ...]:
    """Return suffixes as they stand, each checked label by label."""
    found = texts(table, "suffix")
    for suffix in found:
        problem = _suffix_problem(suffix)
        if problem:
            told = f"{repeated(suffix)} {problem}"
            raise table.error("suffix", told, "write whole labels: cdn.example.net")
    return found


def _suffix_problem(suffix: str) -> str:
    labels = suffix.split(".")
    if len(suffix) > MAX_NAME or "." not in suffix:
        return "is no domain of two labels or more"
    if any(not _is_label(label) for label in labels):
        return "has a label that is empty, too long or not lower-case a-z 0-9 - _ * # {region}"
    if is_glob(labels[-1]) or not any(literal(label) for label in labels[:-1]):
        return "matches names of others too"
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


def networks(table: Fields) -> tuple[str, ...]:
    """Return CIDR prefixes in canonical form; host bits must be clear."""
    remedy = "write it as 192.0.2.0/24, host bits clear"
    found = table.read_all("prefix", ipaddress.ip_network, remedy, lone=True)
    for network in found:
        if network.prefixlen < WIDEST[network.version]:
            problem = f"{network} is too wide"
            raise table.error("prefix", problem, "list the provider's own networks")
    return tuple(dict.fromkeys(map(str, found)))


def header_name(table: Fields) -> str:
    """Return the name of the header a rule looks at; a shared name needs a value."""
    name = table.filled("header")
    if not _HEADER.match(name):
        raise table.error("header", f"is {repeated(name)}", "write a header's name in lower case")
    values = texts(table, "value")
    if name in GENERIC_HEADERS and (not values or "*" in values):
        raise table.error("header", f"{name!r} is sent by many", 'give its value = ["…*"]')
    return name


def header_names(table: Fields, key: str) -> tuple[str, ...]:
    """Return names of headers, written in lower case."""
    found = texts(table, key)
    for name in found:
        if not _HEADER.match(name):
            raise table.error(key, f"is {repeated(name)}", "write a header's name in lower case")
    return found


def headers_beside(table: Fields) -> tuple[tuple[str, str], ...]:
    """Return the name and value glob of each header in ``with_header``: one table, or a list."""
    lone = isinstance(table.values.get("with_header"), dict)
    return tuple(
        map(_header, [table.table("with_header")] if lone else table.tables("with_header"))
    )


def _header(table: Fields) -> tuple[str, str]:
    table.refuse_unknown(("header", "value"))
    return table.filled("header").lower(), table.text("value", "*")


def services(table: Fields, key: str) -> tuple[Service, ...]:
    """Return services, each written as its event ``PROVIDER/ROLE``."""
    found = table.read_all(key, _service, "write PROVIDER/ROLE, as fastly/cdn", lone=True)
    return tuple(dict.fromkeys(found))


def _service(text: str) -> Service:
    event = Event.parse(text)
    if not event.provider or not event.role or not ID.match(event.provider):
        raise ValueError(f"{text!r} is no service")
    return Service(event.provider, event.role)


def identifier(table: Fields, key: str, default: str | None = None) -> str:
    """Return an id: lower case words joined by hyphens."""
    name = table.text(key, default)
    if not ID.match(name) or len(name) > MAX_LABEL:
        raise table.error(key, f"is {repeated(name)}", "write lower-case words joined by hyphens")
    return name
