"""Ask one server once: the messages that this takes, and what the reply says."""

import time
from collections.abc import Awaitable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import dns.message
import dns.rcode

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion
from cdnaudit.observe import dns_wire
from cdnaudit.observe.askers import askers
from cdnaudit.observe.dns_exchange import (
    NoReplyError,
    NothingCameError,
    WillNotSayError,
    over_tcp,
    over_udp,
)
from cdnaudit.observe.dns_tries import Tries
from cdnaudit.observe.pace import Pace
from cdnaudit.observe.round_trips import RoundTrips
from cdnaudit.observe.settings import Endpoint, QuerySettings

Reply = TypeVar("Reply")

WITHOUT_EDNS = {dns.rcode.FORMERR, dns.rcode.NOTIMP}
"""How servers older than RFC 6891 reply to an OPT record."""


@dataclass(frozen=True, slots=True)
class DnsSender:
    """Sends the messages of all questions, at one pace."""

    settings: QuerySettings
    pace: Pace

    @property
    def tries(self) -> int:
        """How often a question is asked, at most."""
        return 1 + self.settings.retries

    def over_udp(self, question: DnsQuestion, trips: RoundTrips) -> Tries:
        """Return tries of ``question``, none of them begun."""
        ask = partial(self._udp_once, question, trips)
        return Tries(ask, self.pace.wait, trips, self.settings.timeout)

    def over_tcp(self, question: DnsQuestion, trips: RoundTrips) -> Tries:
        """Return tries over TCP alone."""
        ask = partial(self._tcp_once, question)
        return Tries(ask, self.pace.wait, trips, self.settings.timeout)

    async def _udp_once(
        self, question: DnsQuestion, trips: RoundTrips, server: Endpoint
    ) -> DnsAnswer:
        begin = time.monotonic()
        query = dns_wire.query(question)
        reply = await over_udp(query, server, self.settings.timeout)
        trips.heard(server, time.monotonic() - begin, question)
        if reply and reply.rcode() in WITHOUT_EDNS and reply.edns < 0:
            query = dns_wire.query(question, edns=False)
            await self._further_message()
            reply = await _heard_before(over_udp(query, server, self.settings.timeout))
        if reply is None:
            await self._further_message()
            reply = await _heard_before(over_tcp(query, server, self.settings.timeout))
        return _read(question, reply, server)

    async def _tcp_once(self, question: DnsQuestion, server: Endpoint) -> DnsAnswer:
        query = dns_wire.query(question)
        return _read(question, await over_tcp(query, server, self.settings.timeout), server)

    async def _further_message(self) -> None:
        """Spend one more message for a question that a reply did not settle."""
        if not askers().may_send():
            raise NoReplyError("not asked again: limit of DNS messages a target", Cause.LIMIT)
        await self.pace.wait()


async def _heard_before(exchange: Awaitable[Reply]) -> Reply:
    """Await a reply of a server that has replied to this question already: it is not silent."""
    try:
        return await exchange
    except NothingCameError as error:
        raise NoReplyError(error.unknown.reason, error.unknown.cause) from None


def _read(question: DnsQuestion, reply: dns.message.Message, server: Endpoint) -> DnsAnswer:
    """Read a reply. From a resolver an error code is no answer (RFC 8914, section 1)."""
    try:
        answer = dns_wire.answer(question, reply)
    except dns_wire.MalformedError as error:
        raise NoReplyError(f"{error} from {server[0]}", Cause.REFUSED) from None
    if question.server or answer.is_conclusive:
        return answer
    again = reply.rcode() == dns.rcode.SERVFAIL
    kind = NoReplyError if again else WillNotSayError
    raise kind(f"{answer.rcode} from {server[0]}", Cause.REFUSED)
