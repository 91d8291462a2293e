"""Send one DNS message to one server over UDP or TCP, and wait for its reply."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import dns.message

from cdnaudit.model.facts import Cause, Unknown
from cdnaudit.observe import dns_wire
from cdnaudit.observe.failure import system_failure
from cdnaudit.observe.settings import Endpoint

RECEIVE_BUFFER = 4 * 1024 * 1024
"""Octets. The default holds about 277 datagrams: busy clients lost packets."""

MAX_JUNK = 100
"""Datagrams that are no reply of ours, before we stop reading: a flood must not hold the loop."""


class NoReplyError(Exception):
    """No usable reply came; ``unknown`` says why."""

    def __init__(self, reason: str, cause: Cause) -> None:
        super().__init__(reason)
        self.unknown = Unknown(reason, cause)


class NothingCameError(NoReplyError):
    """Not an octet came back: silence, a port at which nobody listens, or a line hung up."""


class WillNotSayError(NoReplyError):
    """A resolver would not answer, and would not if it were asked again."""


async def over_udp(
    query: dns.message.Message, server: Endpoint, seconds: float
) -> dns.message.Message | None:
    """Return the reply, or None if it is truncated.

    Raises:
        NoReplyError: nothing fit to read came within ``seconds``.
    """
    with _failures_of(server[0], seconds):
        return await _udp(query, server, seconds)


async def over_tcp(
    query: dns.message.Message, server: Endpoint, seconds: float
) -> dns.message.Message:
    """Return the reply.

    Raises:
        NoReplyError: nothing fit to read came within ``seconds``.
    """
    with _failures_of(server[0], seconds):
        return await _tcp(query, server, seconds)


@contextmanager
def _failures_of(address: str, seconds: float) -> Iterator[None]:
    """Put what goes wrong in our own words."""
    try:
        yield
    except dns_wire.MalformedError as error:
        raise NoReplyError(f"{error} from {address}", Cause.REFUSED) from None
    except TimeoutError:
        raise NothingCameError(f"timeout after {seconds:.1f} s", Cause.TIMEOUT) from None
    except asyncio.IncompleteReadError as error:
        kind = NoReplyError if error.partial else NothingCameError
        raise kind(f"connection closed by {address}", Cause.REFUSED) from None
    except OSError as error:
        raise _failed(error, address) from None


def _failed(error: OSError, address: str) -> NoReplyError:
    known = system_failure(error, address)
    if known and known.cause is Cause.REFUSED:
        return NothingCameError(known.reason, known.cause)
    if known:
        return NoReplyError(known.reason, known.cause)
    reason = f"network error ({error.strerror or error}): {address}"
    return NoReplyError(reason, Cause.UNREACHABLE)


async def _udp(
    query: dns.message.Message, server: Endpoint, seconds: float
) -> dns.message.Message | None:
    """Return the reply, or None if it is truncated. What is no reply of ours is passed over."""
    malformed: dns_wire.MalformedError | None = None
    loop = asyncio.get_running_loop()
    with _socket(server) as sock:
        try:
            async with asyncio.timeout(seconds):
                sock.send(query.to_wire())
                for _ in range(MAX_JUNK):
                    wire = await loop.sock_recv(sock, 65_535)
                    if not dns_wire.is_reply(query, wire):
                        continue
                    if dns_wire.is_truncated(wire):
                        return None
                    try:
                        return dns_wire.read(query, wire)
                    except dns_wire.MalformedError as error:
                        malformed = error
        except TimeoutError:
            raise malformed or TimeoutError from None
    raise malformed or dns_wire.MalformedError("malformed answer")


async def _tcp(query: dns.message.Message, server: Endpoint, seconds: float) -> dns.message.Message:
    async with asyncio.timeout(seconds):
        reader, writer = await asyncio.open_connection(*server)
        try:
            wire = query.to_wire()
            writer.write(len(wire).to_bytes(2, "big") + wire)
            length = int.from_bytes(await reader.readexactly(2), "big")
            wire = await reader.readexactly(length)
        finally:
            writer.transport.abort()
    if not dns_wire.is_reply(query, wire):
        raise dns_wire.MalformedError("malformed answer")
    return dns_wire.read(query, wire)


def _socket(server: Endpoint) -> socket.socket:
    """Return a connected socket: a random port, and strangers' datagrams never reach it."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_DGRAM)
    try:
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        sock.connect(server)
    except BaseException:
        sock.close()
        raise
    return sock
