"""Internationalised names (RFC 5890): in their own letters, and letters that look like others."""

import unicodedata

A_LABEL = "xn--"
"""How the A-label of an internationalised label begins."""

TOGETHER = ({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}, {"LATIN", "CJK", "HANGUL"}, {"LATIN", "CJK", "BOPOMOFO"})  # fmt: skip
"""Scripts that one language writes together. Source: UTS 39, section 5.2, Highly Restrictive."""

_LIKE_LATIN = str.maketrans(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u051b\u0455\u0475\u051d\u0445\u0443"
    "\u03b1\u03b9\u03ba\u03bf\u03c1\u03c5\u03bd\u0570\u0578\u0585\u057d\u0581\u0566",
    "acdehijlopqsvwxyaikopuvhnougq",
)
"""Cyrillic, Greek and Armenian letters to the Latin ones they look like, the most alike.
Source: UTS 39, confusables.txt."""
_COMMON = {"IDEOGRAPHIC", "MODIFIER"}
"""How the names of letters begin that several scripts use."""
_SEEN = frozenset("LMNS")
"""Categories of what a label in its own letters may show: letters, marks, numbers, symbols."""


def own_letters(name: str) -> str:
    """Return a name with its A-labels in their own letters; those that are none stay.

    >>> own_letters("www.xn--bcher-kva.example"), own_letters("xn--a.example")
    ('www.bücher.example', 'xn--a.example')
    """
    return ".".join(_u_label(label) or label for label in name.split("."))


def is_bad(label: str) -> bool:
    """Tell whether a label claims to be an A-label and stands for no letters.

    >>> is_bad("xn--bcher-kva"), is_bad("xn--a"), is_bad("xn")
    (False, True, False)
    """
    return label.startswith(A_LABEL) and not _u_label(label)


def doubt(name: str) -> str:
    """Say what of a name may be read as another; empty where nothing may.

    >>> doubt("xn--pypal-4ve.com")
    'mixes Cyrillic and Latin letters and is not paypal.com'
    >>> doubt("xn--80ak6aa92e.com"), doubt("xn--bcher-kva.example")
    ('has Cyrillic letters that look like Latin ones and is not apple.com', '')
    """
    own = own_letters(name)
    plain = own.translate(_LIKE_LATIN)
    is_not = f" and is not {plain}" if plain.isascii() else ""
    labels = own.split(".")
    mixed = next(filter(_is_mixed, labels), "")
    if mixed:
        return f"mixes {_called(mixed)} letters{is_not}"
    alike = next((label for label in labels if not label.isascii()), "")
    if alike and is_not and labels[-1].isascii():
        return f"has {_called(alike)} letters that look like Latin ones{is_not}"
    return ""


def _is_mixed(label: str) -> bool:
    """Tell whether a label has scripts that no language writes together."""
    found = _scripts(label)
    return len(found) > 1 and not any(found <= written for written in TOGETHER)


def _u_label(label: str) -> str:
    """Return the letters that an A-label stands for; empty where it is none or a wrong one."""
    if not label.startswith(A_LABEL):
        return ""
    coded = label.removeprefix(A_LABEL)
    try:
        letters = coded.encode("ascii").decode("punycode")
        same = letters.encode("punycode").decode("ascii") == coded
    except (UnicodeError, OverflowError):
        return ""
    seen = all(unicodedata.category(letter)[0] in _SEEN or letter in "-_" for letter in letters)
    return letters if same and seen and not letters.isascii() else ""


def _scripts(label: str) -> set[str]:
    """Return the scripts of a label's letters, as the names of characters begin."""
    known = [unicodedata.name(letter, "unknown") for letter in label if letter.isalpha()]
    return {name.split()[0].partition("-")[0] for name in known} - _COMMON


def _called(label: str) -> str:
    """Name the scripts of a label for a sentence."""
    known = (("Han" if script == "CJK" else script.capitalize()) for script in _scripts(label))
    return " and ".join(sorted(known))
