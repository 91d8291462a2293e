"""A DNS server on loopback, UDP and TCP on one port, whose replies a test writes."""

import errno
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Reply = Callable[[dns.message.Message, str], bytes | None]
"""From a query and ``udp`` or ``tcp`` to the octets sent back; None for silence."""


@dataclass
class Running:
    address: str
    port: int
    heard: list[tuple[str, dns.message.Message]] = field(default_factory=list)

    @property
    def server(self) -> tuple[str, int]:
        return self.address, self.port


def reply(
    query: dns.message.Message,
    answer: tuple[str, ...] = (),
    *,
    authority: tuple[str, ...] = (),
    additional: tuple[str, ...] = (),
    rcode: str = "NOERROR",
    flags: int = 0,
) -> dns.message.Message:
    """Make a reply of records as in a zone file: ``name ttl IN type data``."""
    made = dns.message.make_response(query)
    made.flags |= flags
    made.set_rcode(dns.rcode.from_text(rcode))
    for section, lines in (
        (made.answer, answer),
        (made.authority, authority),
        (made.additional, additional),
    ):
        for line in lines:
            name, ttl, class_, type_, data = line.split(" ", 4)
            section.append(dns.rrset.from_text(name, int(ttl), class_, type_, data))
    return made


class _Udp(socketserver.UDPServer):
    answer: Callable[[bytes, str], bytes | None]


class _Tcp(socketserver.TCPServer):
    allow_reuse_address = True
    answer: Callable[[bytes, str], bytes | None]


class _UdpHandler(socketserver.BaseRequestHandler):
    server: _Udp

    def handle(self) -> None:
        wire, sock = self.request
        sent = self.server.answer(wire, "udp")
        if sent is not None:
            sock.sendto(sent, self.client_address)


class _TcpHandler(socketserver.StreamRequestHandler):
    server: _Tcp

    def handle(self) -> None:
        length = int.from_bytes(self.rfile.read(2), "big")
        sent = self.server.answer(self.rfile.read(length), "tcp")
        if sent is not None:
            self.wfile.write(len(sent).to_bytes(2, "big") + sent)


def _on_one_port(address: str, port: int) -> tuple[_Udp, _Tcp]:
    """Bind both to a port that is free for either; that UDP's is free says nothing of TCP's."""
    while True:
        udp = _Udp((address, port), _UdpHandler)
        try:
            return udp, _Tcp(udp.server_address, _TcpHandler)
        except OSError as error:
            udp.server_close()
            if port or error.errno != errno.EADDRINUSE:
                raise


@contextmanager
def serving(make: Reply, address: str = "127.0.0.1", port: int = 0) -> Iterator[Running]:
    """Serve until the block ends; 0 is a free port."""

    def answer(wire: bytes, transport: str) -> bytes | None:
        query = dns.message.from_wire(wire)
        running.heard.append((transport, query))
        return make(query, transport)

    udp, tcp = _on_one_port(address, port)
    running = Running(address, udp.server_address[1])
    udp.answer = tcp.answer = answer
    with ExitStack() as stack:
        for server in (udp, tcp):
            stack.callback(server.server_close)
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            thread.start()
        yield running
