"""How fast we may go on asking."""

import asyncio
import time


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
