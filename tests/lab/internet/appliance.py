"""Answer as load balancers and odd nameservers do: ``python appliance.py CONFIG``.

CONFIG is JSON, from address to the manner in which its server answers and to the zones that it
answers for: each has one address, or leads on as an alias. Runs until it is killed.
"""

import json
import socketserver
import struct
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset

_PORT = 53


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server answers for its zones; ``rcodes`` are of types that it will not answer for."""

    zones: tuple[str, ...]
    address: str
    nameserver: str
    rcodes: dict[str, str]
    """``""`` for silence."""
    alias: str = ""
    """Where every name leads on, the apex too."""

    def reply(self, wire: bytes) -> bytes | None:
        """Answer one query; None for silence."""
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, type_ = question.name, dns.rdatatype.to_text(question.rdtype)
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.AA
        apex = next((z for z in self.zones if name.is_subdomain(dns.name.from_text(z))), None)
        rcode = self.rcodes.get(type_) if apex else "REFUSED"
        if rcode == "":
            return None
        if rcode:
            reply.set_rcode(dns.rcode.from_text(rcode))
        elif apex:
            self._fill(reply, name, type_, apex)
        return reply.to_wire()

    def _fill(self, reply: dns.message.Message, name: dns.name.Name, type_: str, apex: str) -> None:
        soa = f"{self.nameserver}. hostmaster.{self.nameserver}. 1 7200 900 1209600 300"
        data = {"A": self.address, "NS": f"{self.nameserver}.", "SOA": soa}
        if self.alias:
            type_, data = "CNAME", {"CNAME": f"{self.alias}."}
        if type_ in data:
            reply.answer.append(dns.rrset.from_text(name, 30, "IN", type_, data[type_]))
        else:
            reply.authority.append(dns.rrset.from_text(f"{apex}.", 30, "IN", "SOA", soa))


class _Udp(socketserver.ThreadingUDPServer):
    daemon_threads = True
    manner: Manner


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    manner: Manner


class _Datagram(socketserver.BaseRequestHandler):
    server: _Udp

    def handle(self) -> None:
        wire, sock = self.request
        if reply := self.server.manner.reply(wire):
            sock.sendto(reply, self.client_address)


class _Stream(socketserver.StreamRequestHandler):
    server: _Tcp

    def handle(self) -> None:
        while head := self.rfile.read(2):
            reply = self.server.manner.reply(self.rfile.read(struct.unpack("!H", head)[0]))
            if reply:
                self.wfile.write(struct.pack("!H", len(reply)) + reply)


def serve(config: dict[str, dict[str, object]]) -> None:
    """Serve on every address, in threads."""
    for address, manner in config.items():
        for kind, handler in ((_Udp, _Datagram), (_Tcp, _Stream)):
            server = kind((address, _PORT), handler)
            server.manner = Manner(**manner)  # type: ignore[arg-type]
            threading.Thread(target=server.serve_forever, daemon=True).start()


if __name__ == "__main__":
    serve(json.loads(Path(sys.argv[1]).read_text()))
    threading.Event().wait()
