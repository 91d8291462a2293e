"""Challenges and WAFs, read from what the visitor meets on the way to each page.

The last response is what he is left with. Of a redirect before it only a challenge or a refusal
counts: many an interstitial leads to a host or a path of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus

from cdnaudit.identify.attribution import Challenge
from cdnaudit.knowledge.match import Match, distinct
from cdnaudit.model.events import Service
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Role, Signal, State
from cdnaudit.survey.pages import PageView
from cdnaudit.survey.survey import HostView

ROLES = (Role.CHALLENGE, Role.WAF)
REFUSALS = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
"""Statuses with which challenges serve their interstitials."""

GATES = (State.CHALLENGE, State.BLOCK)
"""States that keep the page away."""
STRONGEST_FIRST = (State.CHALLENGE, State.BLOCK, State.PRESENT)
"""An interstitial or a refusal outweighs a script on the page."""


ByUrl = Mapping[str, tuple[Match, ...]]
"""What each response shows, by its URL."""


def challenges(host: HostView, shown: ByUrl) -> Iterator[Challenge]:
    """Yield the challenges on the pages of a host."""
    for page in host.pages:
        if page.responses:
            yield from _on_page(page, shown)


def _on_page(page: PageView, shown: ByUrl) -> Iterator[Challenge]:
    *before, last = page.responses
    met = [m for response in before for m in shown[response.url] if m.rule.state in GATES]
    found = _by_service([*met, *shown[last.url]])
    for service, matches in sorted(found.items()):
        state = _state(matches, last.answer)
        if state:
            yield Challenge(service.provider, service.role, state, matches, page.declared)


def _by_service(matches: Iterable[Match]) -> dict[Service, tuple[Match, ...]]:
    grouped: dict[Service, list[Match]] = {}
    for match in matches:
        if match.rule.role in ROLES and match.rule.state is not None:
            grouped.setdefault(match.rule.service, []).append(match)
    return {service: distinct(mine) for service, mine in grouped.items()}


def _state(matches: tuple[Match, ...], answer: HttpAnswer) -> State | None:
    """Take the strongest word.

    On a page that was not served nothing is merely present: a widget there is the
    interstitial itself, and a cookie alone is no challenge but the application's own refusal.
    """
    states = {match.rule.state for match in matches}
    strongest = next(state for state in STRONGEST_FIRST if state in states)
    if strongest is not State.PRESENT or answer.status < HTTPStatus.BAD_REQUEST:
        return strongest
    widget = any(match.rule.on is Signal.SCRIPT for match in matches)
    return State.CHALLENGE if widget and answer.status in REFUSALS else None
