"""The tries of one question: another begins when those under way are late; an answer ends all."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from cdnaudit.model.facts import DnsAnswer, Unknown
from cdnaudit.observe.askers import askers
from cdnaudit.observe.dns_exchange import NoReplyError, NothingCameError, WillNotSayError
from cdnaudit.observe.round_trips import RoundTrips
from cdnaudit.observe.settings import Endpoint

Try = Callable[[Endpoint], Awaitable[DnsAnswer]]
"""Asks one server once; raises NoReplyError."""

Outcome = DnsAnswer | NoReplyError


@dataclass(slots=True)
class Tries:
    """Asks servers in turn.

    A try goes on while later ones are under way, so a slow answer is not lost.
    """

    ask: Try
    turn: Callable[[], Awaitable[None]]
    """Returns when a message may be sent."""
    trips: RoundTrips
    most: float
    """Seconds a try may take."""
    begun: Counter[Endpoint] = field(default_factory=Counter)
    """How often each server was asked."""
    failures: list[tuple[Endpoint, NoReplyError]] = field(default_factory=list)
    answered_by: Endpoint | None = None
    _running: dict[asyncio.Task[Outcome], Endpoint] = field(default_factory=dict)

    async def first_answer(self, servers: Sequence[Endpoint]) -> DnsAnswer | None:
        """Ask each of ``servers`` once, in order; None: ``failures`` says why nobody answered."""
        try:
            for server, following in zip(servers, (*servers[1:], None), strict=True):
                answer = await self._one_more(server, following)
                if answer:
                    return answer
            return await self._answer_within(None)
        finally:
            for task in self._running:
                task.cancel()

    @property
    def nothing_came(self) -> bool:
        """Tell whether no try brought an octet of DNS."""
        return all(isinstance(error, NothingCameError) for _, error in self.failures)

    @property
    def last_failure(self) -> Unknown:
        """Return why the last of them failed; there is one where no answer came."""
        return self.failures[-1][1].unknown

    async def _one_more(self, server: Endpoint, following: Endpoint | None) -> DnsAnswer | None:
        """Begin a try and wait until the next is due; the same server is not pressed."""
        if self._has_declined(server) or (self.begun and not askers().may_send()):
            return None
        await self.turn()
        self._running[asyncio.create_task(self._outcome_at(server))] = server
        loop = asyncio.get_running_loop()
        due = loop.time() + self.trips.patience(server, self.begun[server], self.most)
        self.begun[server] += 1
        answer = await self._answer_within(due)
        if not answer and following == server and not self._has_declined(server):
            await asyncio.sleep(due - loop.time())
        return answer

    def _has_declined(self, server: Endpoint) -> bool:
        return any(s == server and isinstance(e, WillNotSayError) for s, e in self.failures)

    async def _outcome_at(self, server: Endpoint) -> Outcome:
        try:
            return await self.ask(server)
        except NoReplyError as error:
            return error

    async def _answer_within(self, due: float | None) -> DnsAnswer | None:
        """Return the first answer; None if none has come by ``due``, or all under way failed."""
        loop = asyncio.get_running_loop()
        while self._running:
            left = None if due is None else max(0.0, due - loop.time())
            done, _ = await asyncio.wait(
                self._running, timeout=left, return_when=asyncio.FIRST_COMPLETED
            )
            if not done:
                return None
            for task in [task for task in self._running if task in done]:
                answer = self._ended(task)
                if answer:
                    return answer
        return None

    def _ended(self, task: asyncio.Task[Outcome]) -> DnsAnswer | None:
        """Note what became of a try. One that was overtaken at the same server was lost."""
        earlier = list(self._running)[: list(self._running).index(task)]
        server, outcome = self._running.pop(task), task.result()
        if isinstance(outcome, NoReplyError):
            self.failures.append((server, outcome))
            if isinstance(outcome, NothingCameError):
                self.trips.lost(server)
            return None
        for other in earlier:
            if self._running[other] == server:
                self.trips.lost(server)
        self.answered_by = server
        return outcome
