"""Send one DNS message to one server and wait for its reply, over UDP and then TCP."""

import asyncio
import errno
import socket

import dns.message

from cdnaudit.observe import dns_wire
from cdnaudit.observe.traffic import Traffic

RECEIVE_BUFFER = 4 * 1024 * 1024
"""The default holds about 277 datagrams: busy clients lost packets."""

REASONS = {
    errno.ECONNREFUSED: "connection refused by",
    errno.ECONNRESET: "connection reset by",
    errno.EHOSTUNREACH: "host unreachable:",
    errno.ENETUNREACH: "network unreachable:",
    errno.EADDRNOTAVAIL: "network unreachable:",
    errno.EAFNOSUPPORT: "network unreachable:",
}


class SilenceError(Exception):
    """No usable reply came; ``str(error)`` says why."""


async def exchange(
    asked: dns.message.Message, server: tuple[str, int], timeout: float, traffic: Traffic
) -> dns.message.Message:
    """Return the reply; over TCP if the one over UDP is truncated.

    Raises:
        SilenceError: none came within ``timeout`` seconds (each of UDP and TCP), or none fit to read.
    """
    reply = await _within(timeout, server, _udp(asked, server, timeout, traffic))
    if reply is None:
        reply = await _within(timeout, server, _tcp(asked, server, traffic))
    if reply is None:
        raise SilenceError(f"malformed answer from {server[0]}")
    return reply


async def _within(
    timeout: float, server: tuple[str, int], coming: "asyncio._CoroutineLike[Reply]"
) -> "Reply":
    raise NotImplementedError
