"""How we ask strangers, what asking has cost so far, and how fast it may go on."""

import asyncio
import time
from dataclasses import dataclass

from cdnaudit.observe.special_use import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySettings:
    """Settings of one run."""

    timeout: float = 2.0
    """Seconds for one try of one DNS question."""
    retries: int = 2
    """Further tries of a DNS question."""
    concurrency: int = 64
    """DNS questions in flight, at most."""
    rate: float = 0
    """DNS messages a second, at most; 0 is no bound."""
    page_seconds: float = 10.0
    """What one GET may take in all."""
    user_agent: str = ""
    allow: tuple[Network, ...] = ()
    """Networks we may connect to though they are not public."""
    ca_file: str | None = None
    """Certificates to trust, in place of the usual ones."""
    direct_port: int = 53
    """Where servers asked directly listen."""


@dataclass(slots=True)
class Traffic:
    """Counters of one run."""

    queries: int = 0
    """DNS messages and HTTP requests sent, retries counted."""
    bytes: int = 0
    """Octets received, as far as they were read."""


class Pace:
    """At most ``rate`` a second, evenly spaced; 0 is no bound."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate > 0 else 0.0
        self._next = 0.0

    async def wait(self) -> None:
        """Return when it is our turn."""
        if not self._gap:
            return
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + self._gap
        await asyncio.sleep(turn - now)
