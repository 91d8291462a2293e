"""Where a page's own scripts, frames and forms point: addresses a browser will call.

Links, preconnects, policies, comments and text are allow-lists or prose; they show nothing.
The text is a stranger's, so every scan below moves forward only.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cdnaudit.names import clean

MAX_BODY = 256 * 1024
"""Characters."""

_OPEN = re.compile(r"<(?:(!--)|(script|iframe|form|style|textarea|title)(?=[\s/>]))", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?+"""
)
_RAW = ("script", "style", "textarea", "title")
"""Elements whose content is text, not markup. Source: HTML, section 13.1.2."""
_CALLS = {"script": ("src", "href"), "iframe": ("src",), "form": ("action",)}
_BREAKS = str.maketrans("", "", "\t\n\r")


def calls(body: str) -> Iterator[tuple[str, str]]:
    """Yield (host, path) of each script, frame and form that names a host.

    >>> list(calls('<script src="//cdn.example/a.js"></script><a href="https://x.example/">'))
    [('cdn.example', '/a.js')]
    """
    for url in _urls(body[:MAX_BODY]):
        try:
            parts = urlsplit(url.strip().translate(_BREAKS))
            host = parts.hostname
        except ValueError:
            continue
        if host and parts.scheme in {"", "http", "https"}:
            yield clean(host), parts.path or "/"


def _urls(body: str) -> Iterator[str]:
    at = 0
    while found := _OPEN.search(body, at):
        at = found.end()
        if found[1]:
            at = _after(body, re.compile("-->"), at)
            continue
        tag = found[2].lower()
        for name, value, at in _attributes(body, at):  # noqa: B007, B020  at goes on from here
            if name in _CALLS.get(tag, ()):
                yield value
        if tag in _RAW:
            at = _after(body, re.compile(f"</{tag}", re.IGNORECASE), at)


def _attributes(body: str, at: int) -> Iterator[tuple[str, str, int]]:
    """Yield (name, value, where the scan stands) for each attribute of the tag open at ``at``."""
    while found := _ATTRIBUTE.match(body, at):
        at = found.end()
        yield found[1].lower(), found[2] or found[3] or found[4] or "", at


def _after(body: str, end: re.Pattern[str], at: int) -> int:
    found = end.search(body, at)
    return found.end() if found else len(body)
