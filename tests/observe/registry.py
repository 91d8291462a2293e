"""A registry's RDAP server on loopback, behind the proxy through which all requests are sent."""

import json
import socketserver
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

HOST = "rdap-bootstrap.arin.net"
"""Where the library sends a question first."""


@dataclass
class Registry:
    port: int
    heard: list[str] = field(default_factory=list)
    """The path of each request, in order."""


class _Server(socketserver.TCPServer):
    allow_reuse_address = True
    registry: Registry
    sent: bytes
    context: ssl.SSLContext


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.request.recv(65_536)
        self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with self.server.context.wrap_socket(self.request, server_side=True) as sock:
            self.server.registry.heard.append(sock.recv(65_536).decode().split()[1])
            sock.sendall(self.server.sent)


@contextmanager
def serving(response: Mapping[str, object], context: ssl.SSLContext) -> Iterator[Registry]:
    """Answer every question with ``response``."""
    body = json.dumps(response).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.registry, server.context = Registry(server.server_address[1]), context
        server.sent = head.encode() + body
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.registry
        finally:
            server.shutdown()
            thread.join()
