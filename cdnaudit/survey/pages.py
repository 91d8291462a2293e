"""Follow a URL through its redirects to the page a visitor gets, or to what keeps it away."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import assert_never
from urllib.parse import urljoin, urlsplit

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.model.facts import Facts, HttpAnswer, Unknown
from cdnaudit.model.tls import TlsRefusal
from cdnaudit.survey.tls_refusals import reason_of

MAX_REDIRECTS = 5
"""Redirects followed (design, the budget)."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Source: RFC 9110, section 15.4."""
WEB_PORTS = frozenset({80, 443})
"""Ports that a stranger's redirect may lead to; others are no place for a tool that asks pages."""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer on the way; ``host`` is the name in its URL."""

    url: str
    host: str
    answer: HttpAnswer


@dataclass(frozen=True, slots=True)
class NoResponse:
    """A URL on the way from which no response came."""

    url: str
    reason: str
    answer: TlsRefusal | Unknown | None = None
    """What came instead; None where it was not asked."""

    @property
    def refusal(self) -> TlsRefusal | None:
        """Why browsers refuse the host, where that is what ended the way."""
        return self.answer if isinstance(self.answer, TlsRefusal) else None


Step = Response | NoResponse


@dataclass(frozen=True, slots=True)
class PageView:
    """What came of one URL: its steps in order; the last is what the visitor sees."""

    url: str
    declared: bool
    """The user named this URL as one that must work, such as a login."""
    steps: tuple[Step, ...]
    wanted: str = ""
    """The URL to ask next; ``""`` when nothing is left to ask."""

    @property
    def responses(self) -> tuple[Response, ...]:
        """The responses on the way, in order."""
        return tuple(step for step in self.steps if isinstance(step, Response))

    @property
    def missing(self) -> NoResponse | None:
        """What kept the page from coming as it should; None where it came.

        Where HTTPS brought no response and ``http://`` one, that is still what HTTPS did.
        """
        return next(iter(self.missing_steps), None)

    @property
    def missing_steps(self) -> tuple[NoResponse, ...]:
        """The URLs on the way from which no response came, in order."""
        return tuple(step for step in self.steps if isinstance(step, NoResponse))

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts the visitor passes, in order, each once."""
        return tuple(dict.fromkeys(r.host for r in self.responses))

    def ended(self, reason: str) -> "PageView":
        """Return the page that ends at the URL it wants, which is not asked, and why."""
        last = NoResponse(self.wanted, reason)
        return replace(self, steps=(*self.steps, last), wanted="")


def first_page(facts: Facts, host: str, ports: AbstractSet[int] = WEB_PORTS) -> PageView:
    """Ask ``https://HOST/``, and ``http://HOST/`` too where HTTPS brings no response.

    What ``http://`` answers shows who serves the host and where it leads. It never stands for
    the page: browsers ask HTTPS first and refuse a certificate that is not valid. A refused
    connection to port 443 is no exception. A host without HTTPS answers so, and a firewall
    in front of one too; it is not evidence (``Cause``), so it stays unknown.
    """
    secure = follow(facts, f"https://{host}/", ports)
    if secure.wanted or secure.responses:
        return secure
    plain = follow(facts, f"http://{host}/", ports)
    return replace(plain, url=secure.url, steps=(*secure.steps, *plain.steps))


def follow(
    facts: Facts, url: str, ports: AbstractSet[int] = WEB_PORTS, *, declared: bool = False
) -> PageView:
    """Follow ``url`` as far as the facts go; redirects to ``ports`` alone."""
    steps: list[Step] = []
    here = url
    while True:
        answer = facts.http(here)
        if answer is None:
            return PageView(url, declared, tuple(steps), wanted=here)
        steps.append(_step(here, answer))
        onward = _onward(steps, ports)
        if isinstance(onward, NoResponse):
            steps.append(onward)
        if not isinstance(onward, str):
            return PageView(url, declared, tuple(steps))
        here = onward


def _step(url: str, answer: HttpAnswer | TlsRefusal | Unknown) -> Step:
    host = urlsplit(url).hostname or ""
    match answer:
        case HttpAnswer():
            return Response(url, host, answer)
        case TlsRefusal():
            return NoResponse(url, reason_of(answer, host), answer)
        case Unknown(reason=reason):
            return NoResponse(url, reason, answer)
        case _:
            assert_never(answer)


def _onward(steps: list[Step], ports: AbstractSet[int]) -> str | NoResponse | None:
    """Return where the last step leads, why we do not go there, or None for the end of the way."""
    last = steps[-1]
    location = _location(last.answer) if isinstance(last, Response) else ""
    if not location:
        return None
    url = _absolute(last.url, location)
    if not url:
        return NoResponse(location, "a redirect to no web page of a host name; not followed")
    port = urlsplit(url).port
    if port and port not in ports:
        return NoResponse(url, f"a redirect to port {port}; not followed")
    if url in {step.url for step in steps}:
        return NoResponse(url, "redirects lead back here, for a visitor without cookies")
    if len(steps) > MAX_REDIRECTS:
        return NoResponse(url, f"more than {MAX_REDIRECTS} redirects; not followed")
    return url


def _location(answer: HttpAnswer) -> str:
    """Return what a redirect points to, or ``""`` for a page.

    Browsers show a redirect that points nowhere as a page.
    """
    if answer.status not in REDIRECTS:
        return ""
    return next((v.strip() for k, v in answer.headers if k.lower() == "location"), "")


def _absolute(url: str, location: str) -> str:
    """Return the URL that ``location`` means at ``url``; ``""`` for a place we do not go."""
    try:
        return names.url(urljoin(url, location))
    except (UsageError, ValueError):
        return ""
