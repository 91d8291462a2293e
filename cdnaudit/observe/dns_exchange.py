"""Send one DNS message to one server and wait for its reply, over UDP and, if need be, TCP."""

import asyncio
import errno
import socket

import dns.message

from cdnaudit.observe import dns_wire
from cdnaudit.observe.settings import Traffic

Server = tuple[str, int]

RECEIVE_BUFFER = 4 * 1024 * 1024
"""Octets. The default holds about 277 datagrams: busy clients lost packets."""

MAX_JUNK = 100
"""Datagrams that are no reply of ours, before we stop reading: a flood must not hold the loop."""

REASONS = {
    errno.ECONNREFUSED: "connection refused by",
    errno.ECONNRESET: "connection reset by",
    errno.EHOSTUNREACH: "host unreachable:",
    errno.ENETUNREACH: "network unreachable:",
    errno.EADDRNOTAVAIL: "network unreachable:",
    errno.EAFNOSUPPORT: "network unreachable:",
}


class SilenceError(Exception):
    """No usable reply; ``str(error)`` says why."""


async def exchange(
    asked: dns.message.Message, server: Server, seconds: float, traffic: Traffic
) -> dns.message.Message:
    """Return the reply; over TCP if the one over UDP is truncated.

    Raises:
        SilenceError: nothing fit to read came within ``seconds``, for UDP and TCP each.
    """
    address = server[0]
    try:
        return await _udp(asked, server, seconds, traffic) or await _tcp(
            asked, server, seconds, traffic
        )
    except dns_wire.MalformedError as error:
        raise SilenceError(f"{error} from {address}") from None
    except TimeoutError:
        raise SilenceError(f"timeout after {seconds:.1f} s") from None
    except asyncio.IncompleteReadError:
        raise SilenceError(f"connection closed by {address}") from None
    except OSError as error:
        words = REASONS.get(error.errno or 0, f"network error ({error.strerror or error}):")
        raise SilenceError(f"{words} {address}") from None


async def _udp(
    asked: dns.message.Message, server: Server, seconds: float, traffic: Traffic
) -> dns.message.Message | None:
    """Return the reply, or None if it is truncated. What is no reply of ours is passed over."""
    malformed: dns_wire.MalformedError | None = None
    loop = asyncio.get_running_loop()
    with _socket(server) as sock:
        try:
            async with asyncio.timeout(seconds):
                traffic.queries += 1
                sock.send(asked.to_wire())
                for _ in range(MAX_JUNK):
                    wire = await loop.sock_recv(sock, 65_535)
                    traffic.bytes += len(wire)
                    if not dns_wire.is_reply(asked, wire):
                        continue
                    if dns_wire.is_truncated(wire):
                        return None
                    try:
                        return dns_wire.read(asked, wire)
                    except dns_wire.MalformedError as error:
                        malformed = error
        except TimeoutError:
            raise malformed or TimeoutError from None
    raise malformed or dns_wire.MalformedError("malformed answer")


async def _tcp(
    asked: dns.message.Message, server: Server, seconds: float, traffic: Traffic
) -> dns.message.Message:
    async with asyncio.timeout(seconds):
        reader, writer = await asyncio.open_connection(*server)
        try:
            wire = asked.to_wire()
            traffic.queries += 1
            writer.write(len(wire).to_bytes(2, "big") + wire)
            length = int.from_bytes(await reader.readexactly(2), "big")
            wire = await reader.readexactly(length)
        finally:
            writer.transport.abort()
    traffic.bytes += len(wire)
    if not dns_wire.is_reply(asked, wire):
        raise dns_wire.MalformedError("malformed answer")
    return dns_wire.read(asked, wire)


def _socket(server: Server) -> socket.socket:
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
