"""An HTTP(S) server on loopback that sends what a test wrote, octet by octet."""

import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HELLO = b"HTTP/1.1 200 OK\r\nServer: examplecdn\r\nContent-Length: 5\r\n\r\nhello"


@dataclass
class Site:
    port: int
    heard: list[bytes] = field(default_factory=list)

    def url(self, scheme: str = "http", host: str = "www.example.com") -> str:
        return f"{scheme}://{host}:{self.port}/"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    site: Site
    sent: bytes | None
    context: ssl.SSLContext | None
    over: threading.Event


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        try:
            context = self.server.context
            sock = context.wrap_socket(self.request, server_side=True) if context else self.request
            with sock:
                self.server.site.heard.append(sock.recv(65_536))
                if self.server.sent is None:
                    self.server.over.wait(5)
                else:
                    sock.sendall(self.server.sent)
        except OSError:
            pass  # the client hung up, as some tests want it to


@contextmanager
def serving(
    sent: bytes | None, context: ssl.SSLContext | None = None, *, v6: bool = False
) -> Iterator[Site]:
    """Send ``sent`` to every request, and close; None never answers."""
    server = _Server6(("::1", 0), _Handler) if v6 else _Server(("127.0.0.1", 0), _Handler)
    server.sent, server.context, server.over = sent, context, threading.Event()
    server.site = Site(server.server_address[1])
    with ExitStack() as stack:
        stack.callback(server.server_close)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        stack.callback(thread.join)
        stack.callback(server.shutdown)
        stack.callback(server.over.set)
        thread.start()
        yield server.site


def certificate(folder: Path, *hosts: str) -> tuple[Path, ssl.SSLContext]:
    """Make a CA and a certificate of ``hosts``; return the CA's file and a server's context.

    Without any they are www.example.com and all below shop.example.com.
    """
    ca, leaf = folder / "ca.pem", folder / "leaf.pem"
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30")
    usage = ("-addext", "keyUsage=critical,keyCertSign")
    subject = ("-subj", "/C=ZZ/O=Example Trust/CN=Test CA")
    _openssl("req", "-x509", *key, *usage, *subject, "-keyout", folder / "ca.key", "-out", ca)
    alternatives = ",".join(f"DNS:{h}" for h in hosts or ("www.example.com", "*.Shop.example.com"))
    names = ("-addext", f"subjectAltName={alternatives}")
    leaf_use = ("-addext", "basicConstraints=critical,CA:FALSE")
    signed = ("-CA", ca, "-CAkey", folder / "ca.key", "-subj", "/CN=www.example.com")
    leaf_key = folder / "leaf.key"
    _openssl("req", "-x509", *key, *names, *leaf_use, *signed, "-keyout", leaf_key, "-out", leaf)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(leaf, leaf_key)
    return ca, context


def _openssl(*words: str | Path) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
