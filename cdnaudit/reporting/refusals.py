"""What was refused to us: a page that nobody served, and who kept it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from cdnaudit.model.observed import Host, Page
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import State
from cdnaudit.names import listed

REFUSED = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    }
)
"""Statuses that refuse, whoever sends them."""
ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""Statuses that refuse nothing: there is no such page."""
UNSEEN = (
    "the page behind it was not seen: what it loads, and who serves it from within, is not known"
)
"""What a refusal leaves unknown."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One page that did not come."""

    page: str
    """The URL that was asked for."""
    status: int
    """The last on the way."""
    by: tuple[str, ...]
    """Providers whose refusal or challenge was seen on the host; none where nobody can tell."""

    @property
    def party(self) -> str:
        """Who refused, in words."""
        return listed(list(self.by)) if self.by else "an unnamed party"

    @property
    def sentence(self) -> str:
        """What a reader must know of it."""
        return f"{self.page}: refused by {self.party} with status {self.status}; {UNSEEN}"


def refusals(target: TargetReport) -> tuple[Refusal, ...]:
    """Return every page that was refused, host by host."""
    return tuple(found for host in target.hosts for found in _of_host(host, target))


def _of_host(host: Host, target: TargetReport) -> Iterator[Refusal]:
    """Yield refusals of a host: by status, and where none tells, its first page that came.

    A challenge may be served with a status that refuses nothing, as 200 or 202.
    """
    by = _who_refused(host, target)
    seen = [(page, _last_status(page)) for page in host.pages]
    statuses = [(page, status) for page, status in seen if status is not None]
    refused = [found for found in statuses if _refuses(found[1], named=bool(by))]
    for page, status in refused or (statuses[:1] if by else []):
        yield Refusal(page.url, status, by)


def _who_refused(host: Host, target: TargetReport) -> tuple[str, ...]:
    """Return the providers of a host whose refusal or challenge was seen."""
    seen = (
        dependency.provider
        for dependency in target.providers
        if dependency.host == host.host and dependency.state in {State.CHALLENGE, State.BLOCK}
    )
    return tuple(dict.fromkeys(seen))


def _last_status(page: Page) -> int | None:
    """Return the status of the last response on the way to a page."""
    return next((step.status for step in reversed(page.steps) if step.status), None)


def _refuses(status: int, *, named: bool) -> bool:
    if not named:
        return status in REFUSED
    return status >= HTTPStatus.BAD_REQUEST and status not in ABSENT
