"""Patterns over strangers' text, in linear time: ``*`` is the one wild card.

``?``, ``[`` and all else are themselves. A label of a suffix has two more tokens:
``#`` is a run of digits, ``{region}`` is captured.
"""

import re
from functools import cache

WHOLE = ("*", "{region}")
"""Labels that match any label."""

MAX_LABEL = 63
"""Octets. Source: RFC 1035, section 2.3.4."""

_TOKENS = {"*": "[^.]*", "#": "[0-9]+", "{region}": "(?P<region>[^.]+)"}
_TOKEN = re.compile(r"(\*|#|\{region\})")


def matches(pattern: str, text: str) -> bool:
    """Tell whether the whole of ``text`` fits ``pattern``.

    Each piece between wild cards is searched once, from where the last one ended.

    >>> matches("cloud*flare*", "cloudflare-nginx"), matches("a*a", "a"), matches("[a]", "a")
    (True, False, False)
    """
    if "*" not in pattern:
        return text == pattern
    first, *middle, last = pattern.split("*")
    if not text.startswith(first):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end and text.endswith(last)


def matches_any(patterns: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text`` fits one of ``patterns``, upper and lower case alike."""
    folded = text.lower()
    return any(matches(pattern, folded) for pattern in _folded(patterns))


@cache
def _folded(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pattern.lower() for pattern in patterns)


def is_glob(label: str) -> bool:
    """Tell whether a label of a suffix has a token in it."""
    return _TOKEN.search(label) is not None


def literal(label: str) -> str:
    """Return a label without its tokens.

    >>> literal("s3-website-{region}")
    's3-website-'
    """
    return _TOKEN.sub("", label)


def tokens(label: str) -> int:
    """Return how many tokens a label has; few, for the time to match grows with their power."""
    return len(_TOKEN.findall(label))


def label_region(pattern: str, label: str) -> str | None:
    """Return what ``{region}`` caught, ``""`` where it is not in the pattern, None for no match.

    >>> label_region("s3-{region}", "s3-eu-west-1"), label_region("awsdns-#", "awsdns-07")
    ('eu-west-1', '')
    """
    if pattern in WHOLE:
        return label if pattern == "{region}" else ""
    if len(label) > MAX_LABEL:
        return None
    found = _label(pattern).fullmatch(label)
    return found.groupdict().get("region", "") if found else None


@cache
def _label(pattern: str) -> re.Pattern[str]:
    """Compile on first use: start-up must not pay for patterns that no name comes near."""
    return re.compile("".join(_TOKENS.get(p, re.escape(p)) for p in _TOKEN.split(pattern)))
