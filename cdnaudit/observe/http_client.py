"""One GET a question, from addresses found before; every failure is a value."""

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator, Mapping

import httpcore
import httpx

from cdnaudit.model.facts import Cause, HttpAnswer, HttpQuestion, Tls, Unknown
from cdnaudit.observe import http_body
from cdnaudit.observe.failure import system_failure, underlying_errors
from cdnaudit.observe.http_pinned import CONNECT_SECONDS, PinnedBackend, PinnedTransport
from cdnaudit.observe.pace import Slots
from cdnaudit.observe.settings import MAX_PORT, QuerySettings
from cdnaudit.observe.special_use import refusal

CONCURRENCY = 16
"""GETs in flight, at most: TLS handshakes are what a core has least of."""

SHORT = {
    "organizationName": "O",
    "organizationalUnitName": "OU",
    "commonName": "CN",
    "countryName": "C",
    "stateOrProvinceName": "ST",
    "localityName": "L",
}
"""Source: RFC 4514, section 3."""


class HttpClient:
    """Gets pages. TLS is verified for the name in the URL, always."""

    def __init__(self, settings: QuerySettings) -> None:
        """Keep the settings; the TLS context is made by ``prepare``, or when it is needed."""
        self._settings = settings
        self._slots = Slots(min(settings.concurrency, CONCURRENCY))
        self._context: ssl.SSLContext | None = None

    def prepare(self) -> None:
        """Make the TLS context now, which reads a file of authorities and takes its time."""
        self._tls()

    async def ask(self, question: HttpQuestion) -> HttpAnswer | Unknown:
        """Get the page; ``Unknown`` says why it was not to be had."""
        pins, refused = self._checked(question.pins)
        if not pins:
            return Unknown(refused, Cause.LIMIT)
        backend = PinnedBackend(pins)
        try:
            async with self._slots, asyncio.timeout(self._settings.page_seconds):
                return await self._get(question.url, backend)
        except TimeoutError:
            return Unknown(f"timeout after {self._settings.page_seconds:.1f} s", Cause.TIMEOUT)
        except httpcore.ConnectTimeout:
            reason = f"timeout after {CONNECT_SECONDS:.1f} s, connecting to {backend.peer}"
            return Unknown(reason, Cause.TIMEOUT)
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return _failure(error, backend.peer)
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
        """Return the one context: the given CA file, else ``SSL_CERT_FILE``, else certifi's."""
        if self._context is None:
            self._context = (
                ssl.create_default_context(cafile=self._settings.ca_file)
                if self._settings.ca_file
                else httpx.create_ssl_context()
            )
        return self._context


def _target(url: str) -> httpx.URL:
    """Read a URL as a stranger's redirect may have it: without its password, with a real port."""
    target = httpx.URL(url).copy_with(userinfo=b"")
    if not 0 < (target.port or 80) <= MAX_PORT:
        raise ValueError(f"no port {target.port}")
    return target


def _certificate(response: httpx.Response) -> Tls | None:
    """Return what the peer's certificate says, where there was TLS."""
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream else None
    if not isinstance(tls, ssl.SSLObject | ssl.SSLSocket):
        return None
    certificate: Mapping[str, object] = tls.getpeercert() or {}
    names = {v.lower() for k, v in _pairs(certificate.get("subjectAltName")) if k == "DNS"}
    return Tls(
        issuer=",".join(reversed(list(_named(certificate.get("issuer"))))),
        names=tuple(sorted(names)),
    )


def _named(issuer: object) -> Iterator[str]:
    for relative in issuer if isinstance(issuer, tuple) else ():
        for key, value in _pairs(relative):
            yield f"{SHORT.get(key, key)}={value}"


def _pairs(raw: object) -> list[tuple[str, str]]:
    return [(str(k), str(v)) for k, v in raw] if isinstance(raw, tuple) else []


def _failure(error: BaseException, peer: str) -> Unknown:
    """Say what lies at the bottom of a failure."""
    chain = list(underlying_errors(error))
    for underlying in chain:
        if isinstance(underlying, ssl.SSLCertVerificationError):
            message = underlying.verify_message.rstrip(".")
            return Unknown(f"TLS: certificate not trusted: {message}", Cause.REFUSED)
        if isinstance(underlying, ssl.SSLError):
            return Unknown(f"TLS: {underlying.reason or underlying}", Cause.REFUSED)
    bottom = str(chain[-1]) or type(chain[-1]).__name__
    other = Unknown(f"connection to {peer} failed: {bottom}", Cause.REFUSED)
    return system_failure(error, peer) or other
