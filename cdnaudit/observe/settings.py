"""How we ask strangers."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from cdnaudit import __version__
from cdnaudit.errors import UsageError
from cdnaudit.observe.special_use import Network

AGENT = f"cdnaudit/{__version__} (dependency audit; GET only)"

Endpoint = tuple[str, int]
"""An address and a port."""

Warn = Callable[[str], None]
"""Hears, once, what concerns the whole run."""

MAX_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySettings:
    """Settings of one run.

    Raises:
        UsageError: a number is out of its range.
    """

    timeout: float = 2.0
    """Seconds for one try of one DNS question, at most; above 0."""
    retries: int = 2
    """Further tries of a DNS question, each begun when those before it are late; 0 or more."""
    concurrency: int = 64
    """DNS questions in flight, at most; 1 or more."""
    rate: float = 0.0
    """DNS messages a second, at most; 0 is no bound."""
    page_seconds: float = 10.0
    """What one GET may take in all, in seconds; above 0."""
    pages: bool = True
    """Pages will be asked for: their library then loads while the first DNS answers are on
    their way."""
    user_agent: str = AGENT
    allow: tuple[Network, ...] = ()
    """Networks we may connect to though they are not public."""
    ca_file: str | None = None
    """Certificates to trust, in place of the usual ones."""
    direct_port: int = 53
    """Where servers asked directly listen."""

    def __post_init__(self) -> None:
        _check("timeout", self.timeout, fits=self.timeout > 0, remedy="give seconds above 0")
        _check("retries", self.retries, fits=self.retries >= 0, remedy="give 0 or more")
        _check("concurrency", self.concurrency, fits=self.concurrency > 0, remedy="give 1 or more")
        _check("rate", self.rate, fits=self.rate >= 0, remedy="give 0 or more a second")
        seconds = self.page_seconds
        _check("page_seconds", seconds, fits=seconds > 0, remedy="give seconds above 0")
        port = self.direct_port
        _check("direct_port", port, fits=0 < port <= MAX_PORT, remedy=f"give 1 to {MAX_PORT}")


def unheard(_: str) -> None:
    """Drop what would be told."""


def _check(field: str, value: float, *, fits: bool, remedy: str) -> None:
    if not fits or not math.isfinite(value):
        raise UsageError(f"{field} is {value}; {remedy}")
