"""Ask the resolvers in turn, and notice where none of them is there at all."""

import asyncio
import time
from collections import Counter
from contextvars import Context

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe.dns_exchange import NothingCameError
from cdnaudit.observe.dns_sender import DnsSender
from cdnaudit.observe.dns_tries import Tries
from cdnaudit.observe.round_trips import RoundTrips
from cdnaudit.observe.settings import Endpoint, Warn

ROOT = DnsQuestion("", "NS")
"""What every resolver knows, whatever is wrong with the names in question."""

LOOK_AGAIN = 5.0
"""Seconds until a question is put again to resolvers that never answered."""


class Resolvers:
    """Asks those that failed of late last.

    Where the first questions bring nothing at all from any of them, not even the root's
    nameservers, further questions are answered at once with that.
    """

    def __init__(self, endpoints: tuple[Endpoint, ...], sender: DnsSender, warn: Warn) -> None:
        self.trips = RoundTrips()
        self._endpoints, self._sender, self._warn = endpoints, sender, warn
        self._failures: Counter[Endpoint] = Counter()
        self._heard = False
        self._looking: asyncio.Task[Unknown | None] | None = None
        self._absent: Unknown | None = None
        self._looked = 0.0

    async def ask(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Answer ``question``, or say why none of them does."""
        if not self._endpoints:
            return Unknown("no resolver to ask", Cause.LIMIT)
        if self._absent and not self._is_due():
            return self._absent
        tries = self._sender.over_udp(question, self.trips)
        answer = await tries.first_answer(self._in_turn())
        self._learn(tries)
        absent = None if self._heard else await self._absence()
        return answer or absent or tries.last_failure

    def _in_turn(self) -> list[Endpoint]:
        ordered = sorted(self._endpoints, key=self._failures.__getitem__)
        return [ordered[number % len(ordered)] for number in range(self._sender.tries)]

    def _learn(self, tries: Tries) -> None:
        """Note who kept us waiting, and whether anybody was there."""
        prompt = {tries.answered_by} | {
            server for server, error in tries.failures if not isinstance(error, NothingCameError)
        }
        for server in tries.begun:
            self._failures[server] = 0 if server in prompt else self._failures[server] + 1
        if prompt - {None}:
            self._heard, self._absent = True, None

    def _is_due(self) -> bool:
        """Tell whether to look again for a resolver; once in a while, for one question."""
        now = time.monotonic()
        due = now - self._looked >= LOOK_AGAIN
        if due:
            self._looked = now
        return due

    async def _absence(self) -> Unknown | None:
        """Look, once a run, whether any resolver is there; None: one is."""
        if not self._looking:
            # In a context of its own: what all targets need, none of them pays.
            self._looking = asyncio.create_task(self._look(), context=Context())
        absent = await asyncio.shield(self._looking)
        return None if self._heard else absent

    async def _look(self) -> Unknown | None:
        """Ask every resolver for the root's nameservers; an error is a sign of life too."""
        looks = [self._sender.over_udp(ROOT, self.trips) for _ in self._endpoints]
        asked = zip(looks, self._endpoints, strict=True)
        await asyncio.gather(*(t.first_answer([e] * self._sender.tries) for t, e in asked))
        for tries in looks:
            self._learn(tries)
        if self._heard:
            return None
        causes = [tries.last_failure.cause for tries in looks]
        each = zip(self._endpoints, causes, strict=True)
        known = ", ".join(f"{address} ({cause})" for (address, _), cause in each)
        self._absent = Unknown(f"no resolver answers: {known}", causes[0])
        self._looked = time.monotonic()
        self._warn(f"{self._absent.reason}; check the network, or name another with --resolver")
        return self._absent
