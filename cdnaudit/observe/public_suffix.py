"""Public suffixes, from the list that tldextract brings along; it is never fetched.

The list is read from tldextract's own file, without importing tldextract: that would load an
HTTP library for the fetching we never do, a tenth of a second before the first question. A
test holds every answer against tldextract's.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from cdnaudit.errors import DataError
from cdnaudit.names import ancestors

SNAPSHOT = ".tld_set_snapshot"
PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="
"""From here on the list names suffixes of companies, such as github.io: no registries."""


@cache
def _rules() -> frozenset[str]:
    """Return the list's lines; its comments are harmless, for no name begins with a slash."""
    spec = find_spec("tldextract")
    path = Path(spec.origin or "").with_name(SNAPSHOT) if spec else Path(SNAPSHOT)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise DataError(path, "", problem, "install tldextract again") from None
    lines = frozenset(text.partition(PRIVATE)[0].split("\n"))
    return lines | {_a_labels(s) for s in lines if not s.isascii() and not s.startswith("//")}


def _a_labels(rule: str) -> str:
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode()
        for label in rule.split(".")
    )


@lru_cache(maxsize=65_536)
def is_suffix(name: str) -> bool:
    """Tell whether registries delegate directly below ``name``; an unlisted TLD counts.

    >>> is_suffix("co.uk"), is_suffix("example.co.uk"), is_suffix("example")
    (True, False, True)

    Source: https://publicsuffix.org/list/, the algorithm.
    """
    if "." not in name:
        return True
    rules = _rules()
    above = name.partition(".")[2]
    return f"!{name}" not in rules and (name in rules or f"*.{above}" in rules)


def registrable(name: str) -> str:
    """Return the domain a registrant bought, or ``name`` itself at or above a suffix.

    >>> registrable("ns1.shop.example.co.uk")
    'example.co.uk'
    """
    for candidate in ancestors(name):
        above = candidate.partition(".")[2]
        if f"!{candidate}" in _rules() or (is_suffix(above) and not is_suffix(candidate)):
            return candidate
    return name
