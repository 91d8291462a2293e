"""Ask resolvers, and servers directly; every failure is a value."""

import asyncio
from collections import Counter, deque

import dns.message
import dns.rcode

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe import dns_wire
from cdnaudit.observe.dns_exchange import NoReplyError, exchange
from cdnaudit.observe.pace import Pace
from cdnaudit.observe.settings import Endpoint, QuerySettings
from cdnaudit.observe.special_use import refusal

WITHOUT_EDNS = {dns.rcode.FORMERR, dns.rcode.NOTIMP}
"""How servers older than RFC 6891 reply to an OPT record."""


class DnsClient:
    """Sends each question up to 1 + ``retries`` times, ``timeout`` seconds each."""

    def __init__(self, resolvers: tuple[Endpoint, ...], settings: QuerySettings) -> None:
        """Keep the settings; no socket is opened before a question comes."""
        self._resolvers, self._settings = resolvers, settings
        self._slots, self._pace = asyncio.Semaphore(settings.concurrency), Pace(settings.rate)
        self._failures: Counter[Endpoint] = Counter()

    async def ask(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Answer ``question``; ``Unknown`` says why nobody did."""
        refused = question.server and refusal(question.server, self._settings.allow)
        if refused:
            return Unknown(refused, Cause.LIMIT)
        try:
            async with self._slots:
                if question.server:
                    return await self._direct(question)
                return await self._resolve(question)
        except dns_wire.UnaskableError as error:
            return Unknown(str(error), Cause.LIMIT)

    async def _direct(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Ask an authoritative server: whatever it says is an answer."""
        server = (question.server, self._settings.direct_port)
        retries = self._settings.retries
        while True:
            try:
                return await self._send(question, server)
            except NoReplyError as error:
                if not retries:
                    return error.unknown
            retries -= 1

    async def _resolve(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Ask the resolvers in turn, those that failed of late last."""
        turns = deque(sorted(self._resolvers, key=self._failures.__getitem__))
        unknown = Unknown("no resolver to ask", Cause.LIMIT)
        for _ in range(1 + self._settings.retries):
            if not turns:
                break
            server = turns.popleft()
            try:
                answer = await self._send(question, server)
            except NoReplyError as error:
                self._failures[server] += 1
                unknown = error.unknown
                turns.append(server)
                continue
            self._failures[server] = 0
            if answer.is_conclusive:
                return answer
            unknown = Unknown(f"{answer.rcode} from {server[0]}", Cause.REFUSED)
        return unknown

    async def _send(self, question: DnsQuestion, server: Endpoint) -> DnsAnswer:
        reply = await self._exchange(dns_wire.query(question), server)
        if reply.rcode() in WITHOUT_EDNS and reply.edns < 0:
            reply = await self._exchange(dns_wire.query(question, edns=False), server)
        try:
            return dns_wire.answer(question, reply)
        except dns_wire.MalformedError as error:
            raise NoReplyError(f"{error} from {server[0]}", Cause.REFUSED) from None

    async def _exchange(self, query: dns.message.Message, server: Endpoint) -> dns.message.Message:
        await self._pace.wait()
        return await exchange(query, server, self._settings.timeout)
