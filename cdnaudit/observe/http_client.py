"""One GET a question, from addresses found before; every failure is a value."""

import asyncio
import ipaddress
import ssl

import httpcore
import httpx

from cdnaudit.model.facts import Cause, HttpAnswer, HttpQuestion, Unknown
from cdnaudit.model.tls import Tls, TlsRefusal
from cdnaudit.observe import http_body, http_tls
from cdnaudit.observe.failure import system_failure, underlying_errors
from cdnaudit.observe.http_pinned import CONNECT_SECONDS, PinnedBackend, PinnedTransport
from cdnaudit.observe.pace import Slots
from cdnaudit.observe.settings import MAX_PORT, QuerySettings
from cdnaudit.observe.special_use import refusal

HTTPS_PORT = 443
CONCURRENCY = 16
"""GETs in flight, at most: TLS handshakes are what a core has least of."""


class HttpClient:
    """Gets pages. TLS is verified for the name in the URL, always."""

    def __init__(self, settings: QuerySettings) -> None:
        """Keep the settings; the TLS context is made by ``prepare``, or when it is needed."""
        self._settings = settings
        self._slots = Slots(min(settings.concurrency, CONCURRENCY))
        self._context: ssl.SSLContext | None = None
        self._spent: dict[str, float] = {}
        """Seconds that HTTPS took in vain, by the URL of the same page over HTTP."""

    def prepare(self) -> None:
        """Make the TLS context now, which reads a file of authorities and takes its time."""
        self._tls()

    async def ask(self, question: HttpQuestion) -> HttpAnswer | TlsRefusal | Unknown:
        """Get the page, or say what keeps it away.

        A page asked over HTTPS in vain, and then over HTTP, has one clock for both.
        """
        pins, refused = self._checked(question.pins)
        if not pins:
            return Unknown(refused, Cause.LIMIT)
        async with self._slots:
            now = asyncio.get_running_loop().time
            started = now()
            spent = self._spent.pop(question.url, 0.0)
            deadline = started + self._settings.page_seconds - spent
            answer = await self._answer(question.url, PinnedBackend(pins), deadline)
            if (
                not question.origin
                and question.url.startswith("https:")
                and not isinstance(answer, HttpAnswer)
            ):
                self._spent[question.url.replace("https:", "http:", 1)] = now() - started
            return answer

    async def _answer(
        self, url: str, backend: PinnedBackend, deadline: float
    ) -> HttpAnswer | TlsRefusal | Unknown:
        try:
            async with asyncio.timeout_at(deadline):
                return await self._get(url, backend)
        except TimeoutError:
            return Unknown(f"timeout after {self._settings.page_seconds:.1f} s", Cause.TIMEOUT)
        except httpcore.ConnectTimeout:
            reason = f"timeout after {CONNECT_SECONDS:.1f} s, connecting to {backend.peer}"
            return Unknown(reason, Cause.TIMEOUT)
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            refused = await _refusal(error, url, backend.peer, deadline)
            return refused or _failure(error, backend.peer)
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError) as error:
            return Unknown(f"cannot ask: {error}", Cause.LIMIT)

    def _checked(self, pins: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """Return the addresses we may connect to, IPv4 first, or why there are none."""
        refused = {pin: refusal(pin, self._settings.allow) for pin in pins}
        allowed = sorted((p for p in pins if not refused[p]), key=lambda p: ":" in p)
        return tuple(allowed), next(iter(refused.values()), "no address to connect to")

    async def _get(self, url: str, backend: PinnedBackend) -> HttpAnswer:
        target = _target(url)
        transport = PinnedTransport(backend, self._tls() if target.scheme == "https" else None)
        headers = {"user-agent": self._settings.user_agent, "accept-encoding": "gzip, deflate"}
        client = httpx.AsyncClient(
            transport=transport, trust_env=False, timeout=self._settings.page_seconds
        )
        async with client, client.stream("GET", target, headers=headers) as response:
            pairs = response.headers.raw
            coding = response.headers.get("content-encoding", "")
            body = await http_body.read(response.aiter_raw(), coding)
            kind = response.headers.get("content-type", "")
            return HttpAnswer(
                status=response.status_code,
                headers=tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in pairs),
                body=None if body is None else http_body.text(body, kind),
                peer=str(ipaddress.ip_address(backend.peer)),
                tls=_certificate(response),
            )

    def _tls(self) -> ssl.SSLContext:
        """Return the one context, made when it is first needed."""
        self._context = self._context or http_tls.trusting(self._settings.ca_file)
        return self._context


def _target(url: str) -> httpx.URL:
    """Read a URL as a stranger's redirect may have it: without its password, with a real port."""
    target = httpx.URL(url).copy_with(userinfo=b"")
    if not 0 < (target.port or 80) <= MAX_PORT:
        raise ValueError(f"no port {target.port}")
    return target


def _certificate(response: httpx.Response) -> Tls | None:
    stream = response.extensions.get("network_stream")
    return http_tls.certificate(stream.get_extra_info("ssl_object")) if stream else None


async def _refusal(error: Exception, url: str, peer: str, deadline: float) -> TlsRefusal | None:
    """Return what browsers refuse the host for, where that is why there is no page."""
    tls_error, target = http_tls.tls_error(error), _target(url)
    if tls_error is None:
        return None
    return await http_tls.refusal(tls_error, target.host, target.port or HTTPS_PORT, peer, deadline)


def _failure(error: BaseException, peer: str) -> Unknown:
    """Say what lies at the bottom of a failure."""
    tls_error = http_tls.tls_error(error)
    if isinstance(tls_error, ssl.SSLCertVerificationError):
        message = tls_error.verify_message.rstrip(".")
        return Unknown(f"TLS: certificate not trusted: {message}", Cause.REFUSED)
    if tls_error:
        return Unknown(f"TLS: {tls_error.reason or tls_error}", Cause.REFUSED)
    *_, last = underlying_errors(error)
    bottom = str(last) or type(last).__name__
    other = Unknown(f"connection to {peer} failed: {bottom}", Cause.REFUSED)
    return system_failure(error, peer) or other
