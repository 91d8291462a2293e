"""Public suffixes from tldextract's bundled list; the list is never fetched."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any


@cache
def _extract() -> Callable[[str], Any]:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=65_536)
def is_suffix(name: str) -> bool:
    """Tell whether registries delegate directly below ``name``; an unlisted TLD counts.

    >>> is_suffix("co.uk"), is_suffix("example.co.uk"), is_suffix("example")
    (True, False, True)
    """
    if "." not in name:
        return True
    found = _extract()(name)
    return bool(found.suffix) and not found.domain


def registrable(name: str) -> str:
    """Return the domain a registrant bought, or ``name`` itself at or above a suffix.

    >>> registrable("ns1.shop.example.co.uk")
    'example.co.uk'
    """
    labels = name.split(".")
    for start in range(len(labels) - 1, -1, -1):
        here = ".".join(labels[start:])
        if not is_suffix(here):
            return here
    return name
