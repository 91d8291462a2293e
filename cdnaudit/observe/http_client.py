"""One GET a question, from addresses found before; every failure is a value."""

import asyncio
import errno
import ipaddress
import ssl
from collections.abc import Iterator, Mapping

import httpcore
import httpx

from cdnaudit.model.facts import HttpAnswer, HttpQuestion, Tls, Unknown
from cdnaudit.observe import http_body
from cdnaudit.observe.http_pinned import CONNECT_SECONDS, PinnedBackend, PinnedTransport
from cdnaudit.observe.settings import QuerySettings, Traffic
from cdnaudit.observe.special_use import refusal

CONCURRENCY = 16
"""GETs in flight, at most: TLS handshakes are what a core has least of."""

MAX_PORT = 65_535

SHORT = {
    "organizationName": "O",
    "organizationalUnitName": "OU",
    "commonName": "CN",
    "countryName": "C",
    "stateOrProvinceName": "ST",
    "localityName": "L",
}
"""Source: RFC 4514, section 3."""

UNREACHABLE = {
    errno.EHOSTUNREACH: "host unreachable",
    errno.ENETUNREACH: "network unreachable",
    errno.EADDRNOTAVAIL: "network unreachable",
}


class HttpClient:
    """Gets pages. TLS is verified for the name in the URL, always."""

    def __init__(self, settings: QuerySettings, traffic: Traffic) -> None:
        """Keep the settings; the TLS context is made by ``prepare``, or when it is needed."""
        self._settings, self._traffic = settings, traffic
        self._slots = asyncio.Semaphore(min(settings.concurrency, CONCURRENCY))
        self._context: ssl.SSLContext | None = None

    def prepare(self) -> None:
        """Make the TLS context now, which reads a file of authorities and takes its time."""
        self._tls()

    async def ask(self, question: HttpQuestion) -> HttpAnswer | Unknown:
        """Get the page; ``Unknown`` says why it was not to be had."""
        pins, reason = self._vetted(question.pins)
        if not pins:
            return Unknown(reason)
        backend = PinnedBackend(pins)
        try:
            async with self._slots, asyncio.timeout(self._settings.page_seconds):
                return await self._get(question.url, backend)
        except TimeoutError:
            return Unknown(f"timeout after {self._settings.page_seconds:.1f} s")
        except httpcore.ConnectTimeout:
            return Unknown(f"timeout after {CONNECT_SECONDS:.1f} s, connecting to {backend.peer}")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return Unknown(_reason(error, backend.peer))
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol, ValueError) as error:
            return Unknown(f"cannot ask: {error}")

    def _vetted(self, pins: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """Return the addresses we may connect to, IPv4 first, or why there are none."""
        refused = {pin: refusal(pin, self._settings.allow) for pin in pins}
        fit = sorted((p for p in pins if not refused[p]), key=lambda p: ":" in p)
        return tuple(fit), next(iter(refused.values()), "no address to connect to")

    async def _get(self, url: str, backend: PinnedBackend) -> HttpAnswer:
        at = _target(url)
        transport = PinnedTransport(backend, self._tls() if at.scheme == "https" else None)
        headers = {"user-agent": self._settings.user_agent, "accept-encoding": "gzip, deflate"}
        client = httpx.AsyncClient(
            transport=transport, trust_env=False, timeout=self._settings.page_seconds
        )
        async with client, client.stream("GET", at, headers=headers) as response:
            self._traffic.queries += 1
            pairs = response.headers.raw
            coding = response.headers.get("content-encoding", "")
            body, octets = await http_body.read(response.aiter_raw(), coding)
            self._traffic.bytes += octets + sum(len(k) + len(v) for k, v in pairs)
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
    found: Mapping[str, object] = tls.getpeercert() or {}
    names = {v.lower() for k, v in _pairs(found.get("subjectAltName")) if k == "DNS"}
    return Tls(
        issuer=",".join(reversed(list(_named(found.get("issuer"))))),
        names=tuple(sorted(names)),
    )


def _named(issuer: object) -> Iterator[str]:
    for relative in issuer if isinstance(issuer, tuple) else ():
        for key, value in _pairs(relative):
            yield f"{SHORT.get(key, key)}={value}"


def _pairs(raw: object) -> list[tuple[str, str]]:
    return [(str(k), str(v)) for k, v in raw] if isinstance(raw, tuple) else []


def _reason(error: BaseException, peer: str) -> str:
    """Say in the house's words what lies at the bottom of a failure."""
    chain = list(_causes(error))
    for cause in chain:
        match cause:
            case ssl.SSLCertVerificationError():
                return f"TLS: certificate not trusted: {cause.verify_message.rstrip('.')}"
            case ssl.SSLError():
                return f"TLS: {cause.reason or cause}"
            case ConnectionRefusedError():
                return f"connection refused by {peer}"
            case ConnectionResetError():
                return f"connection reset by {peer}"
            case OSError(errno=code) if code in UNREACHABLE:
                return f"{UNREACHABLE[code]}: {peer}"
            case _:
                pass
    return f"connection to {peer} failed: {str(chain[-1]) or type(chain[-1]).__name__}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            yield from error.exceptions
        error = error.__cause__ or error.__context__
