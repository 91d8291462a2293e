"""How an error repeats a wrong value, and what it suggests instead."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from cdnaudit.names import shown

MAX_SHOWN = 80
"""Characters of a wrong value or key that an error repeats."""
MAX_BITS = 256
"""Of a whole number that an error repeats; Python refuses to write much larger ones."""


def repeated(value: object) -> str:
    """Return a wrong value as an error repeats it, in little space and time.

    >>> repeated("cnmae"), repeated(None), repeated(True), repeated([[1]]), repeated({"a": 1})
    ("'cnmae'", 'null', 'true', '[…]', '{…}')
    """
    match value:
        case str():
            return clipped(repr(value[: MAX_SHOWN + 1]))
        case int() if value.bit_length() > MAX_BITS:
            return "a number of too many digits"
        case date():
            return value.isoformat()
        case list():
            return "[…]"
        case dict():
            return "{…}"
        case _:
            return json.dumps(value, default=str)


def clipped(text: str) -> str:
    """Return a text that somebody else wrote: visible, and not longer than an error may be."""
    visible = shown(text)
    return visible if len(visible) <= MAX_SHOWN else f"{visible[: MAX_SHOWN - 3]}..."


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that is most like ``word``.

    >>> nearest("sufix", ["source", "suffix"]), nearest("x", [])
    ('did you mean suffix?', 'take it out')
    """
    close = _close(word, sorted(known), most=1, cutoff=0.0)
    return f"did you mean {close[0]}?" if close else "take it out"


def near_or(otherwise: str, word: str, known: Iterable[str]) -> str:
    """Suggest the known word that ``word`` is like; where none is, say something else.

    >>> near_or("see README", "sufix", ["source", "suffix"]), near_or("see README", "x", ["source"])
    ('did you mean suffix?', 'see README')
    """
    close = _close(word, list(known), most=1)
    return f"did you mean {close[0]}?" if close else otherwise


def one_of(word: object, known: Iterable[str]) -> str:
    """Suggest the one word of a closed set that ``word`` is like; where none stands out, all.

    >>> one_of("cnmae", ["cname", "ns"]), one_of("tier9", ["tier1", "tier2"])
    ('did you mean cname?', 'use one of tier1, tier2')
    """
    words = [str(each) for each in known]
    close = _close(str(word), words, most=2)
    return f"did you mean {close[0]}?" if len(close) == 1 else f"use one of {', '.join(words)}"


def _close(word: str, words: Sequence[str], *, most: int, cutoff: float = 0.6) -> list[str]:
    import difflib  # 2 ms that only a wrong word needs to wait for

    return difflib.get_close_matches(word[:MAX_SHOWN], words, n=most, cutoff=cutoff)
