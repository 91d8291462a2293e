"""HTML that is escaped by construction: a plain ``str`` is text, only ``Html`` is markup."""

from collections.abc import Iterable
from html import escape

from cdnaudit.names import shown

VOID = frozenset({"br", "col", "input", "link", "meta", "rect"})


class Html(str):
    """Markup: everything in it that came from outside has been escaped."""

    __slots__ = ()


Part = str | Iterable[str]
Attribute = str | int | bool | None


def text(value: str) -> Html:
    r"""Return a stranger's text as markup: controls are made visible, then all is escaped.

    >>> text("<b>\x1b[1m")
    '&lt;b&gt;\\x1b[1m'
    """
    return Html(escape(shown(value)))


def el(tag: str, *parts: Part, **attributes: Attribute) -> Html:
    """Return an element; ``class_`` and ``data_x`` become ``class`` and ``data-x``.

    >>> el("p", "a < b", el("br"), class_="note", hidden=True, id=None)
    '<p class="note" hidden>a &lt; b<br></p>'
    """
    start = f"<{tag}{''.join(_attribute(k, v) for k, v in attributes.items())}>"
    return Html(start if tag in VOID else f"{start}{joined(*parts)}</{tag}>")


def joined(*parts: Part) -> Html:
    """Return the parts after one another; text among them is escaped."""
    return Html("".join(_markup(part) for part in parts))


def _markup(part: Part) -> str:
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return text(part)
    return "".join(_markup(p) for p in part)


def _attribute(name: str, value: Attribute) -> str:
    key = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {key}"
    return f' {key}="{escape(shown(str(value)))}"'
