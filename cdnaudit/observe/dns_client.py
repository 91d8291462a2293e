"""Ask resolvers, and servers directly; every failure is a value."""

import asyncio
from collections import Counter, deque

import dns.message
import dns.rcode

from cdnaudit.model.facts import ANSWERED, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe import dns_wire
from cdnaudit.observe.dns_exchange import Server, SilenceError, exchange
from cdnaudit.observe.settings import Pace, QuerySettings, Traffic
from cdnaudit.observe.special_use import refusal

WITHOUT_EDNS = {dns.rcode.FORMERR, dns.rcode.NOTIMP}
"""How servers older than RFC 6891 reply to an OPT record."""


class DnsClient:
    """Sends each question up to 1 + ``retries`` times, ``timeout`` seconds each."""

    def __init__(
        self, resolvers: tuple[Server, ...], settings: QuerySettings, traffic: Traffic
    ) -> None:
        """Keep the settings; no socket is opened before a question comes."""
        self._resolvers, self._settings, self._traffic = resolvers, settings, traffic
        self._slots, self._pace = asyncio.Semaphore(settings.concurrency), Pace(settings.rate)
        self._silences: Counter[Server] = Counter()

    async def ask(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Answer ``question``; ``Unknown`` says why nobody did."""
        refused = question.server and refusal(question.server, self._settings.allow)
        if refused:
            return Unknown(refused)
        try:
            async with self._slots:
                if question.server:
                    return await self._direct(question)
                return await self._resolve(question)
        except dns_wire.UnaskableError as error:
            return Unknown(str(error))

    async def _direct(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Ask an authoritative server: whatever it says is an answer."""
        reason = ""
        for _ in range(1 + self._settings.retries):
            try:
                return await self._send(question, (question.server, self._settings.direct_port))
            except SilenceError as error:
                reason = str(error)
        return Unknown(reason)

    async def _resolve(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Ask the resolvers in turn, those that were silent of late last."""
        turns = deque(sorted(self._resolvers, key=self._silences.__getitem__))
        reason = "no resolver to ask"
        for _ in range(1 + self._settings.retries):
            if not turns:
                break
            server = turns.popleft()
            try:
                answer = await self._send(question, server)
            except SilenceError as error:
                self._silences[server] += 1
                reason = str(error)
                turns.append(server)
                continue
            self._silences[server] = 0
            if answer.rcode in ANSWERED:
                return answer
            reason = f"{answer.rcode} from {server[0]}"
        return Unknown(reason)

    async def _send(self, question: DnsQuestion, server: Server) -> DnsAnswer:
        reply = await self._exchange(dns_wire.query(question), server)
        if reply.rcode() in WITHOUT_EDNS and reply.edns < 0:
            reply = await self._exchange(dns_wire.query(question, edns=False), server)
        try:
            return dns_wire.answer(question, reply)
        except dns_wire.MalformedError as error:
            raise SilenceError(f"{error} from {server[0]}") from None

    async def _exchange(self, asked: dns.message.Message, server: Server) -> dns.message.Message:
        await self._pace.wait()
        return await exchange(asked, server, self._settings.timeout, self._traffic)
