"""Ask the network: the port of the walk. Every question gets an answer, if only ``Unknown``."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from dataclasses import dataclass
from typing import assert_never

from cdnaudit.errors import UsageError
from cdnaudit.model.facts import (
    Answer,
    AsnQuestion,
    Cause,
    DnsQuestion,
    HttpQuestion,
    OriginLookup,
    Question,
    RdapQuestion,
    Unknown,
)
from cdnaudit.observe.askers import ASKERS, Askers, askers
from cdnaudit.observe.settings import Endpoint, QuerySettings, Warn, unheard


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A question that is being asked, and who waits for the answer."""

    task: asyncio.Task[Answer]
    askers: Askers


class Live:
    """Resolvers, servers, pages and registries, behind one callable.

    A question that is under way is not sent again: all who ask wait for the one answer.
    The clients, and the libraries they need, load when the first question of their kind comes.
    """

    def __init__(
        self,
        settings: QuerySettings,
        resolvers: tuple[Endpoint, ...],
        asn: OriginLookup,
        warn: Warn = unheard,
    ) -> None:
        """Keep the settings; ``asn`` answers who announces an address."""
        self._settings, self._resolvers, self._asn, self._warn = settings, resolvers, asn, warn
        self._asking: dict[Question, _UnderWay] = {}
        self._dns: Callable[[DnsQuestion], Awaitable[Answer]] | None = None
        self._http: asyncio.Future[Callable[[HttpQuestion], Awaitable[Answer]]] | None = None
        self._rdap: Callable[[RdapQuestion], Awaitable[Answer]] | None = None

    async def ask(self, question: Question) -> Answer:
        """Answer ``question``. Never raises, unless the caller is cancelled."""
        under_way = self._asking.get(question)
        if under_way:
            with under_way.askers.joined_by(askers()):
                return await asyncio.shield(under_way.task)
        return await asyncio.shield(self._begin(question))

    def _begin(self, question: Question) -> asyncio.Task[Answer]:
        """Ask, for all who will want to know while it is under way."""
        together = askers().copy()
        context = copy_context()
        context.run(ASKERS.set, together)
        task = asyncio.create_task(self._answer(question), context=context)
        self._asking[question] = _UnderWay(task, together)
        task.add_done_callback(lambda _: self._asking.pop(question, None))
        return task

    async def close(self) -> None:
        """Give up what is still being asked."""
        under_way = tuple(asking.task for asking in self._asking.values())
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _answer(self, question: Question) -> Answer:
        try:
            return await self._ask(question)
        except Exception as error:  # noqa: BLE001  one question gone wrong must not end the scan
            return Unknown(f"cannot ask: {type(error).__name__}: {error}", Cause.LIMIT)

    async def _ask(self, question: Question) -> Answer:
        match question:
            case AsnQuestion():
                return self._asn(question.ip)
            case DnsQuestion():
                self._dns = self._dns or self._dns_client()
                if self._settings.pages:
                    _ = self._load_http()
                return await self._dns(question)
            case HttpQuestion():
                get = await self._load_http()
                return await get(question)
            case RdapQuestion():
                self._rdap = self._rdap or self._rdap_client()
                return await self._rdap(question)
            case _:
                assert_never(question)

    def _dns_client(self) -> Callable[[DnsQuestion], Awaitable[Answer]]:
        from cdnaudit.observe.dns_client import DnsClient

        return DnsClient(self._resolvers, self._settings, self._warn).ask

    def _load_http(self) -> asyncio.Future[Callable[[HttpQuestion], Awaitable[Answer]]]:
        """Load the page client in a thread, once: it takes as long as several round trips."""
        if self._http is None:
            loop = asyncio.get_running_loop()
            self._http = loop.run_in_executor(None, self._http_client)
            self._http.add_done_callback(lambda f: f.cancelled() or f.exception())
        return self._http

    def _http_client(self) -> Callable[[HttpQuestion], Awaitable[Answer]]:
        from cdnaudit.observe.http_client import HttpClient

        client = HttpClient(self._settings)
        client.prepare()
        return client.ask

    def _rdap_client(self) -> Callable[[RdapQuestion], Awaitable[Answer]]:
        from cdnaudit.observe.rdap import RdapClient

        return RdapClient().ask


def system_resolvers() -> tuple[Endpoint, ...]:
    """Return the resolvers this machine is set up to use, as address and port.

    Raises:
        UsageError: it has none.
    """
    import dns.exception
    import dns.resolver

    try:
        resolver = dns.resolver.Resolver()
    except dns.exception.DNSException:
        raise UsageError("this machine names no resolver; give --resolver ADDR") from None
    servers = tuple((str(address), resolver.port) for address in resolver.nameservers)
    if not servers:
        raise UsageError("this machine names no resolver; give --resolver ADDR")
    return servers
