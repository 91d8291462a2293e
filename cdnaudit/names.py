"""Host names and URLs as strangers write them, into the one form the rest of the house uses.

A name is lower case, A-labels (RFC 5890), without the final dot; the root is ``""``.
"""

import ipaddress
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from cdnaudit import idn
from cdnaudit.errors import UsageError

ROOT = "."
"""How the root is shown: its name is empty."""
Registrable = Callable[[str], str]
"""Returns the domain a registrant bought, of any name."""
KEPT = 4096
"""Names whose ancestors are remembered: a walk asks for the same again and again."""
MAX_NAME = 253
"""Octets in presentation form without the final dot. Source: RFC 1035, section 2.3.4."""
FEW = 3
"""Names written out before the rest is counted."""

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}

_HAS_PORT_OR_PATH = re.compile(r"[/?]|:\d+\Z")
_CREDENTIALS = re.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@")
_LABEL = re.compile(r"[a-z0-9_*-]{1,63}\Z")
_NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)\Z")
"""A last label that makes a browser read the whole name as an address.
Source: URL Standard, "ends-in-a-number checker"."""
_UNSHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@lru_cache(KEPT)
def ancestors(name: str) -> tuple[str, ...]:
    """Return ``name`` and every name above it but the root, longest first.

    >>> ancestors("www.example.com")
    ('www.example.com', 'example.com', 'com')
    """
    labels = name.split(".") if name else []
    return tuple(".".join(labels[i:]) for i in range(len(labels)))


def parent(name: str) -> str:
    """Return the name above.

    >>> parent("example.com"), parent("com")
    ('com', '')
    """
    return name.partition(".")[2]


def is_under(name: str, zone: str) -> bool:
    """Tell whether ``name`` is ``zone`` or below it, on whole labels.

    >>> is_under("ns1.example.com", "example.com"), is_under("badexample.com", "example.com")
    (True, False)
    """
    return not zone or name == zone or name.endswith("." + zone)


def is_address(text: str) -> bool:
    """Tell whether ``text`` is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def clean(name: str) -> str:
    """Return a name from the wire in the house's form; no opinion on what it may hold.

    >>> clean("WWW.Example.COM.")
    'www.example.com'
    """
    return name.rstrip(".").lower()


def host_or_address(text: str) -> str:
    """Return the host or the address that a person named.

    >>> host_or_address("Origin.Example."), host_or_address("2001:DB8::1")
    ('origin.example', '2001:db8::1')

    Raises:
        UsageError: it is neither.
    """
    return str(ipaddress.ip_address(text)) if is_address(text) else host(text)


def host(text: str) -> str:
    """Return the host that a person named, as a name or as a URL.

    >>> host("https://WWW.Bücher.example/path"), host("Example.com.")
    ('www.xn--bcher-kva.example', 'example.com')

    Raises:
        UsageError: it is an address, or no valid host name.
    """
    bare = _host_part(text)
    if is_address(bare):
        raise UsageError(f"target '{shown(text)}' is an address; give a host name")
    name = _a_labels(text, bare.rstrip("."))
    if "." not in name:
        raise UsageError(f"target '{shown(text)}' has no dot; give a full name, as www.example.com")
    return name


def target(text: str) -> str:
    """Return the host that a person wants audited; a redirect may hold others that ``host`` reads.

    >>> target("https://Example.com/path")
    'example.com'

    Raises:
        UsageError: it is no host name, or none that a site can have.
    """
    name = host(text)
    wrong = _wrong(name.split("."))
    if wrong:
        raise UsageError(f"target '{shown(text)}' {wrong}")
    return name


def _wrong(labels: list[str]) -> str:
    """Say why no site has such a name, and what to write; empty where one may."""
    bad = next(filter(idn.is_bad, labels), "")
    if any("*" in label for label in labels):
        return "is a pattern, and stands for no host; name one, as www.example.com"
    if any(label.startswith("-") or label.endswith("-") for label in labels):
        return "has a label that begins or ends with '-', as no host name may (RFC 1123); mend it"
    if _NUMBER.match(labels[-1]):
        return "ends in a number, as an address does and no host name; give a host name"
    return (
        f"has {bad}, which is no valid punycode; write the name in its own letters" if bad else ""
    )


def url(text: str) -> str:
    """Return ``text`` as an http or https URL with a normal host.

    >>> url("https://Login.Example.com")
    'https://login.example.com/'

    Raises:
        UsageError: it is not such a URL.
    """
    parts = _split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"URL '{shown(text)}' is not http or https; write https://HOST/PATH")
    netloc = host(parts.hostname) + (f":{parts.port}" if parts.port else "")
    return parts._replace(netloc=netloc, path=parts.path or "/", fragment="").geturl()


def pages(text: str) -> tuple[str, ...]:
    """Return the page that a person named with a target; none where that is a host's first page.

    >>> pages("https://Login.Example.com:8443/"), pages("example.com/pay")
    (('https://login.example.com:8443/',), ('https://example.com/pay',))
    >>> pages("www.example.com"), pages("https://www.example.com/")
    ((), ())

    Raises:
        UsageError: it is no host, and no http or https URL.
    """
    if "://" not in text and not _HAS_PORT_OR_PATH.search(text):
        return ()
    found = url(text if "://" in text else f"https://{text}")
    parts = urlsplit(found)
    is_first = parts.path == "/" and not parts.query
    return () if is_first and parts.port in {None, DEFAULT_PORTS[parts.scheme]} else (found,)


def without_credentials(text: str) -> str:
    """Return a host or URL without the name and password that may stand before the host.

    >>> without_credentials("https://name:secret@www.example.com/login?as=a@b.example")
    'https://www.example.com/login?as=a@b.example'
    """
    return _CREDENTIALS.sub(r"\1", text)


def shown(text: str) -> str:
    r"""Return a stranger's text made visible: controls, bidi marks and surrogates are escaped.

    >>> shown("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return _UNSHOWN.sub(lambda m: m.group().encode("unicode_escape").decode(), text)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "finding"), counted(0, "single point")
    ('1 finding', '0 single points')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Iterable[str], word: str = "and") -> str:
    """Join names for a sentence.

    >>> listed(["a", "b", "c"]), listed(["a", ""], "or")
    ('a, b and c', 'a or .')
    """
    every = [name or ROOT for name in names]
    return f" {word} ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def few(names: Iterable[str], most: int = FEW) -> str:
    """Write out the first names and count the rest.

    >>> few(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    every = list(names)
    rest = len(every) - most
    return ", ".join(every[:most]) + (f" and {rest} more" if rest > 0 else "")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError as error:
        raise UsageError(f"'{shown(text)}' is not a URL: {error}") from None
    return parts


def _host_part(text: str) -> str:
    if "://" in text:
        parts = _split(text)
        if parts.scheme not in {"http", "https"}:
            raise UsageError(f"target '{shown(text)}': use a host name, or an http or https URL")
        return parts.hostname or ""
    if "/" in text or (":" in text.strip("[]") and not is_address(text.strip("[]"))):
        return _host_part("https://" + text)
    return text.strip("[]")


def _a_labels(text: str, bare: str) -> str:
    name = bare.lower()
    if not name.isascii():
        import idna

        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise UsageError(f"target '{shown(text)}' is no valid host name: {error}") from None
    labels = name.split(".")
    if len(name) > MAX_NAME or not all(_LABEL.match(label) for label in labels):
        raise UsageError(
            f"target '{shown(text)}' is no valid host name; write it as www.example.com"
        )
    return name
