"""How fast we may go on asking, and how much at once; clocks stand while we may not."""

import asyncio
import time
from types import TracebackType

from cdnaudit.observe.askers import askers


class Slots:
    """At most ``count`` questions under way; who finds no slot free waits."""

    def __init__(self, count: int) -> None:
        self._free = asyncio.Semaphore(count)

    async def __aenter__(self) -> None:
        with askers().held():
            await self._free.acquire()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._free.release()


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
        with askers().held():
            await asyncio.sleep(turn - now)
