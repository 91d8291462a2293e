"""An httpx transport that connects only to addresses given to it; no name is ever resolved."""

import ssl
from collections.abc import AsyncIterator, Iterable

import httpcore
import httpx

CONNECT_SECONDS = 3.0
"""What one address may take before the next is tried."""

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Opens every connection to one of ``pins``, in their order, whatever the host's name."""

    def __init__(self, pins: tuple[str, ...]) -> None:
        self._pins = pins
        self._inner = httpcore.AnyIOBackend()
        self._stream: httpcore.AsyncNetworkStream | None = None
        self.peer = ""
        """The address tried last."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the interface is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that takes us."""
        failure: Exception = httpcore.ConnectError("no address to connect to")
        for pin in self._pins:
            self.peer = pin
            try:
                self._stream = await self._inner.connect_tcp(
                    pin, port, CONNECT_SECONDS, local_address, socket_options
                )
                return self._stream
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        """Close what was opened; a TLS handshake that was cancelled leaves that to us."""
        if self._stream:
            await self._stream.aclose()


class PinnedTransport(httpx.AsyncBaseTransport):
    """One request, over httpcore's public pool. Failures stay httpcore's."""

    def __init__(self, backend: PinnedBackend, context: ssl.SSLContext | None) -> None:
        self._backend = backend
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context, network_backend=backend, max_connections=1
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request``."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Stream(response),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close the connection."""
        await self._pool.aclose()
        await self._backend.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._response.aclose()
