"""What the tries so far showed of servers: how long a reply takes, and how many are lost."""

import time
from collections import defaultdict
from dataclasses import dataclass

from cdnaudit.model.facts import DnsQuestion
from cdnaudit.observe.settings import Endpoint

FIRST_PATIENCE = 0.4
"""Seconds to wait for a server never heard: the way around the earth and back takes less.
Unbound begins with 376 ms."""
LEAST_PATIENCE = 0.2
"""Seconds; below, a server that computes for a moment is asked twice (RFC 6298, 2.4)."""

SMOOTHING, VARIATION = 1 / 8, 1 / 4
"""Weights of the newest round trip. Source: RFC 6298, section 2.3."""


@dataclass(slots=True)
class _Server:
    """One server's round trips, in seconds, and its messages, by what became of them."""

    smoothed: float = 0.0
    varied: float = 0.0
    heard: int = 0
    lost: int = 0
    last: float = 0.0
    """When it was last heard, by the monotonic clock."""
    answered: DnsQuestion | None = None
    """What it last replied to."""


class RoundTrips:
    """Measures the servers of one kind, such as those that are asked directly."""

    def __init__(self) -> None:
        self._servers: defaultdict[Endpoint, _Server] = defaultdict(_Server)

    def heard(self, server: Endpoint, seconds: float, question: DnsQuestion) -> None:
        """Note that a reply took so long."""
        known = self._servers[server]
        if known.heard:
            deviation = abs(known.smoothed - seconds)
            known.varied += VARIATION * (deviation - known.varied)
            known.smoothed += SMOOTHING * (seconds - known.smoothed)
        else:
            known.smoothed, known.varied = seconds, seconds / 2
        known.heard += 1
        known.last, known.answered = time.monotonic(), question

    def lost(self, server: Endpoint) -> None:
        """Note that no reply came to a message, or that a later one was replied to before it."""
        self._servers[server].lost += 1

    def patience(self, server: Endpoint, tries: int, most: float) -> float:
        """Return the seconds to wait before the next try, after so many that are late.

        Twice as long each time, and ``most`` at most (RFC 6298, sections 2.3 and 5.5).
        """
        known = self._servers[server]
        first = FIRST_PATIENCE
        if known.heard:
            first = max(LEAST_PATIENCE, known.smoothed + 4 * known.varied)
        return min(most, first * 2.0**tries)

    def messages(self) -> tuple[int, int]:
        """Return how many messages to servers that were ever heard were lost, and how many sent."""
        known = [server for server in self._servers.values() if server.heard]
        lost = sum(server.lost for server in known)
        return lost, lost + sum(server.heard for server in known)

    def heard_since(self, begin: float, other: Endpoint) -> bool:
        """Tell whether another server on the path to ``other`` was heard since ``begin``."""
        return any(known.last >= begin for _, known in self._on_path(other))

    def last_heard(self, other: Endpoint) -> tuple[Endpoint, DnsQuestion] | None:
        """Return the server on the path to ``other`` heard last, and what it replied to."""
        heard = [
            (known.last, server, known.answered)
            for server, known in self._on_path(other)
            if known.answered
        ]
        return max(heard, key=lambda h: h[0])[1:] if heard else None

    def _on_path(self, other: Endpoint) -> list[tuple[Endpoint, _Server]]:
        """Return the servers of the same family that were heard, but for the one itself."""
        family = ":" in other[0]
        return [
            (server, known)
            for server, known in self._servers.items()
            if known.heard and server != other and (":" in server[0]) == family
        ]
