"""Follow a URL through its redirects to the page a visitor gets."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.model.facts import Facts, HttpAnswer, HttpQuestion, Unknown

MAX_REDIRECTS = 5
"""Redirects followed (design, the budget)."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer on the way; ``host`` is the name in its URL."""

    url: str
    host: str
    answer: HttpAnswer


@dataclass(frozen=True, slots=True)
class Page:
    """What came of one URL: responses in order; the last is what the visitor sees."""

    url: str
    declared: bool
    """The user named this URL as one that must work, such as a login."""
    responses: tuple[Response, ...]
    wanted: str = ""
    """The URL to ask next; ``""`` when nothing is left to ask."""
    unknown: str = ""
    """Why the last URL gave no answer."""
    unknown_url: str = ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts the visitor passes, in order, each once."""
        return tuple(dict.fromkeys(r.host for r in self.responses))


def first_page(facts: Facts, host: str) -> Page:
    """Ask ``https://HOST/``, and ``http://HOST/`` if nothing answers with TLS."""
    secure = follow(facts, f"https://{host}/")
    if not secure.unknown or secure.responses:
        return secure
    plain = follow(facts, f"http://{host}/")
    return plain if plain.wanted or plain.responses else secure


def follow(facts: Facts, url: str, *, declared: bool = False) -> Page:
    """Follow ``url`` as far as the facts go."""
    responses: list[Response] = []
    here = url
    while True:
        match facts.get(HttpQuestion(here)):
            case HttpAnswer() as answer:
                responses.append(Response(here, urlsplit(here).hostname or "", answer))
            case Unknown(reason=reason):
                return Page(url, declared, tuple(responses), unknown=reason, unknown_url=here)
            case _:
                return Page(url, declared, tuple(responses), wanted=here)
        here = _redirect(answer, here)
        if not here or len(responses) > MAX_REDIRECTS or here in {r.url for r in responses}:
            return Page(url, declared, tuple(responses))


def _redirect(answer: HttpAnswer, url: str) -> str:
    """Return where a redirect leads, or ``""`` for a page, or a place we do not go."""
    if answer.status not in {301, 302, 303, 307, 308}:
        return ""
    location = next((v for k, v in answer.headers if k.lower() == "location"), "")
    try:
        return names.url(urljoin(url, location.strip())) if location else ""
    except (UsageError, ValueError):
        return ""
